//! Polling: repeats a call until its result is ready.

mod observation;
mod policy;
mod polling;
mod progress;

pub use observation::{Observation, PollOutcome, Polled};
pub use policy::PollPolicy;
pub use polling::Polling;

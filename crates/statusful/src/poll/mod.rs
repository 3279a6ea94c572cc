//! Asking again until an answer is ready.

mod observation;
mod policy;
mod polling;
mod progress;

pub use observation::{Observation, Polled};
pub use policy::PollPolicy;
pub use polling::Polling;

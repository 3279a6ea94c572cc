//! Retries: after which outcomes, when, and how often.

mod attempt;
mod backoff;
mod budget;
mod hint;
mod idempotency;
mod policy;
mod retries;
mod statuses;

pub use attempt::{Attempt, AttemptOutcome};
pub(crate) use backoff::Backoff;
pub use budget::RetryBudget;
pub(crate) use hint::retry_after;
pub use idempotency::Idempotency;
pub(crate) use policy::Replay;
pub use policy::RetryPolicy;
pub(crate) use retries::Retries;
pub use statuses::Statuses;

//! Retry and polling policies, from `x-retries` and `x-polling`.

use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};

/// When a request is retried (`x-retries`). A setting is `None` if the document leaves it to the runtime.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Retries {
    /// Whether requests are never retried, regardless of the other settings. The client and the call can override it.
    pub never: bool,
    /// The maximum wait before the first retry, in milliseconds.
    pub initial_interval: Option<u64>,
    /// The maximum wait before any retry, in milliseconds.
    pub max_interval: Option<u64>,
    /// The factor by which the maximum wait grows with each retry, in thousandths.
    pub exponent: Option<u32>,
    /// The maximum time from the start of the first attempt to the start of the last one, in milliseconds.
    pub max_elapsed_time: Option<u64>,
    /// The maximum number of retries.
    pub max_retries: Option<u64>,
    /// The statuses that are retried.
    pub statuses: Option<StatusSet>,
    /// Whether connection errors are retried.
    pub connection_errors: Option<bool>,
}

/// How an operation is polled (`x-polling`). A setting is `None` if the document leaves it to the runtime.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Polling {
    /// The statuses that end polling with the result.
    pub ready: StatusSet,
    /// The statuses after which the operation is polled again.
    pub pending: StatusSet,
    /// The statuses that end polling with an error, even if they are usually temporary.
    pub failed: StatusSet,
    /// The interval after the first poll, in milliseconds.
    pub interval: Option<u64>,
    /// The maximum interval, in milliseconds.
    pub max_interval: Option<u64>,
    /// The factor by which the interval grows with each poll, in thousandths.
    pub exponent: Option<u32>,
    /// The total time limit, in milliseconds.
    pub deadline: Option<u64>,
}

/// A set of statuses and classes of statuses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StatusSet {
    /// Single statuses.
    pub codes: BTreeSet<u16>,
    /// Classes, such as `5` for `5XX`.
    pub classes: BTreeSet<u8>,
}

impl StatusSet {
    /// Returns `true` if the set is empty.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty() && self.classes.is_empty()
    }

    /// Returns `true` if the set contains a status.
    pub fn contains(&self, code: u16) -> bool {
        self.codes.contains(&code) || self.classes.iter().any(|class| u16::from(*class) == code / 100)
    }
}

/// Formats the set as in documents: `429, 5XX`.
impl Display for StatusSet {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let codes = self.codes.iter().map(ToString::to_string);
        let all: Vec<_> = codes.chain(self.classes.iter().map(|class| format!("{class}XX"))).collect();
        f.write_str(&all.join(", "))
    }
}

/// Formats the policy as one line, with only the settings that the document specifies.
impl Display for Retries {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let times = [self.initial_interval, self.max_interval, self.max_elapsed_time];
        let parts = [
            self.never.then(|| "never".to_owned()),
            self.statuses.as_ref().map(|set| format!("after {set}")),
            self.connection_errors.map(|retry| format!("connection errors {retry}")),
            times[0].map(|time| format!("from {time} ms")),
            times[1].map(|time| format!("to {time} ms")),
            self.exponent.map(|exponent| format!("by {}", f64::from(exponent) / 1000.0)),
            times[2].map(|time| format!("for {time} ms")),
            self.max_retries.map(|times| format!("{times} times")),
        ];
        f.write_str(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}

/// Formats the policy as one line, with only the settings that the document specifies.
impl Display for Polling {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let parts = [
            Some(format!("ready {}", self.ready)),
            Some(format!("pending {}", self.pending)),
            (!self.failed.is_empty()).then(|| format!("failed {}", self.failed)),
            self.interval.map(|time| format!("from {time} ms")),
            self.max_interval.map(|time| format!("to {time} ms")),
            self.exponent.map(|exponent| format!("by {}", f64::from(exponent) / 1000.0)),
            self.deadline.map(|time| format!("for {time} ms")),
        ];
        f.write_str(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}

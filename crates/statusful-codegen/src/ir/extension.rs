//! What extensions of the document add to an operation.

use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};

/// When to send again (`x-retries`). Nothing where the document leaves it to the runtime.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Retries {
    /// Sent once, whatever its other members say; the client and the call may say otherwise.
    pub never: bool,
    /// The longest wait before the first retry, in milliseconds.
    pub initial_interval: Option<u64>,
    /// The longest wait before any retry, in milliseconds.
    pub max_interval: Option<u64>,
    /// How much longer each wait may be than the one before, in thousandths.
    pub exponent: Option<u32>,
    /// How long after the first attempt the last one may start, in milliseconds.
    pub max_elapsed_time: Option<u64>,
    /// How many attempts there may be after the first.
    pub max_retries: Option<u64>,
    /// The statuses worth another attempt.
    pub statuses: Option<StatusSet>,
    /// Whether a failed connection is worth another attempt.
    pub connection_errors: Option<bool>,
}

/// How an operation is polled (`x-polling`). Nothing where the document leaves it to the runtime.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Polling {
    /// The statuses that end it well.
    pub ready: StatusSet,
    /// The statuses that say to ask again.
    pub pending: StatusSet,
    /// The statuses that end it badly, even those that often pass by themselves.
    pub failed: StatusSet,
    /// How long to wait after the first poll, in milliseconds.
    pub interval: Option<u64>,
    /// How long the interval may grow, in milliseconds.
    pub max_interval: Option<u64>,
    /// How much longer each interval is than the one before, in thousandths.
    pub exponent: Option<u32>,
    /// How long to go on, in milliseconds.
    pub deadline: Option<u64>,
}

/// Statuses and classes of statuses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StatusSet {
    /// Single ones.
    pub codes: BTreeSet<u16>,
    /// Classes: `5` is `5XX`.
    pub classes: BTreeSet<u8>,
}

impl StatusSet {
    /// Whether it names no status.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty() && self.classes.is_empty()
    }

    /// Whether it has the status.
    pub fn contains(&self, code: u16) -> bool {
        self.codes.contains(&code) || self.classes.iter().any(|class| u16::from(*class) == code / 100)
    }
}

/// As documents write it: `429, 5XX`.
impl Display for StatusSet {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let codes = self.codes.iter().map(ToString::to_string);
        let all: Vec<_> = codes.chain(self.classes.iter().map(|class| format!("{class}XX"))).collect();
        f.write_str(&all.join(", "))
    }
}

/// One line, of what the document says alone.
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

/// One line, of what the document says alone.
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

//! Deliberate faults of responses.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use crate::scenario::{self, ScenarioError};

/// How long a slow body takes by default.
const SLOW: Duration = Duration::from_secs(1);

/// A fault of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The connection closes in the middle of the body. A response without a body arrives whole.
    Cut,
    /// The body takes this long, a few bytes at a time.
    Slow(Duration),
    /// The body is neither JSON nor UTF-8.
    Garbage,
    /// The body is JSON that is not valid against its schema. If every JSON is valid, or the media type is not JSON,
    /// the body is garbage.
    WrongType,
    /// The `Content-Type` is one that the document does not have.
    WrongMedia,
}

impl Fault {
    /// Parses `cut`, `slow`, `slow=3s`, `garbage`, `wrong-type` or `wrong-media`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "cut" => Self::Cut,
            "slow" => Self::Slow(SLOW),
            "garbage" => Self::Garbage,
            "wrong-type" => Self::WrongType,
            "wrong-media" => Self::WrongMedia,
            _ => Self::Slow(scenario::duration(text.strip_prefix("slow=")?)?),
        })
    }
}

impl FromStr for Fault {
    type Err = ScenarioError;

    fn from_str(text: &str) -> Result<Self, ScenarioError> {
        Self::parse(text.trim()).ok_or_else(|| ScenarioError::no_fault(text))
    }
}

/// Writes the fault as scenarios do.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cut => f.write_str("cut"),
            Self::Slow(duration) => write!(f, "slow={}ms", duration.as_millis()),
            Self::Garbage => f.write_str("garbage"),
            Self::WrongType => f.write_str("wrong-type"),
            Self::WrongMedia => f.write_str("wrong-media"),
        }
    }
}

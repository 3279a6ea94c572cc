//! What an operation is to answer, one call after the other.

mod parse;

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

pub use parse::ScenarioError;
pub(crate) use parse::duration;

use crate::Fault;

/// Answers in turn, of which the last repeats. The crate's documentation has the grammar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    pub(crate) steps: Vec<Step>,
}

/// An answer of a scenario; what it does not say is as it would be without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) status: Option<Status>,
    pub(crate) example: Option<String>,
    pub(crate) fault: Option<Fault>,
    pub(crate) latency: Option<Duration>,
    /// How many calls it answers.
    pub(crate) times: u32,
}

/// Which response is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// The documented response for a status.
    Code(u16),
    /// That of a range such as `4XX`.
    Range(u8),
    /// That of `default`.
    Default,
    /// A status that the document need not have, with nothing but a problem in its body.
    Anyway(u16),
}

impl FromStr for Scenario {
    type Err = ScenarioError;

    fn from_str(text: &str) -> Result<Self, ScenarioError> {
        parse::scenario(text)
    }
}

impl Status {
    /// `201`, `4XX` or `default`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let upper = text.to_ascii_uppercase();
        match upper.strip_suffix("XX") {
            Some(class) => class.parse().ok().filter(|class| (1..=5).contains(class)).map(Self::Range),
            None if upper == "DEFAULT" => Some(Self::Default),
            None => code(text).map(Self::Code),
        }
    }
}

/// As documents and scenarios write it.
impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(class) => write!(f, "{class}XX"),
            Self::Default => f.write_str("default"),
            Self::Anyway(code) => write!(f, "{code}!"),
        }
    }
}

/// A status that an answer may have: three digits, from 200 on.
pub(crate) fn code(text: &str) -> Option<u16> {
    let is_code = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|code| is_code && (200..=599).contains(code))
}

/// How far a scenario is.
#[derive(Debug, Clone)]
pub(crate) struct Progress {
    scenario: Scenario,
    step: usize,
    answered: u32,
}

impl Progress {
    pub(crate) fn new(scenario: Scenario) -> Self {
        Self { scenario, step: 0, answered: 0 }
    }

    /// The answer to the next call.
    pub(crate) fn next(&mut self) -> Option<Step> {
        let is_last = self.step + 1 >= self.scenario.steps.len();
        let step = self.scenario.steps.get(self.step)?.clone();
        self.answered = self.answered.saturating_add(1);
        if self.answered >= step.times && !is_last {
            self.step += 1;
            self.answered = 0;
        }
        Some(step)
    }
}

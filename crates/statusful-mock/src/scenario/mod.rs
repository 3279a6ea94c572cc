//! Scenarios: the responses to the requests of an operation, one after the other.

mod parse;
mod scan;
mod status;
mod step;
mod warning;

use std::convert::Infallible;
use std::str::FromStr;

pub use parse::ScenarioError;
pub(crate) use parse::duration;
pub(crate) use status::{WantedStatus, is_final, response_key};
pub use step::Step;
pub(crate) use step::{ScriptedBody, StepContent};
pub use warning::ScenarioWarning;
pub(crate) use warning::warnings;

/// Responses in turn, of which the last repeats. The documentation of the crate has the grammar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    pub(crate) steps: Vec<Step>,
}

impl FromStr for Scenario {
    type Err = ScenarioError;

    fn from_str(text: &str) -> Result<Self, ScenarioError> {
        parse::scenario(text)
    }
}

/// The forms that [`Mock::scenario`](crate::Mock::scenario) takes: text, or steps.
impl TryFrom<&str> for Scenario {
    type Error = ScenarioError;

    fn try_from(text: &str) -> Result<Self, ScenarioError> {
        text.parse()
    }
}

impl TryFrom<String> for Scenario {
    type Error = ScenarioError;

    fn try_from(text: String) -> Result<Self, ScenarioError> {
        text.parse()
    }
}

impl TryFrom<&String> for Scenario {
    type Error = ScenarioError;

    fn try_from(text: &String) -> Result<Self, ScenarioError> {
        text.parse()
    }
}

impl From<Step> for Scenario {
    fn from(step: Step) -> Self {
        Self { steps: vec![step] }
    }
}

impl<const N: usize> From<[Step; N]> for Scenario {
    fn from(steps: [Step; N]) -> Self {
        Self { steps: steps.into() }
    }
}

impl From<Vec<Step>> for Scenario {
    fn from(steps: Vec<Step>) -> Self {
        Self { steps }
    }
}

impl From<Infallible> for ScenarioError {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

/// A scenario, and how many requests it has answered.
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

    /// Returns the response to the next request.
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

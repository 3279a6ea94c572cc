//! Scenarios: the responses to the requests of an operation, one after the other.

mod parse;
mod status;

use std::str::FromStr;
use std::time::Duration;

pub use parse::ScenarioError;
pub(crate) use parse::duration;
pub(crate) use status::{WantedStatus, is_final, response_key};

use crate::Fault;

/// Responses in turn, of which the last repeats. The documentation of the crate has the grammar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    pub(crate) steps: Vec<Step>,
}

/// A response of a scenario. What is `None` is as without a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) status: Option<WantedStatus>,
    pub(crate) example: Option<String>,
    pub(crate) fault: Option<Fault>,
    pub(crate) latency: Option<Duration>,
    /// How many requests get the response.
    pub(crate) times: u32,
}

impl FromStr for Scenario {
    type Err = ScenarioError;

    fn from_str(text: &str) -> Result<Self, ScenarioError> {
        parse::scenario(text)
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

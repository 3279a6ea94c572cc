//! What operations are told to answer.

use std::collections::HashMap;
use std::time::Duration;

use crate::Fault;
use crate::answer::Wish;
use crate::scenario::{Progress, Scenario};

/// What was said for all operations and for each.
#[derive(Debug, Clone, Default)]
pub(crate) struct Control {
    latency: Duration,
    operations: HashMap<usize, Orders>,
}

/// What was said for one operation.
#[derive(Debug, Clone, Default)]
struct Orders {
    script: Option<Progress>,
    fault: Option<Fault>,
    latency: Option<Duration>,
}

impl Control {
    pub(crate) fn script(&mut self, operation: usize, scenario: Scenario) {
        self.operations.entry(operation).or_default().script = Some(Progress::new(scenario));
    }

    pub(crate) fn fault(&mut self, operation: usize, fault: Option<Fault>) {
        self.operations.entry(operation).or_default().fault = fault;
    }

    pub(crate) fn latency(&mut self, operation: Option<usize>, latency: Duration) {
        match operation {
            Some(operation) => self.operations.entry(operation).or_default().latency = Some(latency),
            None => self.latency = latency,
        }
    }

    /// How long an answer of an operation is held back, where no scenario says otherwise.
    pub(crate) fn latency_of(&self, operation: Option<usize>) -> Duration {
        let own = operation.and_then(|operation| self.operations.get(&operation)?.latency);
        own.unwrap_or(self.latency)
    }

    /// What the next call of an operation is to be answered. With `is_asked`, the request itself says what it wants, so
    /// that the scenario stays where it is.
    pub(crate) fn next(&mut self, operation: usize, is_asked: bool) -> (Wish, Option<Duration>) {
        let Some(orders) = self.operations.get_mut(&operation) else { return Default::default() };
        let step = if is_asked { None } else { orders.script.as_mut().and_then(Progress::next) };
        let Some(step) = step else { return (Wish { fault: orders.fault, ..Wish::default() }, None) };
        let wish = Wish { status: step.status, example: step.example, fault: step.fault.or(orders.fault) };
        (wish, step.latency)
    }
}

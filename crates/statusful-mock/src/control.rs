//! How operations are set to respond.

use std::collections::HashMap;
use std::time::Duration;

use crate::answer::Selection;
use crate::api::Scripted;
use crate::scenario::Progress;
use crate::{Fault, ScenarioWarning};

/// The settings of all operations and of each.
#[derive(Debug, Clone, Default)]
pub(crate) struct Control {
    latency: Duration,
    operations: HashMap<usize, OperationControl>,
}

/// The settings of one operation.
#[derive(Debug, Clone, Default)]
struct OperationControl {
    script: Option<Progress>,
    warnings: Vec<ScenarioWarning>,
    fault: Option<Fault>,
    latency: Option<Duration>,
}

impl Control {
    pub(crate) fn script(&mut self, scripted: Scripted) {
        let control = self.operations.entry(scripted.operation).or_default();
        control.script = Some(Progress::new(scripted.scenario));
        control.warnings = scripted.warnings;
    }

    /// Returns the warnings of all scenarios, in the order of the operations.
    pub(crate) fn warnings(&self) -> Vec<ScenarioWarning> {
        let mut operations: Vec<_> = self.operations.iter().collect();
        operations.sort_by_key(|(index, _)| **index);
        operations.into_iter().flat_map(|(_, control)| control.warnings.clone()).collect()
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

    /// Returns the latency of responses without one from a scenario.
    pub(crate) fn latency_of(&self, operation: Option<usize>) -> Duration {
        let own = operation.and_then(|operation| self.operations.get(&operation)?.latency);
        own.unwrap_or(self.latency)
    }

    /// Returns the response to the next request and its latency. If the request has a preference, the scenario stays at
    /// its step.
    pub(crate) fn next(&mut self, operation: usize, has_preference: bool) -> (Selection, Option<Duration>) {
        let Some(control) = self.operations.get_mut(&operation) else { return Default::default() };
        let step = if has_preference { None } else { control.script.as_mut().and_then(Progress::next) };
        let Some(step) = step else { return (Selection { fault: control.fault, ..Selection::default() }, None) };
        let (fault, latency) = (step.fault.or(control.fault), step.latency);
        (Selection { fault, ..Selection::of(step) }, latency)
    }
}

//! A document with its operations.

use std::sync::OnceLock;

use statusful_document::openapi::Document;
use statusful_document::source::Source;

use crate::MockError;
use crate::plan::{OperationPlan, PlannedContent};
use crate::route::Routes;
use crate::scenario::{Scenario, Step, WantedStatus};

/// A document with its operations. Each is prepared when it is first requested: most tests of a large document call
/// few.
#[derive(Debug)]
pub(crate) struct Api {
    source: Source,
    pub(crate) routes: Routes,
    plans: Vec<OnceLock<Option<OperationPlan>>>,
}

impl Api {
    pub(crate) fn new(source: Source) -> Self {
        let routes = Routes::of(&Document::new(&source));
        let plans = (0..routes.len()).map(|_| OnceLock::new()).collect();
        Self { source, routes, plans }
    }

    /// Returns the operation at an index.
    pub(crate) fn plan(&self, index: usize) -> Option<&OperationPlan> {
        let plan = || Document::new(&self.source).operations().nth(index).map(OperationPlan::of);
        self.plans.get(index)?.get_or_init(plan).as_ref()
    }

    /// Returns the index of an operation.
    pub(crate) fn named(&self, name: &str) -> Result<usize, MockError> {
        let unknown = || MockError::UnknownOperation { name: name.to_owned(), available: self.routes.names() };
        self.routes.named(name).ok_or_else(unknown)
    }

    /// Parses a scenario of an operation, and checks that the operation has its responses and examples.
    pub(crate) fn scenario(&self, name: &str, text: &str) -> Result<(usize, Scenario), MockError> {
        let index = self.named(name)?;
        let error = |error| MockError::Scenario { operation: name.to_owned(), error };
        let scenario: Scenario = text.parse().map_err(error)?;
        if let Some(plan) = self.plan(index) {
            scenario.steps.iter().try_for_each(|step| check(name, plan, step))?;
        }
        Ok((index, scenario))
    }
}

/// Checks that an operation has the response and the example of a step.
fn check(operation: &str, plan: &OperationPlan, step: &Step) -> Result<(), MockError> {
    let unknown = |name, available| MockError::UnknownResponse { operation: operation.to_owned(), name, available };
    let status = step.status.map(|status| status.to_string()).unwrap_or_default();
    let found = match step.status {
        Some(WantedStatus::Anyway(_)) => return Ok(()),
        Some(WantedStatus::Documented(key)) => plan.responses.find(key),
        None => plan.responses.usual(),
    };
    let Some((response, _)) = found else { return Err(unknown(status, plan.responses.names())) };
    let names: Vec<_> = response.contents.iter().flat_map(PlannedContent::example_names).collect();
    match &step.example {
        Some(example) if !names.contains(&example.as_str()) => {
            Err(unknown(format!("{status}:{example}"), names.into_iter().map(str::to_owned).collect()))
        }
        _ => Ok(()),
    }
}

//! The document, as far as it is made ready.

use std::sync::OnceLock;

use statusful_document::document::Document;
use statusful_document::source::Source;

use crate::MockError;
use crate::plan::{Content, Plan};
use crate::route::Routes;
use crate::scenario::{Scenario, Status, Step};

/// A document with its operations, each of which is looked into when it is first asked for: most tests of a large one
/// call few.
#[derive(Debug)]
pub(crate) struct Api {
    source: Source,
    pub(crate) routes: Routes,
    plans: Vec<OnceLock<Option<Plan>>>,
}

impl Api {
    pub(crate) fn new(source: Source) -> Self {
        let routes = Routes::of(&Document::new(&source));
        let plans = (0..routes.len()).map(|_| OnceLock::new()).collect();
        Self { source, routes, plans }
    }

    /// What the document says of an operation.
    pub(crate) fn plan(&self, index: usize) -> Option<&Plan> {
        let plan = || {
            let document = Document::new(&self.source);
            let operation = document.operations().nth(index)?;
            Some(Plan::of(&document, &operation))
        };
        self.plans.get(index)?.get_or_init(plan).as_ref()
    }

    pub(crate) fn named(&self, name: &str) -> Result<usize, MockError> {
        let unknown = || MockError::UnknownOperation { name: name.to_owned(), available: self.routes.names() };
        self.routes.named(name).ok_or_else(unknown)
    }

    /// A scenario of an operation, all of whose responses and examples there are.
    pub(crate) fn scenario(&self, name: &str, text: &str) -> Result<(usize, Scenario), MockError> {
        let index = self.named(name)?;
        let fault = |error| MockError::Scenario { operation: name.to_owned(), error };
        let scenario: Scenario = text.parse().map_err(fault)?;
        if let Some(plan) = self.plan(index) {
            scenario.steps.iter().try_for_each(|step| known(name, plan, step))?;
        }
        Ok((index, scenario))
    }
}

/// Whether an operation has what a step asks for.
fn known(operation: &str, plan: &Plan, step: &Step) -> Result<(), MockError> {
    let unknown = |name, available| MockError::UnknownResponse { operation: operation.to_owned(), name, available };
    let what = step.status.map(|status| status.to_string()).unwrap_or_default();
    let found = match step.status {
        Some(Status::Anyway(_)) => return Ok(()),
        Some(status) => plan.responses.find(status),
        None => plan.responses.usual(),
    };
    let Some((response, _)) = found else { return Err(unknown(what, plan.responses.names())) };
    let names: Vec<_> = response.contents.iter().flat_map(Content::example_names).collect();
    match &step.example {
        Some(example) if !names.contains(&example.as_str()) => {
            Err(unknown(format!("{what}:{example}"), names.into_iter().map(str::to_owned).collect()))
        }
        _ => Ok(()),
    }
}

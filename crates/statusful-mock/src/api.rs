//! A document with its operations.

use std::ffi::OsStr;
use std::fs;
use std::sync::OnceLock;

use statusful_document::openapi::Document;
use statusful_document::source::Source;

use crate::answer::planned_content;
use crate::plan::{OperationPlan, PlannedContent};
use crate::route::Routes;
use crate::scenario::{self, ScriptedBody, StepContent, WantedStatus};
use crate::start_page;
use crate::{MockError, Scenario, ScenarioError, ScenarioWarning, Step};

/// A document with its operations. Each is prepared when it is first requested: most tests of a large document call
/// few.
#[derive(Debug)]
pub(crate) struct Api {
    source: Source,
    pub(crate) routes: Routes,
    plans: Vec<OnceLock<Option<OperationPlan>>>,
    start_page: OnceLock<String>,
}

impl Api {
    pub(crate) fn new(source: Source) -> Self {
        let routes = Routes::of(&Document::new(&source));
        let plans = (0..routes.len()).map(|_| OnceLock::new()).collect();
        Self { source, routes, plans, start_page: OnceLock::new() }
    }

    /// Returns the operation at an index.
    pub(crate) fn plan(&self, index: usize) -> Option<&OperationPlan> {
        let plan = || Document::new(&self.source).operations().nth(index).map(OperationPlan::of);
        self.plans.get(index)?.get_or_init(plan).as_ref()
    }

    /// Returns the page that lists the operations.
    pub(crate) fn start_page(&self) -> &str {
        self.start_page.get_or_init(|| start_page::write(&Document::new(&self.source)))
    }

    /// Returns the index of an operation.
    pub(crate) fn named(&self, name: &str) -> Result<usize, MockError> {
        let unknown = || MockError::UnknownOperation { name: name.to_owned(), available: self.routes.names() };
        self.routes.named(name).ok_or_else(unknown)
    }

    /// Checks that an operation has the responses and examples of a scenario, and reads the files of the scenario.
    pub(crate) fn scenario(
        &self,
        name: &str,
        scenario: Result<Scenario, ScenarioError>,
    ) -> Result<Scripted, MockError> {
        let operation = self.named(name)?;
        let error = |error| MockError::Scenario { operation: name.to_owned(), error };
        let mut scenario = scenario.map_err(error)?;
        if scenario.steps.is_empty() {
            return Err(error(ScenarioError::of_step("expected a response")));
        }
        let mut warnings = Vec::new();
        for (index, step) in scenario.steps.iter_mut().enumerate() {
            if let Some(message) = step.error {
                return Err(error(ScenarioError::of_step(message)));
            }
            read_file(step)?;
            if let Some(plan) = self.plan(operation) {
                let content = check(name, plan, step)?;
                warnings
                    .extend(content.into_iter().flat_map(|content| scenario::warnings(name, index + 1, step, content)));
            }
        }
        Ok(Scripted { operation, scenario, warnings })
    }
}

/// A scenario of an operation, whose files are read.
#[derive(Debug)]
pub(crate) struct Scripted {
    pub(crate) operation: usize,
    pub(crate) scenario: Scenario,
    pub(crate) warnings: Vec<ScenarioWarning>,
}

/// Reads the file of a step. Only scenarios name files, and they are written by whoever starts the mock.
fn read_file(step: &mut Step) -> Result<(), MockError> {
    if let Some(StepContent::Body(body)) = &mut step.content
        && let ScriptedBody::File(path) = body
    {
        let media = match path.extension().and_then(OsStr::to_str) {
            Some("json") => "application/json",
            Some("txt") => "text/plain; charset=utf-8",
            _ => "application/octet-stream",
        };
        let bytes = fs::read(&*path).map_err(|error| MockError::File { path: path.clone(), error })?;
        *body = ScriptedBody::Bytes(bytes.into(), media);
    }
    Ok(())
}

/// Checks that an operation has the response and the example of a step, and returns the content that is sent.
fn check<'p>(operation: &str, plan: &'p OperationPlan, step: &Step) -> Result<Option<&'p PlannedContent>, MockError> {
    let unknown = |name, available| MockError::UnknownResponse { operation: operation.to_owned(), name, available };
    let status = step.status.map(|status| status.to_string()).unwrap_or_default();
    let found = match step.status {
        Some(WantedStatus::Anyway(_)) => return Ok(None),
        Some(WantedStatus::Documented(key)) => plan.responses.find(key),
        None => plan.responses.usual(),
    };
    let Some((response, _)) = found else { return Err(unknown(status, plan.responses.names())) };
    let names: Vec<_> = response.contents.iter().flat_map(PlannedContent::example_names).collect();
    match &step.content {
        Some(StepContent::Example(example)) if !names.contains(&example.as_str()) => {
            Err(unknown(format!("{status}:{example}"), names.into_iter().map(str::to_owned).collect()))
        }
        _ => Ok(planned_content(response, step)),
    }
}

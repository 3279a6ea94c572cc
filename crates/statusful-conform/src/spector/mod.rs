//! Runs generated clients against the HTTP specifications of TypeSpec, whose server validates the requests.
//!
//! The specifications are compiled to OpenAPI documents, from which clients are generated. Each scenario of a specification
//! defines requests and their responses. [`run`] turns the requests into calls of the clients, sends them to the server of
//! the specifications, and compares what the clients return with the responses.

mod call;
mod credentials;
mod exceptions;
mod judge;
mod node;
mod parameter;
mod program;
mod report;
mod route;
mod scenario;
mod server;
mod subject;
mod template;

use std::collections::BTreeMap;

use serde_json::Value;
use statusful_codegen::openapi::Document;

pub use exceptions::Exceptions;
pub use report::Report;

use crate::conform::harness::{Answer, drive};
use crate::{Failure, Workspace};
use call::{Call, call};
use node::Packages;
use program::Program;
use report::{Outcome, Verdict};
use route::{Route, route};
use scenario::{Compiled, Scenario};
use server::Server;
use subject::{Target, subjects, targets};

/// Options of a run.
#[derive(Debug, Clone)]
pub struct Options {
    /// The workspace for the clients and the program that calls them.
    pub workspace: Workspace,
    /// The number of processes that compile at the same time.
    pub jobs: usize,
    /// Run only specifications whose name contains this text.
    pub only: Option<String>,
}

/// Runs all scenarios. `say` is called with each step.
pub fn run(options: &Options, say: impl Fn(&str)) -> Result<Report, Failure> {
    let folder = options.workspace.folder();
    say("installing the npm packages");
    let packages = Packages::install(&folder.join("node"))?;
    let port = server::free_port()?;
    let is_wanted = |specification: &str| options.only.as_ref().is_none_or(|only| specification.contains(only));
    let mut scenarios = packages.scenarios(&server::address(port))?;
    scenarios.retain(|scenario| is_wanted(&scenario.specification));
    if scenarios.is_empty() {
        return Err(format!("no specification contains `{}`", options.only.as_deref().unwrap_or_default()));
    }
    say("compiling the specifications");
    let documents = folder.join("documents");
    let mut compiled = packages.documents(&documents)?;
    compiled.retain(|compiled| is_wanted(&compiled.specification));
    let inexpressible = inexpressible(&compiled);
    say("generating the clients");
    let subjects = subjects(compiled, &documents)?;
    say("compiling the clients");
    let program = program::build(&subjects, options)?;
    say("running the scenarios");
    let server = Server::start(packages.folder(), &packages.specifications(), port)?;
    let documents: Vec<_> = subjects.iter().map(|subject| Document::new(&subject.generation.source)).collect();
    let targets = targets(&subjects, &documents);
    let outcomes = try_all(&scenarios, &targets, &program, &server, port)?;
    Ok(Report { outcomes, inexpressible })
}

fn inexpressible(compiled: &[Compiled]) -> Vec<(String, String)> {
    let all = compiled.iter().flat_map(|compiled| {
        compiled.inexpressible.iter().map(|message| (compiled.specification.clone(), message.clone()))
    });
    let mut all: Vec<_> = all.collect();
    all.dedup();
    all
}

/// An exchange with the operation that it calls, or the reason why it cannot be called.
struct Attempt<'t, 'a> {
    number: usize,
    planned: Result<(Route<'t, 'a>, Call), String>,
}

fn try_all(
    scenarios: &[Scenario],
    targets: &[Target<'_>],
    program: &Program,
    server: &Server,
    port: u16,
) -> Result<Vec<Outcome>, Failure> {
    let mut number = 0;
    let mut attempts = Vec::new();
    for scenario in scenarios {
        let planned = scenario.exchanges.iter().map(|exchange| {
            number += 1;
            let found = route(targets, &scenario.specification, exchange, &server::address(port));
            let found = found.ok_or_else(|| format!("no operation sends {} {}", exchange.method, exchange.uri));
            let planned = found.and_then(|route| {
                program.can_call(&route)?;
                let call = call(number, &route, exchange)?;
                Ok((route, call))
            });
            Attempt { number, planned }
        });
        attempts.push(planned.collect::<Vec<_>>());
    }
    let calls = attempts.iter().flatten().filter_map(|attempt| Some(attempt.planned.as_ref().ok()?.1.clone()));
    let answers = drive(&program.path, &server::address(port), calls.collect())?;
    let coverage = server.coverage()?;
    let outcome = |(scenario, attempts): (&Scenario, &Vec<Attempt<'_, '_>>)| Outcome {
        specification: scenario.specification.clone(),
        scenario: scenario.name.clone(),
        verdict: verdict(scenario, attempts, &answers, &coverage),
    };
    Ok(scenarios.iter().zip(&attempts).map(outcome).collect())
}

/// Returns the verdict on a scenario. A failure of one exchange counts even if another was not tried.
fn verdict(
    scenario: &Scenario,
    attempts: &[Attempt<'_, '_>],
    answers: &BTreeMap<usize, Answer>,
    coverage: &Value,
) -> Verdict {
    let mut not_tried = None;
    for (exchange, attempt) in scenario.exchanges.iter().zip(attempts) {
        match &attempt.planned {
            Err(reason) => not_tried = Some(reason.clone()),
            Ok((route, _)) => {
                let answer = answers.get(&attempt.number).ok_or_else(|| "the program returned nothing".to_owned());
                if let Err(fault) = answer.and_then(|answer| judge::judge(route, &exchange.response, answer)) {
                    return Verdict::Failed(format!("{}: {fault}", route.pair.found.title()));
                }
            }
        }
    }
    match (not_tried, covered(coverage, &scenario.name)) {
        (Some(reason), _) => Verdict::NotTried(reason),
        (None, Some("pass")) => Verdict::Passed,
        (None, verdict) => Verdict::Failed(format!("the verdict of the server is {}", verdict.unwrap_or("missing"))),
    }
}

/// Returns the verdict of the server on a scenario.
fn covered<'c>(coverage: &'c Value, scenario: &str) -> Option<&'c str> {
    coverage.as_array()?.iter().find_map(|report| report.get("results")?.get(scenario)?.as_str())
}

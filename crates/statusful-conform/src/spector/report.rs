//! The results of a run, as text and as JSON.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use super::exceptions::Exceptions;
use crate::table::table;

/// The results of all scenarios.
#[derive(Debug, Clone, Default)]
pub struct Report {
    pub(super) outcomes: Vec<Outcome>,
    /// What OpenAPI cannot express of each specification.
    pub(super) inexpressible: Vec<(String, String)>,
}

/// The result of one scenario.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    pub(super) specification: String,
    pub(super) scenario: String,
    pub(super) verdict: Verdict,
}

/// Whether a scenario passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The server accepted every request, and the client returned every response.
    Passed,
    /// A request was rejected, or a response was not returned as the scenario defines it.
    Failed(String),
    /// The document, or the generated client, has nothing that sends one of the requests.
    NotTried(String),
}

#[derive(Debug, Default)]
struct Counts {
    scenarios: usize,
    tried: usize,
    passed: usize,
}

impl Counts {
    fn add(&mut self, verdict: &Verdict) {
        self.scenarios += 1;
        self.tried += usize::from(!matches!(verdict, Verdict::NotTried(_)));
        self.passed += usize::from(*verdict == Verdict::Passed);
    }

    fn row(&self, name: &str) -> Vec<String> {
        let counts = [self.scenarios, self.tried, self.passed].map(|count| count.to_string());
        std::iter::once(name.to_owned()).chain(counts).collect()
    }
}

impl Report {
    /// Returns the scenarios that do not pass and are no exceptions, and the exceptions that are not needed.
    pub fn faults(&self, exceptions: &Exceptions, is_filtered: bool) -> Vec<String> {
        let verdicts = self.outcomes.iter().map(|outcome| (outcome.scenario.as_str(), &outcome.verdict));
        exceptions.faults(&verdicts.collect(), is_filtered)
    }

    /// Returns the table by specification, and the known exceptions with their reasons.
    pub fn to_text(&self, exceptions: &Exceptions) -> String {
        let mut counts: BTreeMap<&str, Counts> = BTreeMap::new();
        let mut total = Counts::default();
        for outcome in &self.outcomes {
            counts.entry(&outcome.specification).or_default().add(&outcome.verdict);
            total.add(&outcome.verdict);
        }
        let rows: Vec<_> = counts.iter().map(|(specification, counts)| counts.row(specification)).collect();
        let heading = ["specification", "scenarios", "tried", "passed"];
        let mut text = table(&heading, &rows, Some(&total.row("total")));
        for (specification, message) in &self.inexpressible {
            let _ = write!(text, "\n{specification} is compiled without a part: {message}");
        }
        for (kind, outcomes) in self.known(exceptions) {
            let _ = write!(text, "\n\n{kind}:");
            for (reason, scenarios) in outcomes {
                let _ = write!(text, "\n  {reason}\n    {}", scenarios.join("\n    "));
            }
        }
        text
    }

    /// Returns the exceptions that apply, by kind and reason.
    fn known<'r>(&'r self, exceptions: &'r Exceptions) -> BTreeMap<&'static str, BTreeMap<&'r str, Vec<String>>> {
        let mut known: BTreeMap<_, BTreeMap<_, Vec<_>>> = BTreeMap::new();
        for Outcome { scenario, verdict, .. } in &self.outcomes {
            let (kind, detail) = match verdict {
                Verdict::Passed => continue,
                Verdict::Failed(detail) => ("known failures", detail),
                Verdict::NotTried(detail) => ("not tried", detail),
            };
            if let Some(reason) = exceptions.reason(scenario) {
                let line = format!("{scenario}: {}", detail.trim_end().replace('\n', "\n      "));
                known.entry(kind).or_default().entry(reason).or_default().push(line);
            }
        }
        known
    }

    /// Returns all results as JSON.
    pub fn to_json(&self) -> Value {
        let one = |outcome: &Outcome| {
            let (verdict, detail) = match &outcome.verdict {
                Verdict::Passed => ("passed", None),
                Verdict::Failed(detail) => ("failed", Some(detail)),
                Verdict::NotTried(detail) => ("not tried", Some(detail)),
            };
            let Outcome { specification, scenario, .. } = outcome;
            json!({ "specification": specification, "scenario": scenario, "verdict": verdict, "detail": detail })
        };
        self.outcomes.iter().map(one).collect()
    }
}

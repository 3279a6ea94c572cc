//! The results of a run, as text and as JSON.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use crate::Exceptions;
use crate::table::table;

/// How many characters of a failure are shown.
const SHOWN: usize = 400;

/// The results of all documents.
#[derive(Debug, Clone, Default)]
pub struct Report {
    pub(super) outcomes: Vec<Outcome>,
}

/// The results of one document.
#[derive(Debug, Clone, Default)]
pub(super) struct Outcome {
    pub(super) document: String,
    /// How many requests were sent.
    pub(super) cases: usize,
    /// How many were refused with a status that the document does not have.
    pub(super) refusals: usize,
    /// The failures, by check and operation.
    pub(super) failures: BTreeMap<String, FailedCheck>,
}

/// The failures of a check of one operation.
#[derive(Debug, Clone)]
pub(super) struct FailedCheck {
    pub(super) count: usize,
    pub(super) first: String,
}

impl Outcome {
    pub(super) fn new(document: &str) -> Self {
        Self { document: document.to_owned(), ..Self::default() }
    }

    /// Returns the name of the document.
    pub(super) fn name(&self) -> &str {
        &self.document
    }

    /// Adds a failure.
    pub(super) fn fail(&mut self, check: &str, operation: &str, message: &str) {
        let first = || FailedCheck { count: 0, first: message.chars().take(SHOWN).collect() };
        self.failures.entry(format!("{check}: {operation}")).or_insert_with(first).count += 1;
    }

    fn failed(&self) -> usize {
        self.failures.values().map(|failure| failure.count).sum()
    }

    /// Returns the number of failures of each check.
    fn by_check(&self) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        for (key, failure) in &self.failures {
            *counts.entry(key.split(':').next().unwrap_or_default()).or_default() += failure.count;
        }
        counts
    }
}

impl Report {
    /// Returns the failures that are no exceptions, and the exceptions of these documents that are not needed.
    pub fn faults(&self, exceptions: &Exceptions) -> Vec<String> {
        let failed = |outcome: &Outcome| {
            let failures = outcome.failures.iter();
            failures
                .map(|(key, failure)| (key.clone(), format!("{} times, {}", failure.count, failure.first)))
                .collect()
        };
        let tried = self.outcomes.iter().map(|outcome| (outcome.document.clone(), failed(outcome))).collect();
        // A run is of any documents, and most are not in the repository.
        exceptions.faults(&tried, true)
    }

    /// Returns the table by document, the failures by check, and the known exceptions with their reasons.
    pub fn to_text(&self, exceptions: &Exceptions) -> String {
        let row = |name: &str, outcomes: &[Outcome]| {
            let sum = |count: fn(&Outcome) -> usize| outcomes.iter().map(count).sum::<usize>().to_string();
            vec![name.to_owned(), sum(|one| one.cases), sum(|one| one.refusals), sum(Outcome::failed)]
        };
        let rows: Vec<_> = self.outcomes.iter().map(|one| row(&one.document, std::slice::from_ref(one))).collect();
        let heading = ["document", "requests", "refused as undocumented", "failures"];
        let mut text = table(&heading, &rows, Some(&row("total", &self.outcomes)));
        for outcome in self.outcomes.iter().filter(|outcome| !outcome.failures.is_empty()) {
            let counts = outcome.by_check();
            let counts: Vec<_> = counts.iter().map(|(check, count)| format!("{check} {count}")).collect();
            let _ = write!(text, "\n\n{}: {}", outcome.document, counts.join(", "));
            for (key, failure) in &outcome.failures {
                if let Some(reason) = exceptions.reason(&outcome.document, key) {
                    let _ = write!(text, "\n  {key}, {} times: {reason}", failure.count);
                }
            }
        }
        text
    }

    /// Returns all results as JSON.
    pub fn to_json(&self) -> Value {
        let one = |outcome: &Outcome| {
            let failures = outcome.failures.iter();
            let failures = failures
                .map(|(key, failure)| json!({ "failure": key, "count": failure.count, "first": failure.first }));
            json!({
                "document": outcome.document,
                "requests": outcome.cases,
                "refusedAsUndocumented": outcome.refusals,
                "failures": failures.collect::<Vec<_>>(),
            })
        };
        self.outcomes.iter().map(one).collect()
    }
}

//! The results of a run, as text and as JSON.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use crate::Exceptions;
use crate::table::table;

/// The results of all groups.
#[derive(Debug, Clone, Default)]
pub struct Report {
    pub(super) outcomes: Vec<Outcome>,
}

/// The results of one group.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    pub(super) file: String,
    /// The file and the description.
    pub(super) name: String,
    pub(super) tests: Vec<(String, Verdict)>,
}

/// The outcome of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is valid, and was read and written back equal.
    Kept,
    /// It is not valid, and was refused.
    Refused,
    /// It is not valid, but was read, because a keyword excludes it that the type does not check.
    CannotBeTold(String),
    /// Something else, which is wrong.
    Failed(String),
}

#[derive(Debug, Default)]
struct Counts {
    groups: usize,
    kept: usize,
    refused: usize,
    cannot_be_told: usize,
    failed: usize,
}

impl Counts {
    fn add(&mut self, outcome: &Outcome) {
        self.groups += 1;
        for (_, verdict) in &outcome.tests {
            match verdict {
                Verdict::Kept => self.kept += 1,
                Verdict::Refused => self.refused += 1,
                Verdict::CannotBeTold(_) => self.cannot_be_told += 1,
                Verdict::Failed(_) => self.failed += 1,
            }
        }
    }

    fn row(&self, name: &str) -> Vec<String> {
        let values = self.kept + self.refused + self.cannot_be_told + self.failed;
        let counts = [self.groups, values, self.kept, self.refused, self.cannot_be_told, self.failed];
        std::iter::once(name.to_owned()).chain(counts.map(|count| count.to_string())).collect()
    }
}

impl Outcome {
    /// Returns what is wrong, by value.
    fn failed(&self) -> BTreeMap<String, String> {
        let failed = self.tests.iter().filter_map(|(test, verdict)| match verdict {
            Verdict::Failed(why) => Some((test.clone(), why.clone())),
            _ => None,
        });
        failed.collect()
    }
}

impl Report {
    /// Returns the values that failed and are no exceptions, and the exceptions that are not needed.
    pub fn faults(&self, exceptions: &Exceptions, is_filtered: bool) -> Vec<String> {
        let failed = self.outcomes.iter().map(|outcome| (outcome.name.clone(), outcome.failed()));
        exceptions.faults(&failed.collect(), is_filtered)
    }

    /// Returns the table by file, what types cannot tell, and the known exceptions with their reasons.
    pub fn to_text(&self, exceptions: &Exceptions) -> String {
        let mut counts: BTreeMap<&str, Counts> = BTreeMap::new();
        let mut total = Counts::default();
        for outcome in &self.outcomes {
            counts.entry(&outcome.file).or_default().add(outcome);
            total.add(outcome);
        }
        let rows: Vec<_> = counts.iter().map(|(file, counts)| counts.row(file)).collect();
        let heading = ["file", "groups", "values", "kept", "refused", "cannot be told", "failed"];
        let mut text = table(&heading, &rows, Some(&total.row("total")));
        let _ = write!(text, "\n\ncannot be told, by the keyword that excludes the value:");
        for (keyword, tests) in self.cannot_be_told() {
            let _ = write!(text, "\n  {keyword}: {}\n    {}", tests.len(), tests.join("\n    "));
        }
        for (reason, values) in self.known(exceptions) {
            let _ = write!(text, "\n\nexception: {reason}\n    {}", values.join("\n    "));
        }
        text
    }

    fn cannot_be_told(&self) -> BTreeMap<&str, Vec<String>> {
        let mut found: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for outcome in &self.outcomes {
            for (test, verdict) in &outcome.tests {
                if let Verdict::CannotBeTold(keyword) = verdict {
                    found.entry(keyword).or_default().push(format!("{}: {test}", outcome.name));
                }
            }
        }
        found
    }

    /// Returns the exceptions that apply, by reason.
    fn known<'r>(&self, exceptions: &'r Exceptions) -> BTreeMap<&'r str, Vec<String>> {
        let mut known: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for outcome in &self.outcomes {
            for (test, fault) in outcome.failed() {
                if let Some(reason) = exceptions.reason(&outcome.name, &test) {
                    known.entry(reason).or_default().push(format!("{}: {test}: {fault}", outcome.name));
                }
            }
        }
        known
    }

    /// Returns all results as JSON.
    pub fn to_json(&self) -> Value {
        let one = |(test, verdict): &(String, Verdict)| {
            let (verdict, detail) = match verdict {
                Verdict::Kept => ("kept", None),
                Verdict::Refused => ("refused", None),
                Verdict::CannotBeTold(keyword) => ("cannot be told", Some(keyword)),
                Verdict::Failed(detail) => ("failed", Some(detail)),
            };
            json!({ "test": test, "verdict": verdict, "detail": detail })
        };
        let group = |outcome: &Outcome| json!({ "group": outcome.name, "tests": outcome.tests.iter().map(one).collect::<Vec<_>>() });
        self.outcomes.iter().map(group).collect()
    }
}

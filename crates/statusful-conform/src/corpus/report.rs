//! The results of a run, as text and as JSON.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use super::Measurement;
use crate::table::table;
use crate::{Compiled, Exclusions, Failure};

/// The results of all documents.
#[derive(Debug, Clone)]
pub struct Report {
    /// The result of each document, in the order of the documents.
    pub outcomes: Vec<Outcome>,
}

/// The result of one document.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The name of the document.
    pub document: String,
    /// The measurements, or the reason why there are none.
    pub measurement: Result<Measurement, Failure>,
    /// The result of the compiler, if the client was compiled.
    pub compiled: Option<Compiled>,
}

const HEADING: [&str; 12] = [
    "document",
    "operations",
    "responses",
    "untyped",
    "by tag",
    "by shape",
    "by trying",
    "warnings",
    "time",
    "memory",
    "lines",
    "compiles",
];

impl Outcome {
    /// Returns the first error of the document or of the compiler, if it failed.
    pub fn fault(&self) -> Option<String> {
        let measurement = match &self.measurement {
            Ok(measurement) => measurement,
            Err(fault) => return Some(fault.clone()),
        };
        let uncompiled = || {
            let compiled = self.compiled.as_ref().filter(|compiled| compiled.errors > 0 || !compiled.finished)?;
            Some(compiled.first_error().unwrap_or("it was not compiled").to_owned())
        };
        measurement.fault.clone().or_else(uncompiled)
    }

    fn row(&self) -> Vec<String> {
        let mut row = vec![self.document.clone()];
        match self.measurement.as_ref().ok().filter(|measurement| measurement.is_ok()) {
            Some(measurement) => row.extend(cells(measurement)),
            None => row.extend(std::iter::repeat_n("-".to_owned(), 10)),
        }
        row.push(match &self.compiled {
            _ if self.measurement.as_ref().is_ok_and(|measurement| !measurement.is_ok()) => "no client".to_owned(),
            _ if self.measurement.is_err() => "no client".to_owned(),
            None => "not tried".to_owned(),
            Some(Compiled { errors, finished, .. }) if *errors > 0 || !finished => format!("{errors} errors"),
            Some(Compiled { warnings: 0, .. }) => "yes".to_owned(),
            Some(Compiled { warnings, .. }) => format!("{warnings} warnings"),
        });
        row
    }

    fn to_json(&self) -> Value {
        json!({
            "document": self.document,
            "generated": self.measurement.as_ref().ok(),
            "compiled": self.compiled,
            "fault": self.fault(),
        })
    }
}

fn cells(it: &Measurement) -> [String; 10] {
    [
        it.operations.to_string(),
        it.responses.to_string(),
        it.untyped().to_string(),
        it.unions.tag.to_string(),
        it.unions.shape.to_string(),
        it.unions.trying.to_string(),
        it.warnings.to_string(),
        seconds(it.milliseconds),
        it.peak_kibibytes.map_or("?".to_owned(), mebibytes),
        it.lines.to_string(),
    ]
}

fn seconds(milliseconds: u64) -> String {
    format!("{}.{:03} s", milliseconds / 1000, milliseconds % 1000)
}

fn mebibytes(kibibytes: u64) -> String {
    format!("{} MiB", kibibytes.div_ceil(1024))
}

impl Report {
    /// Returns the failures that are not excluded, and the exclusions that are not needed.
    pub fn faults(&self, exclusions: &Exclusions, is_filtered: bool) -> Vec<String> {
        let tried: BTreeMap<_, _> =
            self.outcomes.iter().map(|outcome| (outcome.document.clone(), outcome.fault().is_some())).collect();
        exclusions.faults(&tried, is_filtered)
    }

    /// Returns the table, the reasons for untyped JSON, and the first error of each document that failed.
    pub fn to_text(&self) -> String {
        let rows: Vec<_> = self.outcomes.iter().map(Outcome::row).collect();
        let mut text = table(&HEADING, &rows, Some(&self.total()));
        let reasons = self.untyped();
        if !reasons.is_empty() {
            text += "\n\nuntyped:";
        }
        for (reason, count) in reasons {
            let _ = write!(text, "\n{count:>8}  {reason}");
        }
        for outcome in &self.outcomes {
            if let Some(fault) = outcome.fault() {
                let _ = write!(text, "\n\n{}:\n{}", outcome.document, fault.replace('\n', "\n  "));
            }
        }
        text
    }

    fn measurements(&self) -> impl Iterator<Item = &Measurement> {
        self.outcomes.iter().filter_map(|outcome| outcome.measurement.as_ref().ok())
    }

    /// Returns the number of untyped schemas in all documents by reason, the most frequent first.
    fn untyped(&self) -> Vec<(&str, usize)> {
        let mut reasons = BTreeMap::<&str, usize>::new();
        for (reason, count) in self.measurements().flat_map(|measurement| &measurement.untyped) {
            *reasons.entry(reason).or_default() += count;
        }
        let mut reasons: Vec<_> = reasons.into_iter().collect();
        reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        reasons
    }

    /// Returns the last row of the table: sums, except for the peak memory.
    fn total(&self) -> Vec<String> {
        let sum = |of: fn(&Measurement) -> usize| self.measurements().map(of).sum::<usize>().to_string();
        let right = self.outcomes.iter().filter(|outcome| outcome.fault().is_none()).count();
        let peak = self.measurements().filter_map(|measurement| measurement.peak_kibibytes).max();
        vec![
            format!("{} of {} documents", right, self.outcomes.len()),
            sum(|it| it.operations),
            sum(|it| it.responses),
            sum(Measurement::untyped),
            sum(|it| it.unions.tag),
            sum(|it| it.unions.shape),
            sum(|it| it.unions.trying),
            sum(|it| it.warnings),
            seconds(self.measurements().map(|it| it.milliseconds).sum()),
            peak.map_or("?".to_owned(), mebibytes),
            sum(|it| it.lines),
            String::new(),
        ]
    }

    /// Returns all results as JSON.
    pub fn to_json(&self) -> Value {
        Value::Array(self.outcomes.iter().map(Outcome::to_json).collect())
    }
}

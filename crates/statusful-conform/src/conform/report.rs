//! The results of a run, as text and as JSON.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;
use serde_json::{Value, json};

use super::ModelVerdict;
use crate::table::table;
use crate::{Exclusions, Failure};

/// The results of all documents.
#[derive(Debug, Clone)]
pub struct Report {
    /// The verdict of each document, or why there is none, in the order of the documents.
    pub outcomes: Vec<(String, Result<Verdict, Failure>)>,
}

/// The result of one document.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Verdict {
    /// The number of documented responses: one for each status and media type of an operation.
    pub documented: usize,
    /// The number of documented responses for which the client returned the right result, for every body.
    pub right: usize,
    /// The number of responses that HTTP cannot express, by reason.
    pub impossible: BTreeMap<String, usize>,
    /// The number of calls.
    pub calls: usize,
    /// The number of requests that matched the document.
    pub arrived: usize,
    /// The number of `null` properties that the client returned as absent, in models that are never sent.
    pub null_folded: usize,
    /// The number of properties in examples that are not in the schema; models omit them.
    pub stray_members: usize,
    /// The number of examples that do not match their schemas, and were not served.
    pub bad_examples: usize,
    /// The result of testing each model by itself.
    pub models: ModelVerdict,
    /// The differences.
    pub faults: Vec<Finding>,
}

/// A difference between the client and the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The kind of difference.
    pub kind: String,
    /// The operation, such as `GET /keys`.
    pub operation: String,
    /// The response, such as `200 application/json`.
    pub response: String,
    /// The name of the body.
    pub case: String,
    /// The details.
    pub detail: String,
}

/// The maximum number of differences that are shown for each kind in each document.
const SHOWN: usize = 3;

impl Verdict {
    /// Returns the number of documented responses that can be tested.
    fn possible(&self) -> usize {
        self.documented - self.impossible.values().sum::<usize>()
    }

    /// Returns `true` if there are no differences.
    pub fn is_right(&self) -> bool {
        self.faults.is_empty() && self.right == self.possible()
    }

    fn row(&self, name: String) -> Vec<String> {
        let counts = [
            self.possible(),
            self.right,
            self.calls,
            self.arrived,
            self.null_folded,
            self.stray_members,
            self.bad_examples,
            self.faults.len(),
        ];
        let counts = counts.map(|count| count.to_string());
        std::iter::once(name).chain(counts).chain([share(self.right, self.possible())]).collect()
    }

    fn add(&mut self, other: &Self) {
        self.documented += other.documented;
        self.right += other.right;
        self.calls += other.calls;
        self.arrived += other.arrived;
        self.null_folded += other.null_folded;
        self.stray_members += other.stray_members;
        self.bad_examples += other.bad_examples;
        self.models.add(&other.models);
        self.faults.extend(other.faults.iter().cloned());
        for (reason, count) in &other.impossible {
            *self.impossible.entry(reason.clone()).or_default() += count;
        }
    }

    fn kinds(&self) -> BTreeMap<&str, Vec<&Finding>> {
        let mut kinds: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for fault in &self.faults {
            kinds.entry(&fault.kind).or_default().push(fault);
        }
        kinds
    }
}

const HEADING: [&str; 10] =
    ["document", "responses", "right", "calls", "arrived", "null folded", "stray", "bad examples", "faults", "share"];

impl Report {
    /// Returns the failures that are not excluded, and the exclusions that are not needed.
    pub fn faults(&self, exclusions: &Exclusions, is_filtered: bool) -> Vec<String> {
        let failed = |verdict: &Result<Verdict, Failure>| !verdict.as_ref().is_ok_and(Verdict::is_right);
        let tried: BTreeMap<_, _> =
            self.outcomes.iter().map(|(name, verdict)| (name.clone(), failed(verdict))).collect();
        exclusions.faults(&tried, is_filtered)
    }

    /// Returns the table, and the differences by document and kind.
    pub fn to_text(&self) -> String {
        let row = |(name, verdict): &(String, Result<Verdict, Failure>)| match verdict {
            Ok(verdict) => verdict.row(name.clone()),
            Err(_) => vec![name.clone(), "not tried".to_owned()],
        };
        let rows: Vec<_> = self.outcomes.iter().map(row).collect();
        let total = self.total();
        let mut text = table(&HEADING, &rows, Some(&total.row("total".to_owned())));
        for (reason, count) in &total.impossible {
            let _ = write!(text, "\n{count} responses are not there to be served: {reason}");
        }
        let _ = write!(text, "\n\n{}", self.models(&total));
        for (reason, count) in &total.models.skipped {
            let _ = write!(text, "\n{count} models are not tested by themselves: {reason}");
        }
        for (name, verdict) in &self.outcomes {
            match verdict {
                Ok(verdict) => write_faults(&mut text, name, verdict),
                Err(fault) => {
                    let _ = write!(text, "\n\n{name}:\n  {}", fault.trim_end().replace('\n', "\n  "));
                }
            }
        }
        text += "\n\nfaults by kind:";
        let mut kinds: Vec<_> =
            total.kinds().into_iter().map(|(kind, faults)| (faults.len(), kind.to_owned())).collect();
        kinds.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        for (count, kind) in kinds {
            let _ = write!(text, "\n{count:>8}  {kind}");
        }
        text
    }

    /// Returns the table of the models.
    fn models(&self, total: &Verdict) -> String {
        let tested = self.outcomes.iter().filter_map(|(name, verdict)| Some((name, verdict.as_ref().ok()?)));
        let rows: Vec<_> = tested.map(|(name, verdict)| verdict.models.row(name)).collect();
        table(&ModelVerdict::HEADING, &rows, Some(&total.models.row("total")))
    }

    /// Returns the sum over all documents.
    pub fn total(&self) -> Verdict {
        let mut total = Verdict::default();
        self.outcomes.iter().filter_map(|(_, verdict)| verdict.as_ref().ok()).for_each(|verdict| total.add(verdict));
        total
    }

    /// Returns all results as JSON.
    pub fn to_json(&self) -> Value {
        let one = |(name, verdict): &(String, Result<Verdict, Failure>)| json!({ "document": name, "verdict": verdict.as_ref().ok(), "fault": verdict.as_ref().err() });
        self.outcomes.iter().map(one).collect()
    }
}

fn write_faults(text: &mut String, name: &str, verdict: &Verdict) {
    if verdict.faults.is_empty() {
        return;
    }
    let _ = write!(text, "\n\n{name}:");
    for (kind, faults) in verdict.kinds() {
        let _ = write!(text, "\n  {} ({}):", kind, faults.len());
        for fault in faults.iter().take(SHOWN) {
            let Finding { operation, response, case, detail, .. } = fault;
            let _ =
                write!(text, "\n    {operation}, {response}, {case}: {}", detail.trim_end().replace('\n', "\n      "));
        }
    }
}

pub(super) fn share(right: usize, of: usize) -> String {
    // Rounded down, so that 100 % means all.
    match (right * 1000).checked_div(of) {
        Some(tenths) => format!("{}.{} %", tenths / 10, tenths % 10),
        None => "-".to_owned(),
    }
}

//! The results of a run, as text and as JSON.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde_json::{Value, json};

use super::Reported;
use super::exceptions::Exceptions;
use super::pairs::{Level, Pair};
use crate::table::table;

/// The results of all pairs.
#[derive(Debug, Clone)]
pub struct Report {
    pub(super) commit: String,
    pub(super) outcomes: Vec<Outcome>,
}

/// The result of one pair.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    pub(super) pair: Pair,
    pub(super) reported: Reported,
    /// The kinds of changes that `statusful diff` reports.
    pub(super) kinds: BTreeSet<&'static str>,
}

impl Outcome {
    /// Returns `true` if the effect is the counterpart of oasdiff's level.
    pub(super) fn agrees(&self) -> bool {
        self.reported.agrees(self.pair.level)
    }

    /// Returns both results.
    pub(super) fn text(&self) -> String {
        let (level, reported) = (Level::name(self.pair.level), self.reported.name());
        let kinds: Vec<_> = self.kinds.iter().copied().collect();
        let kinds = if kinds.is_empty() { String::new() } else { format!(" ({})", kinds.join(", ")) };
        format!("oasdiff: {level}, statusful: {reported}{kinds}")
    }
}

/// The effects, in the order of the columns.
const EFFECTS: [Reported; 5] =
    [Reported::Breaking, Reported::Notice, Reported::Compatible, Reported::Nothing, Reported::Unreadable];

impl Report {
    /// Returns the pairs that differ and are no exceptions, and the exceptions that are not needed.
    pub fn faults(&self, exceptions: &Exceptions, is_filtered: bool) -> Vec<String> {
        exceptions.faults(&self.outcomes, is_filtered)
    }

    /// Returns the number of pairs by oasdiff's level and our effect, and the exceptions with their reasons.
    pub fn to_text(&self, exceptions: &Exceptions) -> String {
        let mut levels: BTreeMap<_, Vec<&Outcome>> = BTreeMap::new();
        for outcome in &self.outcomes {
            // Levels come first, and pairs without one last.
            levels.entry((outcome.pair.level.is_none(), outcome.pair.level)).or_default().push(outcome);
        }
        let rows: Vec<_> = levels.iter().map(|((_, level), outcomes)| row(Level::name(*level), outcomes)).collect();
        let total = row("total", &self.outcomes.iter().collect::<Vec<_>>());
        let heading =
            ["oasdiff", "pairs", "agree", "differ", "breaking", "notice", "compatible", "nothing", "unreadable"];
        let mut text = format!("the list is of commit {}\n\n", self.commit);
        text += &table(&heading, &rows, Some(&total));
        for (reason, pairs) in self.known(exceptions) {
            // Writing to a string cannot fail.
            let _ = write!(text, "\n\nexception: {reason}\n    {}", pairs.join("\n    "));
        }
        text
    }

    /// Returns the exceptions that apply, by reason.
    fn known<'r>(&self, exceptions: &'r Exceptions) -> BTreeMap<&'r str, Vec<String>> {
        let mut known: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for outcome in self.outcomes.iter().filter(|outcome| !outcome.agrees()) {
            if let Some(exception) = exceptions.of(outcome) {
                let text = format!("{}: {}", outcome.pair.name(), outcome.text());
                known.entry(exception.reason.as_str()).or_default().push(text);
            }
        }
        known
    }

    /// Returns all results as JSON.
    pub fn to_json(&self) -> Value {
        let one = |outcome: &Outcome| {
            json!({
                "pair": outcome.pair.name(),
                "oasdiff": Level::name(outcome.pair.level),
                "rules": outcome.pair.rules,
                "statusful": outcome.reported.name(),
                "kinds": outcome.kinds,
                "agrees": outcome.agrees(),
            })
        };
        self.outcomes.iter().map(one).collect()
    }
}

fn row(name: &str, outcomes: &[&Outcome]) -> Vec<String> {
    let agree = outcomes.iter().filter(|outcome| outcome.agrees()).count();
    let of = |effect: Reported| outcomes.iter().filter(|outcome| outcome.reported == effect).count();
    let counts = [outcomes.len(), agree, outcomes.len() - agree].into_iter().chain(EFFECTS.map(of));
    std::iter::once(name.to_owned()).chain(counts.map(|count| count.to_string())).collect()
}

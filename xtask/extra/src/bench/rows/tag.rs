//! `cargo check` of a client with the feature of one tag, and with all of them.

use super::compile::Check;
use crate::bench::documents::GITHUB;
use crate::bench::generator::Generator;
use crate::bench::lab::Lab;
use crate::bench::rounds::in_turn;
use crate::bench::row::{Goal, Row, Unit};

/// A tag of middling size.
const TAG: &str = "issues";

/// Measures one tag beside the whole client.
pub(super) fn rows(lab: &Lab<'_>) -> Vec<Row> {
    let Some(document) = &lab.documents.github else { return Vec::new() };
    let features = [&["--no-default-features", "--features", TAG][..], &[]];
    let subjects = features.map(|features| {
        let client = lab.client(Generator::Statusful, document)?;
        Check::prepare(lab, GITHUB, &client, features)
    });
    let mut values = in_turn(lab.rounds, subjects.into(), |check| check.measure().map(|usage| [usage.cpu]))
        .into_iter()
        .map(|value| value.map(|[cpu]| cpu));
    let mut next = || values.next().unwrap_or(Err("is not measured".to_owned()));
    let (ours, whole) = (next(), next());
    let what = format!("`cargo check` with the tag `{TAG}` alone, CPU, `{GITHUB}`");
    vec![Row { what, unit: Unit::Seconds, ours, others: vec![("all tags".to_owned(), whole)], goal: Goal::Times(0.3) }]
}

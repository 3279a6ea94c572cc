//! A survey of the `x-` keys of a document, for its author.

use indexmap::IndexMap;

use super::plan::Plan;
use crate::openapi::Document;
use crate::source::Source;

/// How often a key is in a document, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyUse {
    /// The key.
    pub key: String,
    /// The result.
    pub outcome: KeyOutcome,
    /// How often.
    pub count: usize,
}

/// The use of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyOutcome {
    /// It is a key of ours.
    Own,
    /// It was read as this key of ours.
    Read(&'static str),
    /// It means nothing for a client, for this reason.
    Ignored(&'static str),
    /// Its value has no counterpart, about which there is a warning.
    Refused,
    /// Nobody here knows it.
    Unknown,
}

/// Returns what becomes of the `x-` keys of a document as it is written, by key. References are not followed: each key
/// counts where it is written.
pub fn survey(source: &Source) -> Vec<KeyUse> {
    let document = Document::new(source);
    let mut counts: IndexMap<(&str, KeyOutcome), usize> = IndexMap::new();
    for outcome in Plan::of(&document).outcomes {
        *counts.entry(outcome).or_default() += 1;
    }
    counts.sort_by(|(a, _), _, (b, _), _| a.cmp(b));
    let used = |((key, outcome), count): ((&str, KeyOutcome), usize)| KeyUse { key: key.to_owned(), outcome, count };
    counts.into_iter().map(used).collect()
}

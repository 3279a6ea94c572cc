//! The pairs of documents, and what oasdiff's tests expect of them.

use serde::Deserialize;

use crate::Failure;

/// The list of this repository.
const LIST: &str = include_str!("../../oasdiff/pairs.toml");

/// The list of pairs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pairs {
    /// The commit of oasdiff that the list was made from.
    pub(super) commit: String,
    /// The pairs.
    #[serde(rename = "pair")]
    pub(super) all: Vec<Pair>,
}

/// Two documents.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pair {
    /// The path of the old document, below `data`.
    pub(super) old: String,
    /// The path of the new document.
    pub(super) new: String,
    /// The highest level of the rules, or `None` if no test compares the documents in this direction.
    pub(super) level: Option<Level>,
    /// The rules that tests expect to report a change.
    #[serde(default)]
    pub(super) rules: Vec<String>,
}

/// A level of oasdiff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Level {
    /// `ERR`: a breaking change.
    Breaking,
    /// `WARN`: a change that may break some users.
    Warning,
    /// `INFO`: a change that breaks nobody.
    Info,
    /// Nothing above `INFO`.
    None,
}

impl Pairs {
    pub(super) fn read() -> Result<Self, Failure> {
        toml::from_str(LIST).map_err(|error| format!("pairs.toml: {error}"))
    }
}

impl Pair {
    /// Returns the name in reports and in the list of exceptions.
    pub(super) fn name(&self) -> String {
        format!("{} -> {}", self.old, self.new)
    }
}

impl Level {
    /// Returns the name of a level, if there is one.
    pub(super) fn name(level: Option<Self>) -> &'static str {
        match level {
            Some(Self::Breaking) => "breaking",
            Some(Self::Warning) => "warning",
            Some(Self::Info) => "info",
            Some(Self::None) => "none",
            None => "not tested",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_list_of_this_repository_is_valid() {
        let pairs = Pairs::read().unwrap();
        let names: BTreeSet<_> = pairs.all.iter().map(Pair::name).collect();
        assert_eq!(names.len(), pairs.all.len(), "a pair is listed twice");
        for pair in &pairs.all {
            assert_ne!(pair.old, pair.new);
            let has_level = matches!(pair.level, Some(Level::Breaking | Level::Warning | Level::Info));
            assert_eq!(has_level, !pair.rules.is_empty(), "{}", pair.name());
        }
    }
}

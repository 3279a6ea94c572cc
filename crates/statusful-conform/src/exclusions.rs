//! The list of documents that are known to fail, each with a reason.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::Failure;

/// Documents that may fail, and why. An entry that is no longer needed is itself a failure, so that the list stays
/// up to date.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exclusions(BTreeMap<String, String>);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    exclude: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    document: String,
    reason: String,
}

impl Exclusions {
    /// Reads the list from a TOML file with `[[exclude]]` entries of `document` and `reason`.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let told = |fault: String| format!("{}: {fault}", path.display());
        let text = std::fs::read_to_string(path).map_err(|error| told(error.to_string()))?;
        Self::parse(&text).map_err(told)
    }

    fn parse(text: &str) -> Result<Self, Failure> {
        let file: File = toml::from_str(text).map_err(|fault| fault.to_string())?;
        let mut list = BTreeMap::new();
        for Entry { document, reason } in file.exclude {
            if reason.trim().is_empty() {
                return Err(format!("{document} is excluded without a reason"));
            }
            if list.insert(document.clone(), reason).is_some() {
                return Err(format!("{document} is excluded twice"));
            }
        }
        Ok(Self(list))
    }

    /// Returns the reason why a document may fail.
    pub fn reason(&self, document: &str) -> Option<&str> {
        self.0.get(document).map(String::as_str)
    }

    /// Returns documents that failed and are not on the list, and entries that are not needed. `tried` contains the
    /// documents that ran, and whether each failed. With a filter, entries of documents that did not run are ignored.
    pub fn faults(&self, tried: &BTreeMap<String, bool>, is_filtered: bool) -> Vec<String> {
        let failed = tried.iter().filter(|(name, failed)| **failed && self.reason(name).is_none());
        let mut faults: Vec<_> = failed.map(|(name, _)| format!("{name} failed")).collect();
        for document in self.0.keys() {
            match tried.get(document) {
                Some(false) => faults.push(format!("{document} is excluded, but does not fail")),
                None if !is_filtered => faults.push(format!("{document} is excluded, but is not there")),
                _ => {}
            }
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_stays_true() {
        let list = Exclusions::parse("[[exclude]]\ndocument = \"a\"\nreason = \"x\"\n").unwrap();
        let tried =
            |failed: &[(&str, bool)]| failed.iter().map(|(name, failed)| ((*name).to_owned(), *failed)).collect();
        assert!(list.faults(&tried(&[("a", true), ("b", false)]), false).is_empty());
        assert_eq!(list.faults(&tried(&[("a", false), ("b", true)]), false).len(), 2);
        assert_eq!(list.faults(&tried(&[]), false), ["a is excluded, but is not there"]);
        assert!(list.faults(&tried(&[]), true).is_empty());
    }

    #[test]
    fn a_reason_is_needed() {
        assert!(Exclusions::parse("[[exclude]]\ndocument = \"a\"\nreason = \" \"\n").is_err());
        assert!(Exclusions::parse("[[exclude]]\ndocument = \"a\"\n").is_err());
        assert!(Exclusions::parse(&"[[exclude]]\ndocument = \"a\"\nreason = \"x\"\n".repeat(2)).is_err());
    }
}

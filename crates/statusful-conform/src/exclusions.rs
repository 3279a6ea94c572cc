//! The documents that are known to fail, each with its reason.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::Failure;

/// Documents that may fail, and why. An entry that is no longer needed is a failure itself, so that the list stays
/// true.
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
    /// The list in a TOML file: `[[exclude]]` with `document` and `reason`.
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

    /// Why a document may fail.
    pub fn reason(&self, document: &str) -> Option<&str> {
        self.0.get(document).map(String::as_str)
    }

    /// What is wrong, given which documents were tried and whether they failed: failures without a reason, and reasons
    /// without a failure. Documents that a filter left out are not held against the list.
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

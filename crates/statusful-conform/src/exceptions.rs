//! Lists of what is known to fail, each with a reason.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::Failure;

/// What may fail in each group, such as values of a schema or requests of a document, and why. An entry that is no longer needed is
/// itself a failure, so that the list stays up to date.
#[derive(Debug, Clone, Default)]
pub struct Exceptions(BTreeMap<String, BTreeMap<String, String>>);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    exception: Vec<Entry>,
}

/// What may fail in several groups, for the same reason.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    reason: String,
    #[serde(alias = "failures")]
    values: BTreeMap<String, BTreeSet<String>>,
}

impl Exceptions {
    /// Reads a list of this repository.
    pub(crate) fn read(list: &str) -> Result<Self, Failure> {
        Self::parse(list).map_err(|fault| format!("exceptions.toml: {fault}"))
    }

    fn parse(text: &str) -> Result<Self, Failure> {
        let file: File = toml::from_str(text).map_err(|fault| fault.to_string())?;
        let mut list: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for Entry { reason, values } in file.exception {
            if reason.trim().is_empty() {
                let groups: Vec<_> = values.into_keys().collect();
                return Err(format!("{} have no reason", groups.join(", ")));
            }
            for (group, values) in values {
                let reasons = list.entry(group.clone()).or_default();
                for value in values {
                    if let Some(twice) = reasons.insert(value.clone(), reason.clone()) {
                        return Err(format!("{group}: {value} is listed for two reasons: {twice}"));
                    }
                }
            }
        }
        Ok(Self(list))
    }

    /// Returns the reason why a value of a group may fail. An entry with `*` at its end is of all values that begin so.
    pub(crate) fn reason(&self, group: &str, value: &str) -> Option<&str> {
        let reasons = self.0.get(group)?;
        let found = reasons.iter().find(|(entry, _)| is_of(entry, value));
        found.map(|(_, reason)| reason.as_str())
    }

    /// Returns the values that failed and are not listed, and the listed ones that did not fail. `tried` has what failed in each
    /// group, by value. If only some groups were tried, the others need not be there.
    pub(crate) fn faults(&self, tried: &BTreeMap<String, BTreeMap<String, String>>, is_filtered: bool) -> Vec<String> {
        let mut faults = Vec::new();
        for (group, failed) in tried {
            let unlisted = failed.iter().filter(|(value, _)| self.reason(group, value).is_none());
            faults.extend(unlisted.map(|(value, fault)| format!("{group}: {value}: {fault}")));
        }
        for (group, reasons) in &self.0 {
            match tried.get(group) {
                Some(failed) => {
                    let unneeded = reasons.keys().filter(|entry| !failed.keys().any(|value| is_of(entry, value)));
                    faults.extend(
                        unneeded.map(|value| format!("{group}: {value} is an exception that is not needed: remove it")),
                    );
                }
                None if !is_filtered => faults.push(format!("{group} is an exception, but is not there: remove it")),
                None => {}
            }
        }
        faults
    }
}

/// Returns whether an entry is of a value.
fn is_of(entry: &str, value: &str) -> bool {
    entry == value || entry.strip_suffix('*').is_some_and(|start| value.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(all: &[(&str, &[&str])]) -> BTreeMap<String, BTreeMap<String, String>> {
        let failed = |values: &[&str]| values.iter().map(|value| ((*value).to_owned(), "wrong".to_owned())).collect();
        all.iter().map(|(group, values)| ((*group).to_owned(), failed(values))).collect()
    }

    #[test]
    fn a_list_stays_true() {
        let list = Exceptions::parse("[[exception]]\nreason = \"x\"\nvalues.a = [\"one\", \"two\"]\n").unwrap();
        assert!(list.faults(&tried(&[("a", &["one", "two"]), ("b", &[])]), false).is_empty());
        let faults = list.faults(&tried(&[("a", &["one", "three"]), ("b", &["one"])]), false);
        let expected = ["a: three: wrong", "b: one: wrong", "a: two is an exception that is not needed: remove it"];
        assert_eq!(faults, expected);
        assert_eq!(list.faults(&tried(&[]), false), ["a is an exception, but is not there: remove it"]);
        assert!(list.faults(&tried(&[]), true).is_empty());
    }

    #[test]
    fn an_entry_may_be_of_many_values() {
        let list = Exceptions::parse("[[exception]]\nreason = \"x\"\nvalues.a = [\"check: *\"]\n").unwrap();
        assert!(list.faults(&tried(&[("a", &["check: one", "check: two"])]), false).is_empty());
        assert_eq!(list.faults(&tried(&[("a", &["other: one"])]), false).len(), 2);
    }

    #[test]
    fn a_reason_is_needed() {
        assert!(Exceptions::parse("[[exception]]\nreason = \" \"\nvalues.a = [\"b\"]\n").is_err());
        let twice = "[[exception]]\nreason = \"x\"\nvalues.a = [\"b\"]\n".repeat(2);
        assert!(Exceptions::parse(&twice).is_err());
    }
}

//! The list of values that are known not to be read as the suite says, each with a reason.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::Failure;

/// The list of this repository.
const LIST: &str = include_str!("../../json-schema/exceptions.toml");

/// Values that need not be read as the suite says, by group, and why. An entry that is no longer needed is itself a failure, so that the
/// list stays up to date.
#[derive(Debug, Clone, Default)]
pub struct Exceptions(BTreeMap<String, BTreeMap<String, String>>);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    exception: Vec<Entry>,
}

/// Values of several groups, for the same reason.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    reason: String,
    values: BTreeMap<String, BTreeSet<String>>,
}

impl Exceptions {
    /// Reads the list of this repository.
    pub fn read() -> Result<Self, Failure> {
        Self::parse(LIST).map_err(|fault| format!("exceptions.toml: {fault}"))
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

    /// Returns the reason why a value of a group need not be read as the suite says.
    pub(super) fn reason(&self, group: &str, value: &str) -> Option<&str> {
        self.0.get(group)?.get(value).map(String::as_str)
    }

    /// Returns the values that failed and are not listed, and the listed ones that did not fail. `tried` has what failed in each
    /// group, by value. If only some groups were tried, the others need not be there.
    pub(super) fn faults(&self, tried: &BTreeMap<String, BTreeMap<String, String>>, is_filtered: bool) -> Vec<String> {
        let mut faults = Vec::new();
        for (group, failed) in tried {
            let unlisted = failed.iter().filter(|(value, _)| self.reason(group, value).is_none());
            faults.extend(unlisted.map(|(value, fault)| format!("{group}: {value}: {fault}")));
        }
        for (group, reasons) in &self.0 {
            match tried.get(group) {
                Some(failed) => {
                    let unneeded = reasons.keys().filter(|value| !failed.contains_key(*value));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(all: &[(&str, &[&str])]) -> BTreeMap<String, BTreeMap<String, String>> {
        let failed = |values: &[&str]| values.iter().map(|value| ((*value).to_owned(), "wrong".to_owned())).collect();
        all.iter().map(|(group, values)| ((*group).to_owned(), failed(values))).collect()
    }

    #[test]
    fn the_list_of_this_repository_is_valid() {
        assert_eq!(Exceptions::read().map(|_| ()), Ok(()));
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
    fn a_reason_is_needed() {
        assert!(Exceptions::parse("[[exception]]\nreason = \" \"\nvalues.a = [\"b\"]\n").is_err());
        let twice = "[[exception]]\nreason = \"x\"\nvalues.a = [\"b\"]\n".repeat(2);
        assert!(Exceptions::parse(&twice).is_err());
    }
}

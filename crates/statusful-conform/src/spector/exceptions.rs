//! The list of scenarios that are known not to pass, each with a reason.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::report::Verdict;
use crate::Failure;

/// The list of this repository.
const LIST: &str = include_str!("../../spector/exceptions.toml");

/// Scenarios that need not pass, and why. An entry that is no longer needed is itself a failure, so that the list stays up
/// to date.
#[derive(Debug, Clone, Default)]
pub struct Exceptions(BTreeMap<String, String>);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    exception: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    scenarios: Vec<String>,
    reason: String,
}

impl Exceptions {
    /// Reads the list of this repository.
    pub fn read() -> Result<Self, Failure> {
        Self::parse(LIST).map_err(|fault| format!("exceptions.toml: {fault}"))
    }

    fn parse(text: &str) -> Result<Self, Failure> {
        let file: File = toml::from_str(text).map_err(|fault| fault.to_string())?;
        let mut list = BTreeMap::new();
        for Entry { scenarios, reason } in file.exception {
            if reason.trim().is_empty() {
                return Err(format!("{} have no reason", scenarios.join(", ")));
            }
            for scenario in scenarios {
                if list.insert(scenario.clone(), reason.clone()).is_some() {
                    return Err(format!("{scenario} is listed twice"));
                }
            }
        }
        Ok(Self(list))
    }

    /// Returns the reason why a scenario need not pass.
    pub(super) fn reason(&self, scenario: &str) -> Option<&str> {
        self.0.get(scenario).map(String::as_str)
    }

    /// Returns the scenarios that do not pass and are not listed, and the listed ones that are not needed. If only some
    /// scenarios were run, the others need not be there.
    pub(super) fn faults(&self, verdicts: &BTreeMap<&str, &Verdict>, is_filtered: bool) -> Vec<String> {
        let unlisted = verdicts.iter().filter(|(name, _)| self.reason(name).is_none());
        let mut faults: Vec<_> = unlisted
            .filter_map(|(name, verdict)| match verdict {
                Verdict::Passed => None,
                Verdict::Failed(why) => Some(format!("{name} failed: {why}")),
                Verdict::NotTried(why) => Some(format!("{name} was not tried: {why}")),
            })
            .collect();
        for name in self.0.keys() {
            match verdicts.get(name.as_str()) {
                Some(Verdict::Passed) => faults.push(format!("{name} is an exception, but passes: remove it")),
                None if !is_filtered => faults.push(format!("{name} is an exception, but is not there: remove it")),
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
    fn the_list_of_this_repository_is_valid() {
        assert_eq!(Exceptions::read().map(|_| ()), Ok(()));
    }

    #[test]
    fn a_list_stays_true() {
        let list = Exceptions::parse("[[exception]]\nscenarios = [\"a\", \"b\"]\nreason = \"x\"\n").unwrap();
        let failed = Verdict::Failed("y".to_owned());
        let untried = Verdict::NotTried("y".to_owned());
        assert!(list.faults(&[("a", &failed), ("b", &untried), ("c", &Verdict::Passed)].into(), false).is_empty());
        let faults = list.faults(&[("a", &Verdict::Passed), ("c", &failed), ("d", &untried)].into(), false);
        assert_eq!(
            faults,
            [
                "c failed: y",
                "d was not tried: y",
                "a is an exception, but passes: remove it",
                "b is an exception, but is not there: remove it"
            ]
        );
        assert!(list.faults(&[].into(), true).is_empty());
    }

    #[test]
    fn a_reason_is_needed() {
        assert!(Exceptions::parse("[[exception]]\nscenarios = [\"a\"]\nreason = \" \"\n").is_err());
        assert!(Exceptions::parse("[[exception]]\nscenarios = [\"a\", \"a\"]\nreason = \"x\"\n").is_err());
    }
}

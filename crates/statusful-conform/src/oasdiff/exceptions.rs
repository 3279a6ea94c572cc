//! The list of pairs of which `statusful diff` reports something else than oasdiff, each with a reason.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Reported;
use super::report::Outcome;
use crate::Failure;

/// The list of this repository.
const LIST: &str = include_str!("../../oasdiff/exceptions.toml");

/// Pairs with another effect, by name. An entry that is not needed is itself a failure, so that the list stays up to date.
#[derive(Debug, Clone, Default)]
pub struct Exceptions(BTreeMap<String, Exception>);

/// What is reported instead, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Exception {
    pub(super) reported: Reported,
    pub(super) reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    exception: Vec<Entry>,
}

/// Pairs with the same effect, for the same reason.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    reason: String,
    reported: String,
    pairs: Vec<String>,
}

impl Exceptions {
    /// Reads the list of this repository.
    pub fn read() -> Result<Self, Failure> {
        Self::parse(LIST).map_err(|error| format!("exceptions.toml: {error}"))
    }

    fn parse(text: &str) -> Result<Self, Failure> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut list = BTreeMap::new();
        for Entry { reason, reported, pairs } in file.exception {
            if reason.trim().is_empty() {
                return Err(format!("{} have no reason", pairs.join(", ")));
            }
            let reported = Reported::from_name(&reported).ok_or(format!("{reported} is no effect"))?;
            for pair in pairs {
                if list.insert(pair.clone(), Exception { reported, reason: reason.clone() }).is_some() {
                    return Err(format!("{pair} is listed twice"));
                }
            }
        }
        Ok(Self(list))
    }

    /// Returns the exception of a pair that needs one, if its effect is the listed one.
    pub(super) fn of(&self, outcome: &Outcome) -> Option<&Exception> {
        self.0.get(&outcome.pair.name()).filter(|exception| exception.reported == outcome.reported)
    }

    /// Returns the pairs that need an exception and have none, and the exceptions that are not needed. If only some pairs were
    /// compared, the others need not be there.
    pub(super) fn faults(&self, outcomes: &[Outcome], is_filtered: bool) -> Vec<String> {
        let mut left: BTreeMap<_, _> = self.0.iter().collect();
        let mut faults = Vec::new();
        for outcome in outcomes {
            let name = outcome.pair.name();
            match (left.remove(&name), outcome.agrees()) {
                (None, true) => {}
                (Some(_), true) => faults.push(format!("{name} is an exception that is not needed: remove it")),
                (Some(exception), false) if exception.reported == outcome.reported => {}
                (_, false) => faults.push(format!("{name}: {}", outcome.text())),
            }
        }
        if !is_filtered {
            faults.extend(left.into_keys().map(|name| format!("{name} is an exception, but is no pair: remove it")));
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::super::pairs::{Level, Pair};
    use super::*;

    fn outcome(name: &str, level: Option<Level>, reported: Reported) -> Outcome {
        let pair = Pair { old: name.to_owned(), new: "b".to_owned(), level, rules: Vec::new() };
        Outcome { pair, reported, kinds: ["field-added"].into() }
    }

    #[test]
    fn the_list_of_this_repository_is_valid() {
        assert_eq!(Exceptions::read().map(|_| ()), Ok(()));
    }

    #[test]
    fn a_list_stays_true() {
        let text = "[[exception]]\nreason = \"x\"\nreported = \"notice\"\npairs = [\"a -> b\", \"c -> b\"]\n";
        let list = Exceptions::parse(text).unwrap();
        let a = outcome("a", Some(Level::Breaking), Reported::Notice);
        let c = outcome("c", Some(Level::Warning), Reported::Breaking);
        let agrees = outcome("d", Some(Level::Info), Reported::Compatible);
        let faults = list.faults(&[a.clone(), c, agrees], false);
        assert_eq!(faults, ["c -> b: oasdiff: warning, statusful: breaking (field-added)"]);
        assert_eq!(list.of(&a).map(|exception| exception.reason.as_str()), Some("x"));
        let c = outcome("c", Some(Level::Warning), Reported::Notice);
        let silent = outcome("d", None, Reported::Nothing);
        let expected = [
            "c -> b is an exception that is not needed: remove it",
            "d -> b: oasdiff: not tested, statusful: nothing (field-added)",
            "a -> b is an exception, but is no pair: remove it",
        ];
        assert_eq!(list.faults(&[c.clone(), silent.clone()], false), expected);
        assert_eq!(list.faults(&[c, silent], true), expected[..2]);
    }

    #[test]
    fn an_exception_needs_a_reason_and_an_effect() {
        let entry = |reason, reported| {
            format!("[[exception]]\nreason = \"{reason}\"\nreported = \"{reported}\"\npairs = [\"a -> b\"]\n")
        };
        assert!(Exceptions::parse(&entry("x", "nothing")).is_ok());
        assert!(Exceptions::parse(&entry(" ", "nothing")).is_err());
        assert!(Exceptions::parse(&entry("x", "harmless")).is_err());
        assert!(Exceptions::parse(&entry("x", "nothing").repeat(2)).is_err());
    }
}

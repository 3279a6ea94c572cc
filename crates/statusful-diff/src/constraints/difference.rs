//! How a constraint differs between two schemas.

use std::collections::BTreeSet;

use super::condition::Sense;

/// Whether more or fewer values satisfy the new constraint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shift {
    /// Some values that satisfied the old one do not satisfy the new one.
    Tighter,
    /// Some values satisfy the new one that did not satisfy the old one.
    Looser,
    /// Both, or it is not known.
    Other,
}

/// A constraint that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    /// The old constraint, such as `maxLength: 10`; empty if there was none.
    pub(super) old: String,
    /// The new constraint.
    pub(super) new: String,
    pub(super) shift: Shift,
}

impl Difference {
    /// Compares constraints that have to be satisfied together, and reports those that only one side has.
    pub(super) fn of_sets(keyword: &str, old: &BTreeSet<String>, new: &BTreeSet<String>) -> Option<Self> {
        let [gone, come] = [old - new, new - old];
        let shift = match (gone.is_empty(), come.is_empty()) {
            (true, true) => return None,
            (true, false) => Shift::Tighter,
            (false, true) => Shift::Looser,
            (false, false) => Shift::Other,
        };
        Some(Self::of_texts(keyword, &gone, &come, shift, " and "))
    }

    /// Compares values or schemas of which one has to be met.
    pub(super) fn of_choices(keyword: &str, old: &BTreeSet<String>, new: &BTreeSet<String>) -> Option<Self> {
        let shift = match (new.is_subset(old), old.is_subset(new)) {
            (true, true) => return None,
            (true, false) => Shift::Tighter,
            (false, true) => Shift::Looser,
            (false, false) => Shift::Other,
        };
        Some(Self::of_texts(keyword, old, new, shift, ", "))
    }

    fn of_texts(keyword: &str, old: &BTreeSet<String>, new: &BTreeSet<String>, shift: Shift, separator: &str) -> Self {
        let [old, new] = [old, new].map(|texts| texts.iter().map(String::as_str).collect::<Vec<_>>().join(separator));
        let (old, new) = without_common_start(&old, &new);
        Self { old: named(keyword, &old), new: named(keyword, &new), shift }
    }

    /// Returns the difference as it is for the value around a schema with a sense.
    pub(super) fn in_sense(self, sense: Sense) -> Self {
        let shift = match (sense, self.shift) {
            (Sense::Same, shift) => shift,
            (Sense::Opposite, Shift::Tighter) => Shift::Looser,
            (Sense::Opposite, Shift::Looser) => Shift::Tighter,
            (Sense::Opposite, Shift::Other) | (Sense::Unknown, _) => Shift::Other,
        };
        Self { shift, ..self }
    }
}

/// Returns a keyword with its value, or an empty text without a value.
pub(super) fn named(keyword: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!("{keyword}: {value}") }
}

/// How much of what two texts have in common is kept before their difference.
const CONTEXT: usize = 20;

/// Returns both texts without what they have in common at their start, if that is long: messages shorten long texts.
fn without_common_start(old: &str, new: &str) -> (String, String) {
    let common = old.chars().zip(new.chars()).take_while(|(old, new)| old == new).count();
    let Some(cut) = common.checked_sub(CONTEXT).filter(|cut| *cut > CONTEXT) else {
        return (old.to_owned(), new.to_owned());
    };
    let rest = |text: &str| format!("…{}", text.chars().skip(cut).collect::<String>());
    (rest(old), rest(new))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_differ_where_they_are_shown() {
        let common = "x".repeat(90);
        let (old, new) = without_common_start(&format!("{common}old"), &format!("{common}new"));
        assert_eq!((old, new), (format!("…{}old", "x".repeat(20)), format!("…{}new", "x".repeat(20))));
        assert_eq!(without_common_start("old", "new"), ("old".to_owned(), "new".to_owned()));
    }
}

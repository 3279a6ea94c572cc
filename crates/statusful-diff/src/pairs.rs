//! Matches the items of the old side with those of the new side.

use std::collections::BTreeMap;

/// The items of both sides.
pub(crate) struct Pairs<'a, T> {
    /// Items that both sides have.
    pub(crate) both: Vec<(&'a T, &'a T)>,
    /// Items that only the old side has.
    pub(crate) gone: Vec<&'a T>,
    /// Items that only the new side has.
    pub(crate) come: Vec<&'a T>,
}

impl<'a, T> Pairs<'a, T> {
    /// Creates pairs in which no items are joined yet.
    pub(crate) fn of(old: impl IntoIterator<Item = &'a T>, new: impl IntoIterator<Item = &'a T>) -> Self {
        Self { both: Vec::new(), gone: old.into_iter().collect(), come: new.into_iter().collect() }
    }

    /// Joins the remaining items by a key that each side has exactly once. Swapping the sides gives the same pairs.
    pub(crate) fn by<K: Ord>(mut self, key: impl Fn(&'a T) -> K) -> Self {
        let (mut gone, mut come) = (by_key(&self.gone, &key), by_key(&self.come, &key));
        let is_alone = |side: &BTreeMap<K, Vec<usize>>, key: &K| side.get(key).is_some_and(|found| found.len() == 1);
        gone.retain(|key, found| found.len() == 1 && is_alone(&come, key));
        come.retain(|key, _| gone.contains_key(key));
        let (old, new): (Vec<_>, Vec<_>) =
            (gone.into_values().flatten().collect(), come.into_values().flatten().collect());
        self.both.extend(old.iter().zip(&new).map(|(old, new)| (self.gone[*old], self.come[*new])));
        self.gone = without(self.gone, &old);
        self.come = without(self.come, &new);
        self
    }
}

fn by_key<'a, T, K: Ord>(items: &[&'a T], key: impl Fn(&'a T) -> K) -> BTreeMap<K, Vec<usize>> {
    let mut found: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for (index, item) in items.iter().enumerate() {
        found.entry(key(item)).or_default().push(index);
    }
    found
}

fn without<'a, T>(items: Vec<&'a T>, joined: &[usize]) -> Vec<&'a T> {
    let joined: std::collections::BTreeSet<_> = joined.iter().collect();
    items.into_iter().enumerate().filter(|(index, _)| !joined.contains(index)).map(|(_, item)| item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_is_there_twice_joins_nothing() {
        let (old, new) = (["a1", "b1", "b2", "c1"], ["a2", "b3", "d1"]);
        let pairs = Pairs::of(&old, &new).by(|name| name.as_bytes()[0]);
        assert_eq!(pairs.both, [(&"a1", &"a2")]);
        assert_eq!(pairs.gone, [&"b1", &"b2", &"c1"]);
        assert_eq!(pairs.come, [&"b3", &"d1"]);
        let again = pairs.by(|_| ());
        assert_eq!(again.both.len(), 1);
    }
}

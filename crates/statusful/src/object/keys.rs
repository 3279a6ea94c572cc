//! The keys of an object that is being deserialized.

#![expect(clippy::inline_always, reason = "without it, the bench `decoding` takes a tenth longer")]

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use crate::decode;

/// The names of a struct's properties: for each field, its name and its aliases.
pub type Names = &'static [(&'static str, &'static [&'static str])];

/// A struct that is deserialized from an object.
pub trait Object<'de>: Sized {
    /// The names of its properties.
    const NAMES: Names;

    /// Deserializes the properties.
    ///
    /// # Errors
    ///
    /// Returns errors of the deserializer, and an error if a required property is missing.
    fn read<A: MapAccess<'de>>(keys: Keys<'de, A>) -> Result<Self, A::Error>;
}

/// Deserializes a struct.
///
/// # Errors
///
/// Returns errors of the deserializer, and an error if the value is not an object.
pub fn read<'de, T: Object<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<fn() -> T>);

impl<'de, T: Object<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read(Keys { map, names: T::NAMES, expected: 0, seen: Seen::default(), of: PhantomData })
    }
}

/// The remaining properties of an object.
pub struct Keys<'de, A> {
    map: A,
    names: Names,
    /// The index of the field after the last one. Servers usually write properties in the same order.
    expected: usize,
    seen: Seen,
    of: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> Keys<'de, A> {
    /// Returns the index of the next property of the struct, and ignores unknown properties before it.
    ///
    /// # Errors
    ///
    /// Returns errors of the deserializer.
    #[inline(always)]
    pub fn next_known(&mut self) -> Result<Option<usize>, A::Error> {
        loop {
            match self.map.next_key_seed(KnownKey { names: self.names, expected: self.expected })? {
                None => return Ok(None),
                Some(Some(index)) => return self.found(index).map(Some),
                Some(None) => drop(self.map.next_value::<IgnoredAny>()?),
            }
        }
    }

    /// Returns the index of the next property of the struct, and passes the names of unknown properties before it to
    /// `read`.
    ///
    /// # Errors
    ///
    /// Returns errors of the deserializer, and of `read`.
    pub fn next_known_or(
        &mut self,
        mut read: impl FnMut(String, &mut A) -> Result<(), A::Error>,
    ) -> Result<Option<usize>, A::Error> {
        loop {
            match self.map.next_key_seed(AnyKey(KnownKey { names: self.names, expected: self.expected }))? {
                None => return Ok(None),
                Some(Ok(index)) => return self.found(index).map(Some),
                Some(Err(name)) => read(name, &mut self.map)?,
            }
        }
    }

    #[inline(always)]
    fn found(&mut self, index: usize) -> Result<usize, A::Error> {
        self.expected = index + 1;
        if self.seen.insert(index) { Ok(index) } else { Err(A::Error::duplicate_field(self.names[index].0)) }
    }

    /// Deserializes the value of the property that was found last.
    #[inline(always)]
    pub(super) fn value<T: Deserialize<'de>>(&mut self) -> Result<T, A::Error> {
        self.map.next_value().inspect_err(|_| note_all(self.names, self.expected))
    }
}

/// Records the name of the field before `expected`, for the path of the error.
#[cold]
fn note_all(names: Names, expected: usize) {
    let field = expected.checked_sub(1).and_then(|index| names.get(index));
    field.into_iter().flat_map(|(name, aliases)| [name].into_iter().chain(*aliases)).copied().for_each(decode::note);
}

/// The indices of properties that were found.
#[derive(Default)]
struct Seen {
    first: u64,
    /// Indices beyond 64, which few structs have.
    more: Vec<u64>,
}

impl Seen {
    /// Returns `false` if the index was found before.
    #[inline(always)]
    fn insert(&mut self, index: usize) -> bool {
        let word = match (index / 64).checked_sub(1) {
            None => &mut self.first,
            Some(word) => {
                self.more.resize(self.more.len().max(word + 1), 0);
                &mut self.more[word]
            }
        };
        let bit = 1 << (index % 64);
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }
}

/// Deserializes a key as the index of its field.
#[derive(Clone, Copy)]
struct KnownKey {
    names: Names,
    expected: usize,
}

impl KnownKey {
    #[inline(always)]
    fn index(self, key: &str) -> Option<usize> {
        match self.names.get(self.expected) {
            Some((name, _)) if *name == key => Some(self.expected),
            _ => self.search(key),
        }
    }

    fn search(self, key: &str) -> Option<usize> {
        let is_it = |(name, aliases): &(&str, &[&str])| *name == key || aliases.contains(&key);
        self.names.iter().position(is_it)
    }
}

impl<'de> DeserializeSeed<'de> for KnownKey {
    type Value = Option<usize>;

    #[inline(always)]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KnownKey {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    #[inline(always)]
    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.index(key))
    }
}

/// Deserializes a key as the index of its field, or as its name if it is unknown.
struct AnyKey(KnownKey);

impl<'de> DeserializeSeed<'de> for AnyKey {
    type Value = Result<usize, String>;

    #[inline(always)]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for AnyKey {
    type Value = Result<usize, String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    #[inline(always)]
    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.index(key).ok_or_else(|| key.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::Seen;

    #[test]
    fn any_number_of_properties_is_seen_once() {
        let mut seen = Seen::default();
        assert!([0, 63, 64, 200, 127].into_iter().all(|index| seen.insert(index)));
        assert!([0, 63, 64, 200, 127].into_iter().all(|index| !seen.insert(index)));
    }
}

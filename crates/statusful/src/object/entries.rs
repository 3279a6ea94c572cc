//! The entries of an object that is being serialized.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// An object that is being serialized.
pub struct Entries<S: Serializer>(S::SerializeMap);

impl<S: Serializer> Entries<S> {
    pub(super) fn write<K: Serialize + ?Sized, V: Serialize>(&mut self, name: &K, value: &V) -> Result<(), S::Error> {
        self.0.serialize_entry(name, value)
    }
}

/// Serializes an object with the entries that `fill` writes.
///
/// # Errors
///
/// Returns errors of the serializer.
pub fn write<S: Serializer>(
    serializer: S,
    fill: impl FnOnce(&mut Entries<S>) -> Result<(), S::Error>,
) -> Result<S::Ok, S::Error> {
    let mut entries = Entries(serializer.serialize_map(None)?);
    fill(&mut entries)?;
    entries.0.end()
}

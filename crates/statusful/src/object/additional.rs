//! The map for the properties that a document does not name, and how their values are read: a module for each, with the
//! functions that [`object!`](crate::object!) calls by its name.

/// Values that are read by their `Deserialize`.
pub mod rest {
    use serde::de::{Deserialize, MapAccess};
    use serde::ser::{Serialize, Serializer};

    use crate::object::Entries;

    /// # Errors
    ///
    /// Those of the deserializer.
    pub fn read<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
        name: String,
        map: &mut A,
        rest: &mut impl Extend<(String, T)>,
    ) -> Result<(), A::Error> {
        rest.extend([(name, map.next_value()?)]);
        Ok(())
    }

    /// # Errors
    ///
    /// Those of the serializer.
    pub fn write<'m, M, T: Serialize + 'm, S: Serializer>(entries: &mut Entries<S>, rest: &'m M) -> Result<(), S::Error>
    where
        &'m M: IntoIterator<Item = (&'m String, &'m T)>,
    {
        rest.into_iter().try_for_each(|(name, value)| entries.write(name, value))
    }
}

/// Values that are read leniently.
pub mod rest_lenient {
    use serde::de::MapAccess;

    use crate::lenient::{Lenient, LenientValue};

    pub use super::rest::write;

    /// # Errors
    ///
    /// Those of the deserializer.
    pub fn read<'de, T: Lenient, A: MapAccess<'de>>(
        name: String,
        map: &mut A,
        rest: &mut impl Extend<(String, T)>,
    ) -> Result<(), A::Error> {
        let LenientValue(value) = map.next_value()?;
        rest.extend([(name, value)]);
        Ok(())
    }
}

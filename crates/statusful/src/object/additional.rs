//! The map for additional properties, and how its values are deserialized: a module for each, with the functions that
//! [`object!`](crate::object!) calls.

/// Values that are deserialized with `Deserialize`.
pub mod rest {
    use serde::de::{Deserialize, MapAccess};
    use serde::ser::{Serialize, Serializer};

    use crate::object::Entries;

    /// # Errors
    ///
    /// Returns errors of the deserializer.
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
    /// Returns errors of the serializer.
    pub fn write<'m, M, T: Serialize + 'm, S: Serializer>(entries: &mut Entries<S>, rest: &'m M) -> Result<(), S::Error>
    where
        &'m M: IntoIterator<Item = (&'m String, &'m T)>,
    {
        rest.into_iter().try_for_each(|(name, value)| entries.write(name, value))
    }
}

/// Values that are deserialized leniently.
pub mod rest_lenient {
    use serde::de::MapAccess;

    use crate::lenient::{Lenient, LenientValue};

    pub use super::rest::write;

    /// # Errors
    ///
    /// Returns errors of the deserializer.
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

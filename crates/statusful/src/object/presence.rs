//! How a property can be absent, and how its value is deserialized: a module for each, with the functions that
//! [`object!`](crate::object!) calls.
//!
//! While an object is deserialized, each field has a slot. `read` fills it, `take` moves its value into the field, and
//! `write` serializes the field as an entry.

#![expect(clippy::inline_always, reason = "without it, the bench `decoding` takes a tenth longer")]

use serde::de::{Deserialize, Error, MapAccess};
use serde::ser::{Serialize, Serializer};

use super::{Entries, Keys};
use crate::Nullable;
use crate::lenient::{Lenient, LenientValue};

/// A property that every object has.
pub mod required {
    use super::{Deserialize, Entries, Error, Keys, MapAccess, Serialize, Serializer};

    /// # Errors
    ///
    /// Returns errors of the deserializer.
    #[inline(always)]
    pub fn read<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
        keys: &mut Keys<'de, A>,
        slot: &mut Option<T>,
    ) -> Result<(), A::Error> {
        *slot = Some(keys.value()?);
        Ok(())
    }

    /// # Errors
    ///
    /// Returns an error if the property is missing.
    #[inline(always)]
    pub fn take<T, E: Error>(slot: Option<T>, name: &'static str) -> Result<T, E> {
        slot.ok_or_else(|| E::missing_field(name))
    }

    /// # Errors
    ///
    /// Returns errors of the serializer.
    pub fn write<T: Serialize, S: Serializer>(
        entries: &mut Entries<S>,
        name: &'static str,
        value: &T,
    ) -> Result<(), S::Error> {
        entries.write(name, value)
    }
}

/// A property that can be absent or `null`, with the same meaning.
pub mod optional {
    use super::{Deserialize, Entries, Error, Keys, MapAccess, Serialize, Serializer};

    /// # Errors
    ///
    /// Returns errors of the deserializer.
    #[inline(always)]
    pub fn read<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
        keys: &mut Keys<'de, A>,
        slot: &mut Option<T>,
    ) -> Result<(), A::Error> {
        *slot = keys.value()?;
        Ok(())
    }

    /// # Errors
    ///
    /// Never returns an error.
    #[inline(always)]
    pub fn take<T, E: Error>(slot: Option<T>, _name: &'static str) -> Result<Option<T>, E> {
        Ok(slot)
    }

    /// # Errors
    ///
    /// Returns errors of the serializer.
    pub fn write<T: Serialize, S: Serializer>(
        entries: &mut Entries<S>,
        name: &'static str,
        value: &Option<T>,
    ) -> Result<(), S::Error> {
        value.as_ref().map_or(Ok(()), |value| entries.write(name, value))
    }
}

/// A property that can be absent or `null`, with different meanings.
pub mod optional_nullable {
    pub use super::optional::{take, write};
    pub use super::required::read;
}

/// Like [`required`], but deserialized leniently.
pub mod required_lenient {
    use super::{Keys, Lenient, LenientValue, MapAccess};

    pub use super::required::{take, write};

    /// # Errors
    ///
    /// Returns errors of the deserializer.
    #[inline(always)]
    pub fn read<'de, T: Lenient, A: MapAccess<'de>>(
        keys: &mut Keys<'de, A>,
        slot: &mut Option<T>,
    ) -> Result<(), A::Error> {
        let LenientValue(value) = keys.value()?;
        *slot = Some(value);
        Ok(())
    }
}

/// Like [`optional`], but deserialized leniently.
pub mod optional_lenient {
    use super::{Keys, Lenient, LenientValue, MapAccess};

    pub use super::optional::{take, write};

    /// # Errors
    ///
    /// Returns errors of the deserializer.
    #[inline(always)]
    pub fn read<'de, T: Lenient, A: MapAccess<'de>>(
        keys: &mut Keys<'de, A>,
        slot: &mut Option<T>,
    ) -> Result<(), A::Error> {
        let LenientValue(value) = keys.value()?;
        *slot = value;
        Ok(())
    }
}

/// Like [`optional_nullable`], but deserialized leniently.
pub mod optional_nullable_lenient {
    use super::{Keys, Lenient, LenientValue, MapAccess, Nullable};

    pub use super::optional_nullable::{take, write};

    /// # Errors
    ///
    /// Returns errors of the deserializer.
    #[inline(always)]
    pub fn read<'de, T: Lenient, A: MapAccess<'de>>(
        keys: &mut Keys<'de, A>,
        slot: &mut Option<Nullable<T>>,
    ) -> Result<(), A::Error> {
        let LenientValue(value) = keys.value()?;
        *slot = Some(Option::map_or(value, Nullable::Null, Nullable::Value));
        Ok(())
    }
}

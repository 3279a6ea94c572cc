//! How a property may be absent, and how its value is read: a module for each, with the functions that
//! [`object!`](crate::object!) calls by its name.
//!
//! While an object is read, each field has a slot. `read` fills it, `take` empties it into the field, and `write` writes the
//! field as an entry.

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
    /// Those of the deserializer.
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
    /// If the property was not there.
    #[inline(always)]
    pub fn take<T, E: Error>(slot: Option<T>, name: &'static str) -> Result<T, E> {
        slot.ok_or_else(|| E::missing_field(name))
    }

    /// # Errors
    ///
    /// Those of the serializer.
    pub fn write<T: Serialize, S: Serializer>(
        entries: &mut Entries<S>,
        name: &'static str,
        value: &T,
    ) -> Result<(), S::Error> {
        entries.write(name, value)
    }
}

/// A property that may be absent; `null` means the same.
pub mod optional {
    use super::{Deserialize, Entries, Error, Keys, MapAccess, Serialize, Serializer};

    /// # Errors
    ///
    /// Those of the deserializer.
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
    /// None.
    #[inline(always)]
    pub fn take<T, E: Error>(slot: Option<T>, _name: &'static str) -> Result<Option<T>, E> {
        Ok(slot)
    }

    /// # Errors
    ///
    /// Those of the serializer.
    pub fn write<T: Serialize, S: Serializer>(
        entries: &mut Entries<S>,
        name: &'static str,
        value: &Option<T>,
    ) -> Result<(), S::Error> {
        value.as_ref().map_or(Ok(()), |value| entries.write(name, value))
    }
}

/// A property that may be absent or `null`, which mean different things.
pub mod optional_nullable {
    pub use super::optional::{take, write};
    pub use super::required::read;
}

/// As [`required`], read leniently.
pub mod required_lenient {
    use super::{Keys, Lenient, LenientValue, MapAccess};

    pub use super::required::{take, write};

    /// # Errors
    ///
    /// Those of the deserializer.
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

/// As [`optional`], read leniently.
pub mod optional_lenient {
    use super::{Keys, Lenient, LenientValue, MapAccess};

    pub use super::optional::{take, write};

    /// # Errors
    ///
    /// Those of the deserializer.
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

/// As [`optional_nullable`], read leniently.
pub mod optional_nullable_lenient {
    use super::{Keys, Lenient, LenientValue, MapAccess, Nullable};

    pub use super::optional_nullable::{take, write};

    /// # Errors
    ///
    /// Those of the deserializer.
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

//! Items that this crate's macros expand to. They are not part of the public API.

use std::fmt;
use std::marker::PhantomData;

#[cfg(feature = "schemars")]
pub use schemars;
pub use serde;
use serde::de::{Deserializer, Error, Visitor};
pub use serde_json;

pub use crate::server_url::server_url;

/// Deserializes a string with `make`, without a copy if it can be borrowed from the input.
pub fn deserialize_from_str<'de, T, D, F>(deserializer: D, make: F) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    F: FnOnce(&str) -> T,
{
    deserializer.deserialize_str(FromStrVisitor { make, value: PhantomData })
}

struct FromStrVisitor<T, F> {
    make: F,
    value: PhantomData<fn() -> T>,
}

impl<T, F: FnOnce(&str) -> T> Visitor<'_> for FromStrVisitor<T, F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        Ok((self.make)(value))
    }
}

/// Returns the JSON Schema of a string enum.
#[cfg(feature = "schemars")]
#[must_use]
pub fn string_enum_schema(values: &[&str]) -> schemars::Schema {
    schemars::json_schema!({ "type": "string", "enum": values })
}

//! Properties that can be absent, null or a value, with three different meanings.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

/// A value or an explicit `null`.
///
/// A property that is optional and nullable is an `Option<Nullable<T>>`: `None` if it is absent, `Some(Null)` if it is
/// `null`. A plain `Option` does not distinguish these, so such a property uses [`deserialize`]:
///
/// ```
/// use statusful::Nullable;
///
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Patch {
///     #[serde(
///         default,
///         deserialize_with = "::statusful::nullable::deserialize",
///         skip_serializing_if = "Option::is_none"
///     )]
///     limit: Option<Nullable<u32>>,
/// }
///
/// let clear: Patch = serde_json::from_str(r#"{"limit":null}"#)?;
/// assert_eq!(clear.limit, Some(Nullable::Null));
/// let keep: Patch = serde_json::from_str("{}")?;
/// assert_eq!(keep.limit, None);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nullable<T> {
    /// An explicit `null`.
    Null,
    /// A value.
    Value(T),
}

impl<T> Nullable<T> {
    /// Returns a reference to the value, or `None` if it is null.
    pub const fn as_option(&self) -> Option<&T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// Returns the value, or `None` if it is null.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// Returns `true` if it is null.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T: Serialize> Serialize for Nullable<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_option().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Nullable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(|value| value.map_or(Self::Null, Self::Value))
    }
}

/// Deserializes a property that is present, so that `null` becomes `Some(Nullable::Null)`.
///
/// For `#[serde(default, deserialize_with = "::statusful::nullable::deserialize")]`.
pub fn deserialize<'de, T, D>(deserializer: D) -> Result<Option<Nullable<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Nullable::deserialize(deserializer).map(Some)
}

/// Deserializes a property that can be `null` but not absent. serde's derive alone would accept an absent one.
///
/// For `#[serde(deserialize_with = "::statusful::nullable::required")]`.
pub fn required<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::deserialize(deserializer)
}

#[cfg(feature = "schemars")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Nullable<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        Option::<T>::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Option::<T>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Patch {
        #[serde(default, deserialize_with = "super::deserialize", skip_serializing_if = "Option::is_none")]
        limit: Option<Nullable<u32>>,
    }

    fn round_trip(json: &str, limit: Option<Nullable<u32>>) {
        let patch: Patch = serde_json::from_str(json).unwrap();
        assert_eq!(patch, Patch { limit });
        assert_eq!(serde_json::to_string(&patch).unwrap(), json);
    }

    #[test]
    fn absent_null_and_value_stay_apart() {
        round_trip("{}", None);
        round_trip(r#"{"limit":null}"#, Some(Nullable::Null));
        round_trip(r#"{"limit":7}"#, Some(Nullable::Value(7)));
    }

    #[test]
    fn it_converts_to_an_option() {
        assert_eq!(Nullable::from(7).as_option(), Some(&7));
        assert_eq!(Nullable::from(7).into_option(), Some(7));
        assert_eq!(Nullable::<u8>::Null.into_option(), None);
        assert!(Nullable::<u8>::Null.is_null());
    }

    #[test]
    fn a_value_of_another_type_is_an_error() {
        assert!(serde_json::from_str::<Patch>(r#"{"limit":"x"}"#).is_err());
    }
}

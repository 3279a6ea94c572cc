//! Decodes values that servers write in more than one way.
//!
//! In JSON Schema, `1.0` and `1e3` are integers (2020-12, section 6.1.1), but serde treats numbers with a point or an
//! exponent as floats. Several server frameworks omit the offset of a `date-time`, which is then read as UTC.
//!
//! Generated models use [`deserialize`] for fields of such types. Everything else is decoded as by serde: a number with
//! a fraction, or out of the range of the type, is an error.

#[cfg(feature = "chrono")]
mod date_time;
#[cfg(all(test, any(feature = "chrono", feature = "jiff")))]
mod dates;
#[cfg(feature = "jiff")]
mod timestamp;

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Unexpected, Visitor};

use crate::Nullable;

/// A type that is decoded leniently, or a container of one.
pub trait Lenient: Sized {
    /// Decodes a value.
    ///
    /// # Errors
    ///
    /// Returns the deserializer's error if the value has another type, or is out of range.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// Decodes a value leniently. For `#[serde(deserialize_with = "statusful::lenient::deserialize")]`.
///
/// ```
/// #[derive(serde::Deserialize)]
/// struct Page {
///     #[serde(deserialize_with = "statusful::lenient::deserialize")]
///     offsets: Vec<i64>,
/// }
///
/// let page: Page = serde_json::from_str(r#"{"offsets":[1, 2.0, 1e3]}"#)?;
/// assert_eq!(page.offsets, [1, 2, 1000]);
/// assert!(serde_json::from_str::<Page>(r#"{"offsets":[2.5]}"#).is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Errors
///
/// Returns the deserializer's error if the value has another type, or is out of range.
pub fn deserialize<'de, T: Lenient, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::read(deserializer)
}

/// Decodes a property that is present, so that `null` becomes `Some(Nullable::Null)`. For `#[serde(default,
/// deserialize_with = "statusful::lenient::present")]`.
///
/// # Errors
///
/// Returns the deserializer's error if the value has another type, or is out of range.
pub fn present<'de, T: Lenient, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Nullable<T>>, D::Error> {
    Nullable::deserialize(deserializer).map(|value: Nullable<LenientValue<T>>| match value {
        Nullable::Null => Some(Nullable::Null),
        Nullable::Value(LenientValue(value)) => Some(Nullable::Value(value)),
    })
}

/// A value whose `Deserialize` uses [`Lenient`].
pub(crate) struct LenientValue<T>(pub(crate) T);

impl<'de, T: Lenient> Deserialize<'de> for LenientValue<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}

impl<T: Lenient> Lenient for Option<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(|value| value.map(|LenientValue(value)| value))
    }
}

impl<T: Lenient> Lenient for Vec<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The allocation is reused, because `LenientValue` has the layout of its value.
        let values: Vec<LenientValue<T>> = Vec::deserialize(deserializer)?;
        Ok(values.into_iter().map(|LenientValue(value)| value).collect())
    }
}

impl<T: Lenient> Lenient for BTreeMap<String, T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MapVisitor(PhantomData))
    }
}

struct MapVisitor<T>(PhantomData<fn() -> T>);

impl<'de, T: Lenient> Visitor<'de> for MapVisitor<T> {
    type Value = BTreeMap<String, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut values = BTreeMap::new();
        while let Some((name, LenientValue(value))) = map.next_entry()? {
            values.insert(name, value);
        }
        Ok(values)
    }
}

/// Implements `Lenient` for integers, given the type and its range as floats. `i64::MAX` and `u64::MAX` are not floats,
/// so the end of each range is the first number beyond it.
macro_rules! integers {
    ($($integer:ident $least:literal $beyond:literal;)+) => {
        $(impl Lenient for $integer {
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct IntegerVisitor;

                impl Visitor<'_> for IntegerVisitor {
                    type Value = $integer;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str(stringify!($integer))
                    }

                    fn visit_i64<E: Error>(self, value: i64) -> Result<$integer, E> {
                        value.try_into().map_err(|_| E::invalid_value(Unexpected::Signed(value), &self))
                    }

                    fn visit_u64<E: Error>(self, value: u64) -> Result<$integer, E> {
                        value.try_into().map_err(|_| E::invalid_value(Unexpected::Unsigned(value), &self))
                    }

                    #[expect(clippy::cast_possible_truncation, reason = "it is whole, and in range")]
                    #[allow(clippy::cast_sign_loss, reason = "it is in range")]
                    fn visit_f64<E: Error>(self, value: f64) -> Result<$integer, E> {
                        if value.fract() != 0.0 {
                            return Err(E::invalid_type(Unexpected::Float(value), &self));
                        }
                        if !($least..$beyond).contains(&value) {
                            return Err(E::invalid_value(Unexpected::Float(value), &self));
                        }
                        Ok(value as $integer)
                    }
                }

                // If an integer were requested, serde's buffer for flattened properties would reject floats.
                deserializer.deserialize_any(IntegerVisitor)
            }
        })+
    };
}

integers! {
    i32 -2_147_483_648.0 2_147_483_648.0;
    i64 -9_223_372_036_854_775_808.0 9_223_372_036_854_775_808.0;
    u32 0.0 4_294_967_296.0;
    u64 0.0 18_446_744_073_709_551_616.0;
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use super::*;
    use crate::decode;

    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Patch {
        #[serde(default, deserialize_with = "super::present")]
        limit: Option<Nullable<u32>>,
    }

    fn read<T: Lenient>(json: &str) -> Result<T, String> {
        decode::json(json.as_bytes()).map(|LenientValue(value)| value).map_err(|cause| cause.message)
    }

    fn reads<T: Lenient + Debug + PartialEq>(json: &str, expected: T) {
        assert_eq!(read::<T>(json), Ok(expected), "{json}");
    }

    #[test]
    fn whole_numbers_are_integers() {
        for json in ["1000", "1000.0", "1e3", "1E+3", "100000e-2"] {
            reads(json, 1000_i32);
            reads(json, 1000_i64);
            reads(json, 1000_u32);
            reads(json, 1000_u64);
        }
        reads("-0.0", 0_u64);
        reads("-3.0", -3_i32);
        reads("9223372036854775807", i64::MAX);
        reads("-9.223372036854775808e18", i64::MIN);
        reads("18446744073709551615", u64::MAX);
        reads("4294967295.0", u32::MAX);
    }

    #[test]
    fn fractions_and_numbers_beyond_the_range_are_errors() {
        let fails = |result: Result<_, String>, message: &str| assert_eq!(result.unwrap_err(), message);
        fails(read::<i64>("1.5").map(|_| ()), "invalid type: floating point, expected i64");
        fails(read::<i32>("2147483648.0").map(|_| ()), "invalid value: floating point, expected i32");
        fails(read::<i32>("2147483648").map(|_| ()), "invalid value: integer, expected i32");
        fails(read::<i64>("9223372036854775808.0").map(|_| ()), "invalid value: floating point, expected i64");
        fails(read::<u64>("-1.0").map(|_| ()), "invalid value: floating point, expected u64");
        fails(read::<u32>("\"1\"").map(|_| ()), "invalid type: string, expected u32");
        fails(read::<u64>("18446744073709551616").map(|_| ()), "invalid value: floating point, expected u64");
    }

    #[test]
    fn containers_are_lenient_inside() {
        reads("[1.0,null,2]", vec![Some(1_u32), None, Some(2)]);
        reads(r#"{"a":[1e1]}"#, BTreeMap::from([("a".to_owned(), vec![10_i64])]));
        assert_eq!(read::<Vec<i32>>("{}").unwrap_err(), "invalid type: map, expected a sequence");
        assert_eq!(read::<BTreeMap<String, i32>>("[]").unwrap_err(), "invalid type: sequence, expected a map");
    }

    #[test]
    fn flattened_properties_are_lenient() {
        #[derive(serde::Deserialize)]
        struct Open {
            #[serde(flatten, deserialize_with = "super::deserialize")]
            rest: BTreeMap<String, i32>,
        }
        let open: Open = serde_json::from_str(r#"{"a":1.0,"b":-2}"#).unwrap();
        assert_eq!(open.rest, BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), -2)]));
    }

    #[test]
    fn absent_null_and_value_are_different() {
        for (json, limit) in
            [("{}", None), (r#"{"limit":null}"#, Some(Nullable::Null)), (r#"{"limit":7.0}"#, Some(Nullable::Value(7)))]
        {
            assert_eq!(serde_json::from_str::<Patch>(json).unwrap(), Patch { limit });
        }
    }
}

//! Structs as tables of properties, which are serialized as JSON objects.
//!
//! serde's derive generates a visitor for each struct. With [`object!`](crate::object!), all structs share one, and
//! each has only the table of its properties. This compiles in a fraction of the time, and decodes as fast.

mod additional;
mod entries;
mod keys;
mod presence;

pub use additional::{rest, rest_lenient};
pub use entries::{Entries, write};
pub use keys::{Keys, Names, Object, read};
pub use presence::{
    optional, optional_lenient, optional_nullable, optional_nullable_lenient, required, required_lenient,
};

/// Implements `Deserialize`, `Serialize` or both for a struct, given the table of its properties.
///
/// Each field has a rule for absent values, and the names of its property. It is serialized with the first name.
///
/// | | absent | `null` | type of the field |
/// | --- | --- | --- | --- |
/// | `required` | an error | depends on the type | any |
/// | `optional` | `None` | `None` | `Option<T>` |
/// | `optional_nullable` | `None` | `Some(Nullable::Null)` | `Option<Nullable<T>>` |
///
/// With the suffix `_lenient`, values are deserialized with [`Lenient`](crate::lenient::Lenient). Additional properties
/// are ignored, unless a map for them follows the other fields: `..field: rest`, or `..field: rest_lenient`. An object
/// with a repeated property is an error (RFC 7493, section 2.3), and so is a JSON array, for any struct.
///
/// ```
/// use statusful::Nullable;
///
/// #[derive(Debug, PartialEq)]
/// struct Key {
///     key_name: String,
///     uses: Option<u32>,
///     limit: Option<Nullable<u32>>,
///     rest: serde_json::Map<String, serde_json::Value>,
/// }
///
/// statusful::object! {
///     Key: Serialize + Deserialize {
///         key_name: required "keyName" | "name", uses: optional_lenient "uses",
///         limit: optional_nullable "limit",
///     } ..rest: rest
/// }
///
/// let key: Key = serde_json::from_str(r#"{"name":"ci","uses":2.0,"limit":null,"more":true}"#)?;
/// assert_eq!((key.key_name.as_str(), key.uses, key.limit), ("ci", Some(2), Some(Nullable::Null)));
/// assert_eq!(serde_json::to_string(&key)?, r#"{"keyName":"ci","uses":2,"limit":null,"more":true}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// If only `Deserialize` or `Serialize` is listed, the other one requires the feature `full-serde` of the crate that
/// uses the macro.
///
/// [`setters!`](crate::setters) defines the methods that set optional fields.
#[macro_export]
macro_rules! object {
    ($name:ident: Deserialize $($table:tt)+) => {
        $crate::__read_object! { $name $($table)+ }
        #[cfg(feature = "full-serde")]
        $crate::__write_object! { $name $($table)+ }
    };
    ($name:ident: Serialize + Deserialize $($table:tt)+) => {
        $crate::__read_object! { $name $($table)+ }
        $crate::__write_object! { $name $($table)+ }
    };
    ($name:ident: Serialize $($table:tt)+) => {
        $crate::__write_object! { $name $($table)+ }
        #[cfg(feature = "full-serde")]
        $crate::__read_object! { $name $($table)+ }
    };
}

/// Implements `Deserialize`. It uses `?` sparingly and untyped slots, which reduces compile times.
#[doc(hidden)]
#[macro_export]
macro_rules! __read_object {
    ($name:ident {
        $($field:ident: $presence:ident $wire:literal $(| $alias:literal)*),* $(,)?
    } $(..$rest:ident: $reader:ident)?) => {
        impl<'de> $crate::object::Object<'de> for $name {
            const NAMES: $crate::object::Names = &[$(($wire, &[$($alias),*])),*];

            fn read<__A: $crate::__private::serde::de::MapAccess<'de>>(
                mut keys: $crate::object::Keys<'de, __A>,
            ) -> ::core::result::Result<Self, __A::Error> {
                #[allow(non_camel_case_types, clippy::allow_attributes)]
                enum Index { $($field,)* }
                $(let mut $field = ::core::option::Option::None;)*
                $(let mut $rest = ::core::default::Default::default();)?
                while let ::core::option::Option::Some(index) =
                    $crate::__next_key!(keys $($rest $reader)?)?
                {
                    match index {
                        $(index if index == Index::$field as usize => {
                            $crate::object::$presence::read(&mut keys, &mut $field)
                        })*
                        _ => ::core::result::Result::Ok(()),
                    }?;
                }
                ::core::result::Result::Ok(Self {
                    $($field: $crate::object::$presence::take($field, $wire)?,)*
                    $($rest,)?
                })
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<__D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                $crate::object::read(deserializer)
            }
        }
    };
}

/// Returns the index of the next property in the table. Others are ignored, or added to the map for them.
#[doc(hidden)]
#[macro_export]
macro_rules! __next_key {
    ($keys:ident) => {
        $keys.next_known()
    };
    ($keys:ident $rest:ident $reader:ident) => {
        $keys.next_known_or(|name, map| $crate::object::$reader::read(name, map, &mut $rest))
    };
}

/// Implements `Serialize`.
#[doc(hidden)]
#[macro_export]
macro_rules! __write_object {
    ($name:ident {
        $($field:ident: $presence:ident $wire:literal $(| $alias:literal)*),* $(,)?
    } $(..$rest:ident: $reader:ident)?) => {
        impl $crate::__private::serde::Serialize for $name {
            fn serialize<__S: $crate::__private::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                $crate::object::write(serializer, |_entries| {
                    $($crate::object::$presence::write(_entries, $wire, &self.$field)?;)*
                    $($crate::object::$reader::write(_entries, &self.$rest)?;)?
                    ::core::result::Result::Ok(())
                })
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::{Nullable, decode};

    #[derive(Debug, PartialEq)]
    struct Key {
        id: u8,
        name: Option<String>,
        limit: Option<Nullable<u32>>,
        owner: Option<String>,
    }

    crate::__read_object! { Key {
        id: required "id" | "ID", name: optional "name", limit: optional_nullable_lenient "limit",
        owner: required "owner",
    } }

    #[derive(Debug, PartialEq)]
    struct Open {
        id: i64,
        rest: BTreeMap<String, i64>,
    }

    crate::__read_object! { Open { id: required_lenient "id" } ..rest: rest_lenient }
    crate::__write_object! { Open { id: required_lenient "id" } ..rest: rest_lenient }

    fn read(json: &str) -> Result<Key, String> {
        decode::json(json.as_bytes()).map_err(|error| format!("{} at {}", error.message, error.location.unwrap().path))
    }

    #[test]
    fn properties_are_read_in_any_order() {
        let key = Key { id: 1, name: Some("n".to_owned()), limit: Some(Nullable::Value(2)), owner: None };
        assert_eq!(read(r#"{"id":1,"name":"n","limit":2,"owner":null}"#), Ok(key));
        let key = Key { id: 1, name: None, limit: Some(Nullable::Null), owner: Some("o".to_owned()) };
        assert_eq!(read(r#"{"owner":"o","more":[{}],"limit":null,"name":null,"ID":1}"#), Ok(key));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        let message = |json: &str| read(json).unwrap_err();
        assert_eq!(message(r#"{"id":1}"#), "missing field `owner` at .");
        assert_eq!(message(r#"{"id":"x","owner":null}"#), "invalid type: string, expected u8 at .id");
        assert_eq!(message(r#"{"id":1,"ID":2,"owner":null}"#), "duplicate field `id` at .");
        let open = decode::json::<Open>(br#"{"id":"x"}"#).unwrap_err();
        assert_eq!(open.location.unwrap().path, ".id");
        let open = decode::json::<Open>(br#"{"id":1,"secret":"x"}"#).unwrap_err();
        assert_eq!(open.location.unwrap().path, ".*");
        assert_eq!(message("[1,null,null,null]"), "invalid type: sequence, expected an object at .");
    }

    #[test]
    fn other_properties_are_read_into_a_map() {
        let open: Open = serde_json::from_str(r#"{"a":1.0,"id":2,"b":-3}"#).unwrap();
        assert_eq!(open, Open { id: 2, rest: BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), -3)]) });
        assert_eq!(serde_json::to_string(&open).unwrap(), r#"{"id":2,"a":1,"b":-3}"#);
    }
}

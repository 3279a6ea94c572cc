//! Unions: decodes a JSON value as one of several types.
//!
//! If a property of the value names the type, that type is decoded. Otherwise the best fit is decoded: the type whose
//! required properties are present, and that knows most of the properties of the value.

use std::fmt::Display;

use serde_json::Value;

/// The shape of the JSON values of a variant.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// The kind of JSON value.
    pub kind: JsonKind,
    /// The required properties of an object.
    pub required: &'static [&'static str],
    /// The known properties of an object.
    pub known: &'static [&'static str],
}

/// The kind of a JSON value, from specific to general.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names of JSON, and of JSON Schema for its parts")]
#[allow(non_camel_case_types, reason = "generated code writes them as JSON Schema does")]
pub enum JsonKind {
    boolean,
    integer,
    number,
    /// A string of a format, or of a list of values.
    format,
    string,
    array,
    object,
    any,
}

impl JsonKind {
    fn admits(self, value: &Value) -> bool {
        match self {
            Self::boolean => value.is_boolean(),
            // `1.0` is an integer too (JSON Schema 2020-12, section 6.1.1).
            Self::integer => value.as_f64().is_some_and(|number| number.fract() == 0.0),
            Self::number => value.is_number(),
            Self::format | Self::string => value.is_string(),
            Self::array => value.is_array(),
            Self::object => value.is_object(),
            Self::any => true,
        }
    }
}

/// Decodes a value as one variant of a union.
pub type VariantDecoder<T, E> = fn(&Value) -> Result<T, E>;

/// Decodes a value as the first variant that takes it, the best fit first.
///
/// # Errors
///
/// When no variant takes it: the message of the best fit of its JSON type, if there is one.
pub fn first_fit<T, E: Display>(
    name: &str,
    value: &Value,
    shapes: &[Shape],
    attempts: &[VariantDecoder<T, E>],
) -> Result<T, String> {
    let mut candidates: Vec<_> = shapes.iter().zip(attempts).filter(|(shape, _)| shape.kind.admits(value)).collect();
    // The sort is stable: equally good fits keep the document's order.
    candidates.sort_by_key(|(shape, _)| misfit(value, shape));
    let mut message = None;
    for (_, attempt) in candidates {
        match attempt(value) {
            Ok(union) => return Ok(union),
            Err(error) => message = message.or_else(|| Some(error.to_string())),
        }
    }
    Err(message.unwrap_or_else(|| format!("no variant of {name} fits")))
}

/// How badly a shape fits: the number of missing properties, then that of unknown ones, then how general its kind is.
fn misfit(value: &Value, shape: &Shape) -> (usize, usize, JsonKind) {
    let Some(properties) = value.as_object() else { return (0, 0, shape.kind) };
    let missing = shape.required.iter().filter(|name| !properties.contains_key(**name)).count();
    let unknown = properties.keys().filter(|name| !shape.known.contains(&name.as_str())).count();
    (missing, unknown, shape.kind)
}

/// Implements `Deserialize` for an enum whose variants each contain a type.
///
/// By a property that names the type. A value with any other name is kept in `Unknown`:
///
/// ```
/// # #[derive(Debug, PartialEq, serde::Deserialize)] struct Cat { lives: u8 }
/// # #[derive(Debug, PartialEq, serde::Deserialize)] struct Dog { tricks: Vec<String> }
/// #[derive(Debug, PartialEq)]
/// enum Pet {
///     Cat(Cat),
///     Dog(Dog),
///     Unknown(serde_json::Value),
/// }
/// statusful::union! { Pet by "kind" { Cat(Cat) => ["cat", "tom"], Dog(Dog) => ["dog"] } }
///
/// let pet: Pet = serde_json::from_str(r#"{"kind":"tom","lives":9}"#).unwrap();
/// assert_eq!(pet, Pet::Cat(Cat { lives: 9 }));
/// ```
///
/// Or by shape: the kind of JSON value and, for objects, the required and the known properties:
///
/// ```
/// # #[derive(Debug, PartialEq, serde::Deserialize)] struct Leaf { text: String }
/// #[derive(Debug, PartialEq)]
/// enum Item {
///     Text(String),
///     Leaf(Leaf),
/// }
/// statusful::union! { Item { Text(String): string [] [], Leaf(Leaf): object ["text"] ["text"] } }
///
/// assert_eq!(serde_json::from_str::<Item>(r#""a""#).unwrap(), Item::Text("a".to_owned()));
/// ```
///
/// A type that is followed by `as lenient` is read by [`Lenient`](crate::lenient::Lenient).
#[macro_export]
macro_rules! union {
    ($name:ident by $tag:literal { $($variant:ident($ty:ty $(as $lenient:ident)?) => [$($value:literal),+ $(,)?]),+ $(,)? }) => {
        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<__D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                // Models have names of their own, such as `Error` or `D`, so that nothing is imported here.
                let value = <$crate::__private::serde_json::Value as $crate::__private::serde::Deserialize>::deserialize(
                    deserializer,
                )?;
                match value.get($tag).and_then($crate::__private::serde_json::Value::as_str) {
                    $(::core::option::Option::Some($($value)|+) => {
                        $crate::__read!($ty $(as $lenient)?, &value)
                            .map(Self::$variant)
                            .map_err(<__D::Error as $crate::__private::serde::de::Error>::custom)
                    })+
                    _ => ::core::result::Result::Ok(Self::Unknown(value)),
                }
            }
        }
    };
    ($name:ident {
        $($variant:ident($ty:ty $(as $lenient:ident)?): $kind:ident [$($required:literal),* $(,)?] [$($known:literal),* $(,)?]),+ $(,)?
    }) => {
        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<__D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                let value = <$crate::__private::serde_json::Value as $crate::__private::serde::Deserialize>::deserialize(
                    deserializer,
                )?;
                let shapes = [$($crate::union::Shape {
                    kind: $crate::union::JsonKind::$kind,
                    required: &[$($required),*],
                    known: &[$($known),*],
                }),+];
                $crate::union::first_fit(::core::stringify!($name), &value, &shapes, &[
                    $(|value| $crate::__read!($ty $(as $lenient)?, value).map(Self::$variant)),+
                ])
                .map_err(<__D::Error as $crate::__private::serde::de::Error>::custom)
            }
        }
    };
}

/// Reads a type from a deserializer.
#[doc(hidden)]
#[macro_export]
macro_rules! __read {
    ($ty:ty, $from:expr) => {
        <$ty as $crate::__private::serde::Deserialize>::deserialize($from)
    };
    ($ty:ty as lenient, $from:expr) => {
        <$ty as $crate::lenient::Lenient>::read($from)
    };
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Small {
        id: u8,
    }

    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Large {
        id: u8,
        name: Option<String>,
    }

    #[derive(Debug, PartialEq)]
    enum Shaped {
        Number(f64),
        Integer(i64),
        Small(Small),
        Large(Large),
        List(Vec<String>),
    }

    crate::union! { Shaped {
        Number(f64): number [] [],
        Integer(i64 as lenient): integer [] [],
        Small(Small): object ["id"] ["id"],
        Large(Large): object ["id"] ["id", "name"],
        List(Vec<String>): array [] [],
    } }

    #[derive(Debug, PartialEq)]
    enum Tagged {
        Small(Small),
        Large(Large),
        Unknown(Value),
    }

    crate::union! { Tagged by "type" { Small(Small) => ["small", "s"], Large(Large) => ["large"] } }

    fn shaped(value: Value) -> Option<Shaped> {
        serde_json::from_value(value).ok()
    }

    #[test]
    fn the_best_fit_is_decoded() {
        assert_eq!(shaped(json!(1)), Some(Shaped::Integer(1)));
        assert_eq!(shaped(json!(2.0)), Some(Shaped::Integer(2)));
        assert_eq!(shaped(json!(1.5)), Some(Shaped::Number(1.5)));
        assert_eq!(shaped(json!({"id": 1})), Some(Shaped::Small(Small { id: 1 })));
        let large = Large { id: 1, name: Some("n".to_owned()) };
        assert_eq!(shaped(json!({"id": 1, "name": "n"})), Some(Shaped::Large(large)));
        assert_eq!(shaped(json!({"id": 1, "name": 2})), Some(Shaped::Small(Small { id: 1 })));
        assert_eq!(shaped(json!(["a"])), Some(Shaped::List(vec!["a".to_owned()])));
        for unfit in [json!(null), json!("a"), json!([1]), json!({}), json!(true)] {
            assert_eq!(shaped(unfit), None);
        }
    }

    #[test]
    fn the_variant_of_the_tag_is_decoded() {
        let tagged = |value: Value| serde_json::from_value::<Tagged>(value);
        assert_eq!(tagged(json!({"type": "s", "id": 1})).unwrap(), Tagged::Small(Small { id: 1 }));
        assert_eq!(tagged(json!({"type": "large", "id": 1})).unwrap(), Tagged::Large(Large { id: 1, name: None }));
        assert!(tagged(json!({"type": "small"})).is_err());
        let unknown = json!({"type": "new", "id": 1});
        assert_eq!(tagged(unknown.clone()).unwrap(), Tagged::Unknown(unknown));
        assert_eq!(tagged(json!(5)).unwrap(), Tagged::Unknown(json!(5)));
    }
}

//! The macros of unions.

/// Implements `Deserialize`, `Serialize` or both for an enum whose variants each contain a type.
///
/// If a property selects the variant, values with an unknown name are kept in `Unknown`. A variant whose property is
/// optional also has a shape, for values without the property. A variant whose type does not have the property is
/// serialized with it (`adding`):
///
/// ```
/// # #[derive(Debug, PartialEq)] struct Cat { lives: u8 }
/// # #[derive(Debug, PartialEq)] struct Dog { tricks: Vec<String> }
/// # statusful::object! { Cat: Serialize + Deserialize { lives: required "lives" } }
/// # statusful::object! { Dog: Serialize + Deserialize { tricks: required "tricks" } }
/// #[derive(Debug, PartialEq)]
/// enum Pet {
///     Cat(Cat),
///     Dog(Dog),
///     Unknown(serde_json::Value),
/// }
/// statusful::union! { Pet: Serialize + Deserialize by "kind" {
///     Cat(Cat) => adding [Text("cat"), Text("tom")],
///     Dog(Dog) => [Text("dog")] or Object(required(&["tricks"]).optional(&["kind"])),
/// } }
///
/// let pet: Pet = serde_json::from_str(r#"{"kind":"tom","lives":9}"#).unwrap();
/// assert_eq!(pet, Pet::Cat(Cat { lives: 9 }));
/// assert_eq!(serde_json::to_value(&pet).unwrap(), serde_json::json!({ "kind": "cat", "lives": 9 }));
/// let pet: Pet = serde_json::from_str(r#"{"tricks":[]}"#).unwrap();
/// assert_eq!(pet, Pet::Dog(Dog { tricks: vec![] }));
/// ```
///
/// Otherwise, the shape of the value selects the variant:
///
/// ```
/// # #[derive(Debug, PartialEq)] struct Leaf { text: String }
/// # statusful::object! { Leaf: Serialize + Deserialize { text: required "text" } }
/// #[derive(Debug, PartialEq)]
/// enum Item {
///     Text(String),
///     Leaf(Leaf),
/// }
/// statusful::union! { Item: Serialize + Deserialize {
///     Text(String): String,
///     Leaf(Leaf): Object(required(&["text"])),
/// } }
///
/// assert_eq!(serde_json::from_str::<Item>(r#""a""#).unwrap(), Item::Text("a".to_owned()));
/// ```
///
/// A type followed by `as lenient` is deserialized with [`Lenient`](crate::lenient::Lenient).
///
/// With `or Unknown` before the variants, a value that matches none of their constants is kept in `Unknown`.
///
/// If only `Deserialize` or `Serialize` is listed, the other one requires the feature `full-serde` of the crate that
/// uses the macro.
#[macro_export]
macro_rules! union {
    ($name:ident: Serialize + Deserialize $($variants:tt)+) => {
        $crate::__read_union! { $name $($variants)+ }
        $crate::__write_union! { $name $($variants)+ }
    };
    ($name:ident: Deserialize $($variants:tt)+) => {
        $crate::__read_union! { $name $($variants)+ }
        #[cfg(feature = "full-serde")]
        $crate::__write_union! { $name $($variants)+ }
    };
    ($name:ident: Serialize $($variants:tt)+) => {
        $crate::__write_union! { $name $($variants)+ }
        #[cfg(feature = "full-serde")]
        $crate::__read_union! { $name $($variants)+ }
    };
}

/// Implements `Deserialize`.
#[doc(hidden)]
#[macro_export]
macro_rules! __read_union {
    ($name:ident by $tag:literal {
        $($variant:ident($ty:ty $(as $lenient:ident)?) => $($adding:ident)? [$($value:expr),+ $(,)?] $(or $absent:expr)?),+
        $(,)?
    }) => {
        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<__D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                // Models may be named `Error` or `D`, so nothing is imported here.
                let value = <$crate::__private::serde_json::Value as $crate::__private::serde::Deserialize>::deserialize(
                    deserializer,
                )?;
                let Some(tag) = value.get($tag).filter(|tag| !tag.is_null()) else {
                    return $crate::union::by_shape(::core::stringify!($name), &value, &[
                        $($(($crate::shape!($absent), |value: &_| {
                            $crate::__read!($ty, value).map(Self::$variant)
                        }),)?)+
                    ], ::core::option::Option::Some(Self::Unknown))
                    .map_err(<__D::Error as $crate::__private::serde::de::Error>::custom);
                };
                $(
                    if $crate::constants!($($value),+).iter().any(|constant| constant.is(tag)) {
                        return $crate::__read!($ty $(as $lenient)?, &value)
                            .map(Self::$variant)
                            .map_err(<__D::Error as $crate::__private::serde::de::Error>::custom);
                    }
                )+
                ::core::result::Result::Ok(Self::Unknown(value))
            }
        }
    };
    ($name:ident { $($variants:tt)+ }) => {
        $crate::__read_union! { @shapes $name (::core::option::Option::None) { $($variants)+ } }
    };
    ($name:ident or Unknown { $($variants:tt)+ }) => {
        $crate::__read_union! { @shapes $name (::core::option::Option::Some(Self::Unknown)) { $($variants)+ } }
    };
    (@shapes $name:ident ($unknown:expr) {
        $($variant:ident($ty:ty $(as $lenient:ident)?): $shape:expr),+ $(,)?
    }) => {
        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<__D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                let value = <$crate::__private::serde_json::Value as $crate::__private::serde::Deserialize>::deserialize(
                    deserializer,
                )?;
                $crate::union::by_shape(::core::stringify!($name), &value, &[
                    $(($crate::shape!($shape), |value: &_| {
                        $crate::__read!($ty $(as $lenient)?, value).map(Self::$variant)
                    })),+
                ], $unknown)
                .map_err(<__D::Error as $crate::__private::serde::de::Error>::custom)
            }
        }
    };
}

/// Implements `Serialize`.
#[doc(hidden)]
#[macro_export]
macro_rules! __write_union {
    ($name:ident by $tag:literal {
        $($variant:ident($($ty:tt)+) => $($adding:ident)? [$($value:expr),+ $(,)?] $(or $absent:expr)?),+ $(,)?
    }) => {
        impl $crate::__private::serde::Serialize for $name {
            fn serialize<__S: $crate::__private::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                match self {
                    $(Self::$variant(value) => {
                        $crate::__write_variant!(value, serializer, $tag, [$($value),+] $($adding)?)
                    })+
                    Self::Unknown(value) => $crate::__private::serde::Serialize::serialize(value, serializer),
                }
            }
        }
    };
    ($name:ident { $($variant:ident($($ty:tt)+): $shape:expr),+ $(,)? }) => {
        $crate::__write_union! { @variants $name { $($variant,)+ } }
    };
    ($name:ident or Unknown { $($variant:ident($($ty:tt)+): $shape:expr),+ $(,)? }) => {
        $crate::__write_union! { @variants $name { $($variant,)+ Unknown, } }
    };
    (@variants $name:ident { $($variant:ident,)+ }) => {
        impl $crate::__private::serde::Serialize for $name {
            fn serialize<__S: $crate::__private::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                match self {
                    $(Self::$variant(value) => $crate::__private::serde::Serialize::serialize(value, serializer),)+
                }
            }
        }
    };
}

/// Serializes a variant, and adds the property that selects it if its type does not have it.
#[doc(hidden)]
#[macro_export]
macro_rules! __write_variant {
    ($value:ident, $serializer:ident, $tag:literal, $constants:tt) => {
        $crate::__private::serde::Serialize::serialize($value, $serializer)
    };
    ($value:ident, $serializer:ident, $tag:literal, [$($constant:expr),+] adding) => {
        $crate::union::with_tag($value, $tag, $crate::constants!($($constant),+), $serializer)
    };
}

/// Implements `From` for the types that only one variant of an enum contains, and for `&str` in addition to `String`.
///
/// ```
/// #[derive(Debug, PartialEq)]
/// enum Id {
///     Number(u64),
///     Name(String),
/// }
/// statusful::from! { Id { Number(u64), Name(String) } }
///
/// assert_eq!(Id::from(7), Id::Number(7));
/// assert_eq!(Id::from("a"), Id::Name("a".to_owned()));
/// ```
#[macro_export]
macro_rules! from {
    ($name:ident { $($variant:ident($($ty:tt)+)),+ $(,)? }) => {
        $($crate::__from! { $name $variant $($ty)+ })+
    };
}

/// Implements `From` for the type of a variant.
#[doc(hidden)]
#[macro_export]
macro_rules! __from {
    ($name:ident $variant:ident String) => {
        impl ::core::convert::From<::std::string::String> for $name {
            fn from(value: ::std::string::String) -> Self {
                Self::$variant(value)
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(value: &str) -> Self {
                Self::$variant(::std::borrow::ToOwned::to_owned(value))
            }
        }
    };
    ($name:ident $variant:ident $ty:ty) => {
        impl ::core::convert::From<$ty> for $name {
            fn from(value: $ty) -> Self {
                Self::$variant(value)
            }
        }
    };
}

/// Deserializes a type.
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

/// Evaluates a shape with the names of this module, without hiding the names of models around it.
#[doc(hidden)]
#[macro_export]
macro_rules! shape {
    ($shape:expr) => {{
        #[allow(unused_imports, clippy::allow_attributes)]
        use $crate::union::{Constant::*, Shape, Shape::*, parses, reads, required};
        const SHAPE: Shape = $shape;
        SHAPE
    }};
}

/// Evaluates constants with the names of this module.
#[doc(hidden)]
#[macro_export]
macro_rules! constants {
    ($($value:expr),+) => {{
        #[allow(unused_imports, clippy::allow_attributes)]
        use $crate::union::{Constant, Constant::*};
        const CONSTANTS: &[Constant] = &[$($value),+];
        CONSTANTS
    }};
}

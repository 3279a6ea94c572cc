//! Structs with one unnamed field, which are serialized and deserialized like that field.

/// Implements `Deserialize`, `Serialize` or both for a struct with one unnamed field, by delegating to that field.
///
/// ```
/// #[derive(Debug, PartialEq)]
/// struct Offsets(Vec<i64>);
/// statusful::newtype! { Offsets as lenient: Serialize + Deserialize }
///
/// assert_eq!(serde_json::from_str::<Offsets>("[1, 2.0]").unwrap(), Offsets(vec![1, 2]));
/// ```
///
/// A type followed by `as lenient` is deserialized with [`Lenient`](crate::lenient::Lenient).
///
/// If only `Deserialize` or `Serialize` is listed, the other one requires the feature `full-serde` of the crate that
/// uses the macro.
#[macro_export]
macro_rules! newtype {
    ($name:ident $(as $lenient:ident)?: Serialize + Deserialize) => {
        $crate::__read_newtype! { $name $($lenient)? }
        $crate::__write_newtype! { $name }
    };
    ($name:ident $(as $lenient:ident)?: Deserialize) => {
        $crate::__read_newtype! { $name $($lenient)? }
        #[cfg(feature = "full-serde")]
        $crate::__write_newtype! { $name }
    };
    ($name:ident $(as $lenient:ident)?: Serialize) => {
        $crate::__write_newtype! { $name }
        #[cfg(feature = "full-serde")]
        $crate::__read_newtype! { $name $($lenient)? }
    };
}

/// Implements `Deserialize`.
#[doc(hidden)]
#[macro_export]
macro_rules! __read_newtype {
    ($name:ident $($lenient:ident)?) => {
        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<__D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                $crate::__read!(_ $(as $lenient)?, deserializer).map(Self)
            }
        }
    };
}

/// Implements `Serialize`.
#[doc(hidden)]
#[macro_export]
macro_rules! __write_newtype {
    ($name:ident) => {
        impl $crate::__private::serde::Serialize for $name {
            fn serialize<__S: $crate::__private::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                $crate::__private::serde::Serialize::serialize(&self.0, serializer)
            }
        }
    };
}

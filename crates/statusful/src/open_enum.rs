//! String enums that keep unknown values.

/// A value of an open enum that was not in the document when the client was generated.
///
/// It cannot be created by hand, so `Unknown` never contains a value that has its own variant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    /// Returns the value as received.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Creates a value. Only for [`open_enum!`](crate::open_enum).
    #[doc(hidden)]
    pub fn __new(value: &str) -> Self {
        Self(value.into())
    }
}

/// Defines a string enum that round-trips every value: each variant has a value on the wire, and `Unknown` contains any
/// other value.
///
/// The enum is `#[non_exhaustive]`. Each variant is documented by its value, unless variants have attributes, which all
/// of them must have in that case. The enum implements `as_str`, `From<&str>`, `From<String>`, `FromStr`, `Display`,
/// `AsRef<str>`, `PartialEq<str>`, `Debug`, `Clone`, `Eq`, `Hash`, `Serialize` and `Deserialize`, and `JsonSchema` with
/// the feature `schemars`.
///
/// ```
/// statusful::open_enum! {
///     /// How a code challenge is derived.
///     pub enum CodeChallengeMethod { S256 => "S256", Plain => "plain" }
/// }
///
/// assert_eq!(CodeChallengeMethod::from("plain"), CodeChallengeMethod::Plain);
/// assert_eq!(CodeChallengeMethod::from("S512").as_str(), "S512");
/// ```
#[macro_export]
macro_rules! open_enum {
    ($(#[$attribute:meta])* pub enum $name:ident { $($variant:ident => $value:literal),* $(,)? }) => {
        $crate::open_enum! {
            $(#[$attribute])*
            pub enum $name { $(#[doc = ::core::concat!("`", $value, "`")] $variant => $value),* }
        }
    };
    ($(#[$attribute:meta])* pub enum $name:ident {
        $($(#[$of_variant:meta])+ $variant:ident => $value:literal),* $(,)?
    }) => {
        $(#[$attribute])*
        #[derive(Debug, Clone)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$of_variant])+ $variant,)*
            /// A value that the document does not list. Match it with `_`, because a later version may list it.
            Unknown($crate::UnknownValue),
        }

        // Variants have distinct values, and `Unknown` has the value of none of them.
        impl ::core::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl ::core::cmp::Eq for $name {}

        impl ::core::hash::Hash for $name {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(self.as_str(), state);
            }
        }

        impl $name {
            /// Returns the value on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(value: &str) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::Unknown($crate::UnknownValue::__new(value)),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(value: ::std::string::String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            // A variant may be named `Err`, which would make `Self::Err` ambiguous.
            fn from_str(value: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(Self::from(value))
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::cmp::PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::deserialize_from_str(deserializer, |value| Self::from(value))
            }
        }

        $crate::__open_enum_schema! { $name { $($value),* } }
    };
}

// The feature is checked here. A `cfg` inside the macro would check the feature of the crate that uses it.
#[cfg(feature = "schemars")]
#[doc(hidden)]
#[macro_export]
macro_rules! __open_enum_schema {
    ($name:ident { $($value:literal),* }) => {
        impl $crate::__private::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed(::core::stringify!($name))
            }

            fn schema_id() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed(::core::concat!(::core::module_path!(), "::", ::core::stringify!($name)))
            }

            fn json_schema(
                _: &mut $crate::__private::schemars::SchemaGenerator,
            ) -> $crate::__private::schemars::Schema {
                $crate::__private::string_enum_schema(&[$($value),*])
            }
        }
    };
}

#[cfg(not(feature = "schemars"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __open_enum_schema {
    ($($ignored:tt)*) => {};
}

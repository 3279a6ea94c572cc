//! String enums that keep values they do not know.

/// The value of an open enum that the document did not have when the client was generated.
///
/// It cannot be made by hand, so an `Unknown` never holds a value that has a variant of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    /// The value as it was received.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// For [`open_enum!`](crate::open_enum) alone.
    #[doc(hidden)]
    pub fn __new(value: &str) -> Self {
        Self(value.into())
    }
}

/// Defines a string enum that round-trips every value: each variant has the value that travels, and `Unknown` keeps any other.
///
/// The enum is `#[non_exhaustive]`, and each variant is documented by its value unless it has attributes of its own, which then
/// all have. It implements `as_str`, `From<&str>`, `From<String>`, `FromStr`, `Display`, `AsRef<str>`, `PartialEq<str>`,
/// `Debug`, `Clone`, `Eq`, `Hash`, `Serialize` and `Deserialize`, and `JsonSchema` with the feature `schemars`.
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
            /// A value that the document does not list. Match it with `_`: a later version may list it.
            Unknown($crate::UnknownValue),
        }

        // No variant has the value of another, and `Unknown` has the value of none.
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
            /// The value as it travels.
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

            // A variant may be called `Err`, so that `Self::Err` would be ambiguous.
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

// Whether the feature is on is decided here; a `cfg` inside the macro would ask the crate that calls it.
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

//! `variants!`: which variant of an enum of responses has which status.

/// Implements [`Variant`](crate::Variant) for variants of enums of responses, each with its status.
///
/// Each variant has one unnamed field, the body, or none.
///
/// ```
/// #[derive(Debug, PartialEq)]
/// enum CreateKeyResponse {
///     Created(String),
///     NoContent,
/// }
///
/// statusful::variants! { CreateKeyResponse { 201 => Created(String), 204 => NoContent } }
///
/// use statusful::Variant;
///
/// let response = CreateKeyResponse::Created("sk-1".to_owned());
/// assert_eq!(Variant::<201>::take(response), Ok("sk-1".to_owned()));
/// assert_eq!(Variant::<201>::take(CreateKeyResponse::NoContent), Err(CreateKeyResponse::NoContent));
/// assert_eq!(Variant::<204>::take(CreateKeyResponse::NoContent), Ok(()));
/// ```
#[macro_export]
macro_rules! variants {
    ($($name:ident { $($status:literal => $variant:ident $(($body:ty))?),* $(,)? }),* $(,)?) => {
        $($($crate::variants! { @one $name $status $variant $(($body))? })*)*
    };
    (@one $name:ident $status:literal $variant:ident) => {
        $crate::variants! { @impl $name $status (), Self::$variant => () }
    };
    (@one $name:ident $status:literal $variant:ident ($body:ty)) => {
        $crate::variants! { @impl $name $status $body, Self::$variant(body) => body }
    };
    (@impl $name:ident $status:literal $body:ty, $pattern:pat => $value:expr) => {
        impl $crate::Variant<$status> for $name {
            type Body = $body;

            #[allow(unreachable_patterns, reason = "the enum may have one variant")]
            fn take(self) -> ::core::result::Result<$body, Self> {
                match self {
                    $pattern => ::core::result::Result::Ok($value),
                    other => ::core::result::Result::Err(other),
                }
            }
        }
    };
}

//! `variants!`: which variant of a response enum corresponds to which status.

/// Implements [`Variant`](crate::Variant) for the variants of response enums, each with its status, or
/// [`KindVariant`](crate::KindVariant) if the status has several media types. For each enum of failures, also
/// implements [`Failure`](crate::Failure).
///
/// Each variant has one unnamed field, the body, or none. All variants of an enum of failures must be listed: those
/// without a unique status or [`kind`](crate::kind) have `_`, and can have the body in a named field. `message` is
/// followed by the JSON Pointer (RFC 6901) of the error message in the body.
///
/// ```
/// #[derive(Debug, PartialEq)]
/// enum CreateKeyResponse {
///     Created(String),
///     NoContent,
/// }
///
/// #[derive(Debug)]
/// enum CreateKeyError {
///     Forbidden(String),
///     ServerError { status: statusful::StatusCode },
///     Default { status: statusful::StatusCode, body: String },
/// }
///
/// statusful::variants! {
///     success CreateKeyResponse { 201 => Created(String), 204 => NoContent },
///     failure CreateKeyError { 403 => Forbidden(String) message "/error/message", _ => ServerError {}, _ => Default { body } },
/// }
///
/// use statusful::Variant;
///
/// let response = CreateKeyResponse::Created("sk-1".to_owned());
/// assert_eq!(Variant::<201>::take(response), Ok("sk-1".to_owned()));
/// assert_eq!(Variant::<201>::take(CreateKeyResponse::NoContent), Err(CreateKeyResponse::NoContent));
/// assert_eq!(Variant::<204>::take(CreateKeyResponse::NoContent), Ok(()));
/// ```
///
/// A status with several media types:
///
/// ```
/// # use statusful::{EventStream, KindVariant, kind};
/// #[derive(Debug)]
/// enum ChatResponse {
///     OkJson(String),
///     OkEventStream(EventStream<String>),
/// }
///
/// statusful::variants! { success ChatResponse { Json => OkJson(String), Events => OkEventStream(EventStream<String>) } }
///
/// let response = ChatResponse::OkJson("hello".to_owned());
/// assert_eq!(KindVariant::<kind::Json>::take(response).unwrap(), "hello");
/// ```
///
/// Use `streamed_failure` for an enum of failures in which one is a stream, because a [`CallError`](crate::CallError)
/// cannot contain it.
#[macro_export]
macro_rules! variants {
    ($($kind:ident $name:ident $rows:tt),* $(,)?) => {$(
        $crate::variants! { @variants $name $rows }
        $crate::variants! { @$kind $name $rows }
    )*};
    (@variants $name:ident {
        $($status:tt => $variant:ident $(($body:ty))? $({ $($field:ident)? })? $(message $pointer:literal)?),* $(,)?
    }) => {
        $($crate::variants! { @variant $name $status $variant $(($body))? })*
    };
    (@variant $name:ident _ $($unnamed:tt)*) => {};
    (@variant $name:ident $status:literal $variant:ident) => {
        $crate::variants! { @impl [$crate::Variant<$status>] $name (), Self::$variant => () }
    };
    (@variant $name:ident $status:literal $variant:ident ($body:ty)) => {
        $crate::variants! { @impl [$crate::Variant<$status>] $name $body, Self::$variant(body) => body }
    };
    (@variant $name:ident $kind:ident $variant:ident ($body:ty)) => {
        $crate::variants! {
            @impl [$crate::KindVariant<$crate::kind::$kind>] $name $body, Self::$variant(body) => body
        }
    };
    (@impl [$($trait:tt)*] $name:ident $body:ty, $pattern:pat => $value:expr) => {
        impl $($trait)* for $name {
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
    (@failure $name:ident {
        $($status:tt => $variant:ident $(($body:ty))? $({ $($field:ident)? })? $(message $pointer:literal)?),* $(,)?
    }) => {
        impl $crate::Failure for $name {
            fn into_any(self) -> $crate::AnyFailure {
                $crate::AnyFailure::new(self, |failure| match failure {
                    $($crate::variants! { @pattern body $variant $(($body))? $({ $($field)? })? } => {
                        let message: &[&str] = &[$($pointer)?];
                        ($crate::variants! { @body body $(($body))? $({ $($field)? })? }, message.first().copied())
                    })*
                })
            }
        }
    };
    (@success $name:ident $rows:tt) => {};
    (@streamed_failure $name:ident $rows:tt) => {
        impl $crate::Failure for $name {
            fn into_any(self) -> $crate::AnyFailure {
                $crate::AnyFailure::dropped(self)
            }
        }
    };
    (@pattern $bound:ident $variant:ident) => { Self::$variant };
    (@pattern $bound:ident $variant:ident {}) => { Self::$variant { .. } };
    (@pattern $bound:ident $variant:ident { $field:ident }) => { Self::$variant { $field: $bound, .. } };
    (@pattern $bound:ident $variant:ident ($body:ty)) => { Self::$variant($bound) };
    (@body $bound:ident) => { &() };
    (@body $bound:ident {}) => { &() };
    (@body $bound:ident $($held:tt)+) => { $bound };
}

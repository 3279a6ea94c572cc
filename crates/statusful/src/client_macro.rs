//! `client!`: a generated client, to which operations add their methods. `include_client!`: a client from a build
//! script.

/// Implements a generated client, which wraps [`Client`](crate::Client).
///
/// `prefix` and `api_keys` are the constants of [`Environment`](crate::Environment).
///
/// ```
/// /// A client for the key service.
/// #[derive(Debug, Clone)]
/// pub struct Client {
///     runtime: statusful::Client,
/// }
///
/// statusful::client! { Client { prefix: "KEYS", api_keys: [("apiKey", "KEYS_API_KEY")] } }
///
/// # fn run() -> Result<(), statusful::BuildError> {
/// let client = Client::builder().credentials_from_env().build()?;
/// # Ok(())
/// # }
/// ```
#[macro_export]
macro_rules! client {
    ($name:ident { prefix: $prefix:literal, api_keys: $keys:expr $(,)? }) => {
        impl $name {
            /// Creates a client with the defaults of [`statusful::ClientBuilder`] and without credentials.
            ///
            /// # Errors
            ///
            /// Returns an error if TLS cannot be initialized.
            pub fn new() -> ::core::result::Result<Self, $crate::BuildError> {
                Self::builder().build()
            }

            /// Returns a builder to configure credentials, server, timeouts and limits.
            pub fn builder() -> $crate::ClientBuilder<Self> {
                $crate::ClientBuilder::new().user_agent(::core::concat!(
                    ::core::env!("CARGO_PKG_NAME"),
                    "/",
                    ::core::env!("CARGO_PKG_VERSION"),
                ))
            }

            #[allow(dead_code, reason = "a client may have no operations, or only operations behind features")]
            pub(crate) fn runtime(&self) -> &$crate::Client {
                &self.runtime
            }
        }

        impl $crate::Environment for $name {
            const PREFIX: &'static str = $prefix;
            const API_KEYS: &'static [(&'static str, &'static str)] = &$keys;
        }

        impl ::core::convert::From<$crate::Client> for $name {
            fn from(runtime: $crate::Client) -> Self {
                Self { runtime }
            }
        }
    };
}

/// Includes the client that `statusful-build` generated in the build script of this package, as a module.
///
/// The argument is the name of the module, which is `api` unless the build script sets another. Use the macro in the
/// root of the crate.
///
/// ```ignore
/// statusful::include_client!("api");
/// ```
#[macro_export]
macro_rules! include_client {
    ($module:literal) => {
        ::core::include!(::core::concat!(::core::env!("OUT_DIR"), "/", $module, ".rs"));
    };
}

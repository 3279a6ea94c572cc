//! `Call`: wraps the runtime's call in a type of the generated crate, so that operations can add setters to it.

use proc_macro2::TokenStream;
use quote::quote;

use super::Module;
use crate::tokens::attributes;

/// The setters that every call has: name, types of the arguments, and description.
pub(crate) const CALL_OPTIONS: [(&str, &str, &str); 9] = [
    (
        "timeout",
        "Duration",
        "Sets the total time limit, including retries and the waits between them.\n\n\
         If the body is a stream, the limit ends when the response head arrives.\n\
         Defaults to the limit of the client, which defaults to 30 s.",
    ),
    (
        "retry",
        "RetryPolicy",
        "Sets the retry policy.\n\n\
         Defaults to the policy of the client, then to that of the document. Without either, calls are not retried.",
    ),
    (
        "idempotency_key",
        "impl AsRef<str>",
        "Sends the header `Idempotency-Key`, by which the server recognizes the attempts of this call.\n\n\
         With a key, requests with any method can be retried.",
    ),
    (
        "header",
        "impl AsRef<str>, impl Into<String>",
        "Sends a header, which replaces any with the same name, including credentials.",
    ),
    ("query", "impl AsRef<str>, impl Into<String>", "Sends a query parameter, in addition to any with the same name."),
    (
        "server",
        "impl Into<String>",
        "Sends the call to another server: an absolute `http` or `https` URL, which may have a path.",
    ),
    (
        "credential",
        "impl Into<String>, Credential",
        "Sends this credential for the security scheme with this name in the document.",
    ),
    (
        "max_body_bytes",
        "usize",
        "Sets the maximum size of the response body in bytes, or of each event or line of a stream.\n\n\
         Defaults to the maximum of the client, which defaults to 8 MiB.",
    ),
    (
        "options",
        "CallOptions",
        "Sets several options at once, including those without a setter of their own.\n\n\
         They take precedence over options that were set before.",
    ),
];

/// Returns `src/call.rs`.
pub(super) fn module() -> Module {
    Module {
        path: "src/call.rs".to_owned(),
        head: attributes::inner_lines("Calls of operations: set options, then `.await`."),
        items: vec![
            quote!(
                use std::time::Duration;
            ),
            quote!(
                use statusful::CallOptions;
            ),
            quote! {
                /// A call of the operation `O`. Awaiting it sends the request.
                ///
                /// Optional parameters of the operation are also setters; see its function.
                #[must_use = "a call does nothing until it is awaited"]
                pub struct Call<O> {
                    inner: statusful::Call<O>,
                }
            },
            setters(),
            methods(),
            quote! {
                impl<O: statusful::Polled> Call<O> {
                    /// Repeats the call until the result is ready.
                    pub fn poll(self) -> statusful::Polling<O> {
                        self.inner.poll()
                    }
                }
            },
            quote! {
                impl<O: statusful::Operation> std::fmt::Debug for Call<O> {
                    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        self.inner.fmt(f)
                    }
                }
            },
            quote! {
                impl<O: statusful::Operation> IntoFuture for Call<O> {
                    type Output = <statusful::Call<O> as IntoFuture>::Output;
                    type IntoFuture = <statusful::Call<O> as IntoFuture>::IntoFuture;
                    fn into_future(self) -> Self::IntoFuture {
                        self.inner.into_future()
                    }
                }
            },
        ],
    }
}

/// Returns the methods of every call.
fn setters() -> TokenStream {
    let docs = CALL_OPTIONS.map(|(_, _, description)| attributes::lines(description));
    let [timeout, retry, idempotency_key, header, query, server, credential, max_body_bytes, options] = docs;
    quote! {
        impl<O> Call<O> {
            #timeout
            pub fn timeout(self, timeout: Duration) -> Self {
                self.options(CallOptions::new().timeout(timeout))
            }
            #retry
            pub fn retry(self, policy: statusful::RetryPolicy) -> Self {
                self.options(CallOptions::new().retry(policy))
            }
            #idempotency_key
            pub fn idempotency_key(self, key: impl AsRef<str>) -> Self {
                self.options(CallOptions::new().idempotency_key(key))
            }
            #header
            pub fn header(self, name: impl AsRef<str>, value: impl Into<String>) -> Self {
                self.options(CallOptions::new().header(name, value.into()))
            }
            #query
            pub fn query(self, name: impl AsRef<str>, value: impl Into<String>) -> Self {
                self.options(CallOptions::new().query(name, value.into()))
            }
            #server
            pub fn server(self, url: impl Into<String>) -> Self {
                self.options(CallOptions::new().server(url))
            }
            #credential
            pub fn credential(self, scheme: impl Into<String>, credential: statusful::Credential) -> Self {
                self.options(CallOptions::new().credential(scheme, credential))
            }
            #max_body_bytes
            pub fn max_body_bytes(self, bytes: usize) -> Self {
                self.options(CallOptions::new().max_body_bytes(bytes))
            }
            #options
            pub fn options(self, options: CallOptions) -> Self {
                Self { inner: self.inner.options(options) }
            }
        }
    }
}

/// Returns the methods that send a call, and those for functions of operations.
fn methods() -> TokenStream {
    quote! {
        impl<O> Call<O> {
            /// Sends the request, and blocks the current thread until the call is complete.
            #[cfg(feature = "blocking")]
            pub fn send_blocking(
                self,
            ) -> Result<statusful::Response<O::Success>, statusful::Error<O::Failure>>
            where
                O: statusful::Operation<Success: Send, Failure: Send>,
            {
                self.inner.send_blocking()
            }
            #[allow(dead_code, reason = "which operations have optional parameters depends on features")]
            pub(crate) fn request_mut(&mut self) -> &mut statusful::Request {
                self.inner.request_mut()
            }
            #[allow(dead_code, reason = "a client may have no operations, or all of them behind features")]
            pub(crate) fn new(request: statusful::Request) -> Self {
                Self { inner: statusful::Call::from(request) }
            }
        }
    }
}

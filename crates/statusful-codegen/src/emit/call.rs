//! The call: the runtime's, as a type of the client's own, so that operations can add setters to it.

use quote::quote;

use super::Module;
use crate::tokens::attributes;

/// `src/call.rs`.
pub(super) fn module() -> Module {
    Module {
        path: "src/call.rs".to_owned(),
        head: attributes::inner_lines("Calls: what is special about this time, and then `.await`."),
        items: vec![
            quote!(
                use std::time::Duration;
            ),
            quote!(
                use statusful::CallOptions;
            ),
            quote! {
                /// A call of the operation `O`. Awaiting it sends it.
                ///
                /// Optional parameters of the operation are setters too; see its function.
                #[must_use = "a call does nothing until it is awaited"]
                pub struct Call<O> {
                    inner: statusful::Call<O>,
                }
            },
            quote! {
                impl<O> Call<O> {
                    /// How long this call may take, from sending to the last byte of the body, or of the head where the
                    /// body is a stream; retries and the waits between them included.
                    pub fn timeout(self, timeout: Duration) -> Self {
                        self.options(CallOptions::new().timeout(timeout))
                    }
                    /// When to send this call again.
                    pub fn retry(self, policy: statusful::RetryPolicy) -> Self {
                        self.options(CallOptions::new().retry(policy))
                    }
                    /// A key by which the server knows the attempts of this call as one.
                    pub fn idempotency_key(self, key: impl AsRef<str>) -> Self {
                        self.options(CallOptions::new().idempotency_key(key))
                    }
                    /// Sends a header, in place of any that would go by that name.
                    pub fn header(self, name: impl AsRef<str>, value: impl Into<String>) -> Self {
                        self.options(CallOptions::new().header(name, value.into()))
                    }
                    /// Sends a query parameter, besides any that go by that name.
                    pub fn query(self, name: impl AsRef<str>, value: impl Into<String>) -> Self {
                        self.options(CallOptions::new().query(name, value.into()))
                    }
                    /// Sends the call to another server: an absolute URL, which may have a path.
                    pub fn server(self, url: impl Into<String>) -> Self {
                        self.options(CallOptions::new().server(url))
                    }
                    /// Sends this credential for the security scheme of this name.
                    pub fn credential(self, scheme: impl Into<String>, credential: statusful::Credential) -> Self {
                        self.options(CallOptions::new().credential(scheme, credential))
                    }
                    /// How many bytes the response's body may have, or one event or line of a stream.
                    pub fn max_body_bytes(self, bytes: usize) -> Self {
                        self.options(CallOptions::new().max_body_bytes(bytes))
                    }
                    /// Lays these options over those set so far; see [`CallOptions`].
                    pub fn options(self, options: CallOptions) -> Self {
                        Self { inner: self.inner.options(options) }
                    }
                    /// Sends the call, and blocks the thread until it is done.
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
            },
            quote! {
                impl<O: statusful::Polled> Call<O> {
                    /// Repeats the call until its answer is ready.
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

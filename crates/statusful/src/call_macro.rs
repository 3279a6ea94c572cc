//! `call!`: the calls of a generated client, to which operations add setters for optional parameters.

/// Defines the options of every call, for [`Call`](crate::Call) and for the calls of each generated client.
#[doc(hidden)]
#[macro_export]
macro_rules! __call_options {
    () => {
        /// Sets the total time limit, including retries and the waits between them.
        ///
        /// If the body is a stream, the limit ends when the response head arrives.
        /// Defaults to the limit of the client, which defaults to 30 s.
        pub fn timeout(self, timeout: ::core::time::Duration) -> Self {
            self.options($crate::CallOptions::new().timeout(timeout))
        }

        /// Sets the retry policy.
        ///
        /// Defaults to the policy of the client, then to that of the document. Without either, calls are not retried.
        pub fn retry(self, policy: $crate::RetryPolicy) -> Self {
            self.options($crate::CallOptions::new().retry(policy))
        }

        /// Sends the header `Idempotency-Key`, which lets the server recognize the attempts of this call.
        ///
        /// With a key, requests with any method can be retried.
        pub fn idempotency_key(self, key: impl ::core::convert::AsRef<str>) -> Self {
            self.options($crate::CallOptions::new().idempotency_key(key))
        }

        /// Sends a header. It replaces any header with the same name, including credentials; a null removes it.
        pub fn header(
            self,
            name: impl ::core::convert::AsRef<str>,
            value: impl $crate::__private::serde::Serialize,
        ) -> Self {
            self.options($crate::CallOptions::new().header(name, value))
        }

        /// Sends a query parameter, in addition to any with the same name.
        pub fn query(
            self,
            name: impl ::core::convert::AsRef<str>,
            value: impl $crate::__private::serde::Serialize,
        ) -> Self {
            self.options($crate::CallOptions::new().query(name, value))
        }

        /// Sends the call to another server: an absolute `http` or `https` URL, which may have a path.
        pub fn server(self, url: impl ::core::convert::Into<::std::string::String>) -> Self {
            self.options($crate::CallOptions::new().server(url))
        }

        /// Sends this credential for the security scheme with this name in the document.
        pub fn credential(
            self,
            scheme: impl ::core::convert::Into<::std::string::String>,
            credential: $crate::Credential,
        ) -> Self {
            self.options($crate::CallOptions::new().credential(scheme, credential))
        }

        /// Sets the maximum size of the response body in bytes, or of each event or line of a stream.
        ///
        /// Defaults to the maximum of the client, which defaults to 8 MiB.
        pub fn max_body_bytes(self, bytes: usize) -> Self {
            self.options($crate::CallOptions::new().max_body_bytes(bytes))
        }
    };
}

/// Implements the call type of a generated client, which wraps [`Call`](crate::Call).
///
/// Because the type is in the client's crate, it can have a method for each optional parameter of an operation, which
/// callers do not have to import.
///
/// ```
/// pub struct Call<O> {
///     inner: statusful::Call<O>,
/// }
///
/// statusful::call! { Call }
/// ```
#[macro_export]
macro_rules! call {
    ($name:ident) => {
        impl<O> $name<O> {
            $crate::__call_options! {}

            /// Sets several options at once, including those without their own setter.
            ///
            /// They take precedence over options that were set before.
            pub fn options(self, options: $crate::CallOptions) -> Self {
                Self { inner: self.inner.options(options) }
            }

            /// Repeats the call until the result is ready.
            pub fn poll(self) -> $crate::Polling<O>
            where
                O: $crate::Polled,
            {
                self.inner.poll()
            }

            /// Returns the pages of the operation's list as a stream.
            pub fn pages(self) -> $crate::Pages<O>
            where
                O: $crate::Paginated,
            {
                self.inner.pages()
            }

            /// Returns the items of the operation's list as a stream, which requests one page after the other.
            pub fn items(self) -> $crate::Items<O>
            where
                O: $crate::Paginated,
            {
                self.inner.items()
            }

            /// Sends the request, and blocks the current thread until the call is complete.
            #[cfg(feature = "blocking")]
            pub fn send_blocking(
                self,
            ) -> ::core::result::Result<$crate::Response<O::Success>, $crate::Error<O::Failure>>
            where
                O: $crate::Operation<Success: ::core::marker::Send, Failure: ::core::marker::Send>,
            {
                self.inner.send_blocking()
            }

            /// Creates a call that is not sent and returns this response, for tests; see
            /// [`statusful::Call::from_response`].
            pub fn from_response(response: impl ::core::convert::Into<$crate::RawResponse>) -> Self {
                Self { inner: $crate::Call::from_response(response) }
            }

            /// Creates a call that is not sent and returns this error, for tests.
            pub fn from_error(error: impl ::core::convert::Into<$crate::Error<$crate::Never>>) -> Self {
                Self { inner: $crate::Call::from_error(error) }
            }

            /// Creates a call that is not sent, for tests, with an outcome for each attempt or poll. The last outcome
            /// is repeated.
            pub fn from_outcomes(
                outcomes: impl ::core::iter::IntoIterator<
                    Item = ::core::result::Result<$crate::RawResponse, $crate::Error<$crate::Never>>,
                >,
            ) -> Self {
                Self { inner: $crate::Call::from_outcomes(outcomes) }
            }

            #[allow(dead_code, reason = "a client may have no operations, or only operations behind features")]
            pub(crate) fn new(request: $crate::Request) -> Self {
                Self { inner: $crate::Call::from(request) }
            }

            #[allow(dead_code, reason = "which operations have optional parameters depends on features")]
            pub(crate) fn request_mut(&mut self) -> &mut $crate::Request {
                self.inner.request_mut()
            }
        }

        impl<O: $crate::Operation> ::core::fmt::Debug for $name<O> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.inner, f)
            }
        }

        impl<O: $crate::Operation> ::core::future::IntoFuture for $name<O> {
            type Output = ::core::result::Result<$crate::Response<O::Success>, $crate::Error<O::Failure>>;
            type IntoFuture = $crate::Sending<O>;

            fn into_future(self) -> $crate::Sending<O> {
                ::core::future::IntoFuture::into_future(self.inner)
            }
        }
    };
}

//! A documented response: its value, and the raw response.

use std::ops::Deref;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use reqwest::Url;

use crate::{Attempt, DecodeError, RawResponse, UnexpectedResponse};

/// A documented response: the decoded value, with the status, headers and body as received.
///
/// It dereferences to the value. `Debug` prints the value with its own `Debug`, which does not print
/// [`Secret`](crate::Secret)s.
#[derive(Debug, Clone)]
pub struct Response<T> {
    value: T,
    raw: RawResponse,
}

impl<T> Response<T> {
    /// Creates a response with a value that was not decoded, for tests. To decode one, use [`RawResponse::decode_as`].
    pub fn new(value: T, raw: RawResponse) -> Self {
        Self { value, raw }
    }

    /// Returns the status.
    pub fn status(&self) -> StatusCode {
        self.raw.status()
    }

    /// Returns all headers.
    pub fn headers(&self) -> &HeaderMap {
        self.raw.headers()
    }

    /// Returns the `Content-Type` header as received, or `None` if it is absent or not visible ASCII.
    pub fn content_type(&self) -> Option<&str> {
        self.raw.content_type()
    }

    /// Returns the URL of the response, after redirects.
    pub fn url(&self) -> &Url {
        self.raw.url()
    }

    /// Returns the time from just before the request was sent until the body was read; see [`RawResponse::elapsed`].
    pub fn elapsed(&self) -> Duration {
        self.raw.elapsed()
    }

    /// Returns the earlier attempts of the call, which were followed by a retry. Usually empty.
    pub fn attempts(&self) -> &[Attempt] {
        self.raw.attempts()
    }

    /// Returns the method of the request.
    pub fn request_method(&self) -> &Method {
        self.raw.request_method()
    }

    /// Returns the URL of the request, before redirects. Its query may contain an API key.
    pub fn request_url(&self) -> &Url {
        self.raw.request_url()
    }

    /// Returns the body as received. Empty if it is a stream.
    pub fn body(&self) -> &Bytes {
        self.raw.body()
    }

    /// Decodes the documented headers into the generated struct; see [`RawResponse::typed_headers`].
    pub fn typed_headers<H>(&self) -> Result<H, DecodeError>
    where
        H: for<'a> TryFrom<&'a RawResponse, Error = DecodeError>,
    {
        self.raw.typed_headers()
    }

    /// Returns the response as received.
    pub fn raw(&self) -> &RawResponse {
        &self.raw
    }

    /// Returns the value.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// Returns the value and the response as received.
    pub fn into_parts(self) -> (T, RawResponse) {
        (self.value, self.raw)
    }

    /// Converts the value, and keeps the rest of the response.
    pub fn map<U>(self, convert: impl FnOnce(T) -> U) -> Response<U> {
        Response { value: convert(self.value), raw: self.raw }
    }

    /// Converts the value if `choose` returns `Ok`. Otherwise, `choose` returns the value unchanged, and the error
    /// contains the response.
    pub fn select<U>(self, choose: impl FnOnce(T) -> Result<U, T>) -> Result<Response<U>, UnexpectedResponse<T>> {
        let Self { value, raw } = self;
        match choose(value) {
            Ok(value) => Ok(Response { value, raw }),
            Err(value) => Err(UnexpectedResponse::new(Response { value, raw })),
        }
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(value: u8) -> Response<u8> {
        Response::new(value, RawResponse::for_test(200, "text/plain", b"7"))
    }

    #[test]
    fn it_dereferences_to_its_value() {
        assert_eq!(*response(7), 7);
        assert_eq!(response(7).checked_add(1), Some(8));
        assert_eq!(response(7).map(u16::from).into_inner(), 7_u16);
        assert_eq!(response(7).into_parts().1.body(), "7");
    }

    #[test]
    fn a_selection_returns_the_response_it_does_not_convert() {
        assert_eq!(*response(7).select(|value| Ok::<_, u8>(value + 1)).unwrap(), 8);
        let rest = response(7).select(Err::<u8, _>).unwrap_err();
        assert_eq!(rest.to_string(), "GET https://host/path returned 200 OK, which is not the expected response");
        assert_eq!(*rest.into_response(), 7);
    }
}

//! A documented response: its value, with everything that came along.

use std::ops::Deref;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use reqwest::Url;

use crate::{Attempt, DecodeError, RawResponse, UnexpectedResponse};

/// A documented response: the value its body holds, with status, headers and body as received.
///
/// It dereferences to the value. `Debug` prints the value with its own `Debug`, so models have to hide their secrets;
/// a [`Secret`](crate::Secret) does.
#[derive(Debug, Clone)]
pub struct Response<T> {
    value: T,
    raw: RawResponse,
}

impl<T> Response<T> {
    pub(crate) fn new(value: T, raw: RawResponse) -> Self {
        Self { value, raw }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.raw.status()
    }

    /// All headers.
    pub fn headers(&self) -> &HeaderMap {
        self.raw.headers()
    }

    /// The `Content-Type` header as it was sent.
    pub fn content_type(&self) -> Option<&str> {
        self.raw.content_type()
    }

    /// Where the response came from, after redirects.
    pub fn url(&self) -> &Url {
        self.raw.url()
    }

    /// From just before sending until the body was read.
    pub fn elapsed(&self) -> Duration {
        self.raw.elapsed()
    }

    /// The attempts before this one, which were worth a retry; mostly none.
    pub fn attempts(&self) -> &[Attempt] {
        self.raw.attempts()
    }

    /// The method of the request.
    pub fn request_method(&self) -> &Method {
        self.raw.request_method()
    }

    /// The URL of the request, before redirects. Its query may hold an API key.
    pub fn request_url(&self) -> &Url {
        self.raw.request_url()
    }

    /// The body as it was received.
    pub fn body(&self) -> &Bytes {
        self.raw.body()
    }

    /// The headers that the document describes, as the struct that is generated for them; see
    /// [`RawResponse::typed_headers`].
    pub fn typed_headers<H>(&self) -> Result<H, DecodeError>
    where
        H: for<'a> TryFrom<&'a RawResponse, Error = DecodeError>,
    {
        self.raw.typed_headers()
    }

    /// Everything but the value.
    pub fn raw(&self) -> &RawResponse {
        &self.raw
    }

    /// The value alone.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The value, and everything else.
    pub fn into_parts(self) -> (T, RawResponse) {
        (self.value, self.raw)
    }

    /// Converts the value, and keeps everything else.
    pub fn map<U>(self, convert: impl FnOnce(T) -> U) -> Response<U> {
        Response { value: convert(self.value), raw: self.raw }
    }

    /// Keeps a part of the value, or returns the whole response in an error where `choose` hands the value back.
    pub fn select<U>(self, choose: impl FnOnce(T) -> Result<U, T>) -> Result<Response<U>, UnexpectedResponse<T>> {
        let Self { value, raw } = self;
        match choose(value) {
            Ok(value) => Ok(Response { value, raw }),
            Err(value) => Err(UnexpectedResponse::new(None, Response { value, raw })),
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
    fn it_reads_as_its_value() {
        assert_eq!(*response(7), 7);
        assert_eq!(response(7).checked_add(1), Some(8));
        assert_eq!(response(7).map(u16::from).into_inner(), 7_u16);
        assert_eq!(response(7).into_parts().1.body(), "7");
    }

    #[test]
    fn a_selection_keeps_what_it_does_not_take() {
        assert_eq!(*response(7).select(|value| Ok::<_, u8>(value + 1)).unwrap(), 8);
        let rest = response(7).select(Err::<u8, _>).unwrap_err();
        assert_eq!(
            rest.to_string(),
            "GET https://host/path answered 200 OK, which is not the response that was asked for"
        );
        assert_eq!(*rest.into_response(), 7);
    }
}

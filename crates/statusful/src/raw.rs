//! A response with any status, as received.

mod builder;

use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_ENCODING;
use http::{HeaderMap, Method, StatusCode};
use reqwest::Url;
use serde::de::DeserializeOwned;

pub use builder::RawResponseBuilder;

use crate::decode::{self, DecodeCause};
use crate::error::RequestError;
use crate::head::ResponseHead;
use crate::lenient::{Lenient, LenientValue};
use crate::sent::Sent;
use crate::show::{ShowRequest, ShowStatus};
use crate::stream::{Chunks, Live, event_data, event_object, event_text};
use crate::{Attempt, ByteStream, DecodeError, EventStream, JsonLines, Redirect};

/// A response as received: status, headers and body, with its request and the elapsed time.
///
/// It is complete when it is created and does not change, so clones share it. Only a
/// [`credential_error`](Self::credential_error) may be added later. `Debug` and `Display` print neither the body nor
/// values of headers, path parameters or queries.
#[derive(Clone)]
pub struct RawResponse(Arc<RawResponseInner>);

struct RawResponseInner {
    parts: ResponseParts,
    body: ReceivedBody,
    elapsed: Duration,
    credential_error: OnceLock<Box<RequestError>>,
}

/// A response without its body.
pub(crate) struct ResponseParts {
    pub(crate) sent: Sent,
    /// The URL of the response, if redirects led to a URL other than that of the request.
    pub(crate) url: Option<Url>,
    pub(crate) head: ResponseHead,
}

/// The part of a response body that was read.
pub(crate) enum ReceivedBody {
    /// The whole body.
    Complete(Bytes),
    /// The bytes before an error.
    Incomplete(Bytes),
    /// A stream, or `None` after it was taken. Boxed, because most responses are not streams.
    Stream(Mutex<Option<Box<Live>>>),
}

/// The body of a streamed response.
static NO_BYTES: Bytes = Bytes::new();

impl RawResponse {
    pub(crate) fn new(parts: ResponseParts, body: ReceivedBody, elapsed: Duration) -> Self {
        Self(Arc::new(RawResponseInner { parts, body, elapsed, credential_error: OnceLock::new() }))
    }

    /// Keeps the reason why there is no further attempt after this response.
    pub(crate) fn end_with(&self, error: RequestError) {
        // There is at most one reason, because it ends the call.
        let _ = self.0.credential_error.set(Box::new(error));
    }

    /// Returns `true` if this is a clone of the other response.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Returns the status and the headers, which are available before the body.
    pub fn head(&self) -> &ResponseHead {
        &self.0.parts.head
    }

    /// Returns the status.
    pub fn status(&self) -> StatusCode {
        self.0.parts.head.status()
    }

    /// Returns all headers.
    pub fn headers(&self) -> &HeaderMap {
        self.0.parts.head.headers()
    }

    /// Returns the first header with this name, or `None` if there is none or its value is not visible ASCII.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.0.parts.head.header(name)
    }

    /// Returns the `Content-Type` header as received, or `None` if it is absent or not visible ASCII.
    pub fn content_type(&self) -> Option<&str> {
        self.0.parts.head.content_type()
    }

    /// Returns the media type without its parameters, or `None` if `Content-Type` is absent or malformed.
    pub fn media_type(&self) -> Option<&str> {
        self.0.parts.head.media_type()
    }

    /// Returns the URL of the response, after redirects.
    pub fn url(&self) -> &Url {
        self.0.parts.url.as_ref().unwrap_or_else(|| self.request_url())
    }

    /// Returns the method of the request.
    pub fn request_method(&self) -> &Method {
        &self.0.parts.sent.method
    }

    /// Returns the URL of the request, before redirects. Its path and its query may contain secrets.
    pub fn request_url(&self) -> &Url {
        &self.0.parts.sent.url
    }

    /// Returns the redirects that were followed before this response. Usually empty.
    pub fn redirects(&self) -> &[Redirect] {
        &self.0.parts.sent.redirects
    }

    /// Returns the time from just before the request was sent until the body was read, or until the head arrived if the
    /// body is a stream. Excludes earlier attempts.
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed
    }

    /// Returns the earlier attempts of the call, which were followed by a retry. Usually empty.
    pub fn attempts(&self) -> &[Attempt] {
        &self.0.parts.sent.attempts
    }

    /// Returns the error of a credential provider, if it prevented another attempt after this response, such as after a
    /// `401`. It is also the [`source`](std::error::Error::source) of the call's error.
    pub fn credential_error(&self) -> Option<&RequestError> {
        self.0.credential_error.get().map(|error| &**error)
    }

    /// Returns the part of the body that was read. Empty if it is a stream.
    pub fn body(&self) -> &Bytes {
        match &self.0.body {
            ReceivedBody::Complete(body) | ReceivedBody::Incomplete(body) => body,
            ReceivedBody::Stream(_) => &NO_BYTES,
        }
    }

    /// Returns `true` if the body was read completely.
    ///
    /// It is `false` only for the response in a [`BodyError`](crate::BodyError), and if the body is a stream.
    pub fn is_complete(&self) -> bool {
        matches!(self.0.body, ReceivedBody::Complete(_))
    }

    /// Returns `true` if the response has the `documented` media type according to [`ResponseHead::is`].
    pub fn is(&self, documented: &str) -> bool {
        self.0.parts.head.is(documented)
    }

    /// Decodes the body as JSON. Skips a UTF-8 byte order mark.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        decode::json(self.body()).map_err(|cause| DecodeError::new(self.clone(), cause))
    }

    /// Decodes the body as JSON, and an empty body as `null`. For types that include `null`.
    pub fn json_or_null<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        let body: &[u8] = if decode::is_empty(self.body()) { b"null" } else { self.body() };
        decode::json(body).map_err(|cause| DecodeError::new(self.clone(), cause))
    }

    /// Decodes the body as text in the `charset` of the response, which defaults to UTF-8.
    ///
    /// A byte order mark takes precedence over the declared charset (WHATWG Encoding, section 6). An unknown charset,
    /// or a body that is malformed in its charset, is an error. Nothing is replaced with U+FFFD.
    pub fn text(&self) -> Result<String, DecodeError> {
        decode::text(self.body(), self.0.parts.head.charset().as_deref())
            .map_err(|cause| DecodeError::new(self.clone(), cause))
    }

    /// Decodes a header as a value of type `T`, or returns `None` if the header is absent.
    ///
    /// Lists are split at commas. Numbers and booleans are parsed from their text.
    pub fn header_as<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, DecodeError> {
        decode::header(self.headers(), name).map_err(|message| DecodeError::in_header(self.clone(), message))
    }

    /// Decodes the documented headers into the generated struct.
    ///
    /// The field of an absent header is `None`. A header that does not have its documented type is an error, which
    /// contains this response.
    pub fn typed_headers<H>(&self) -> Result<H, DecodeError>
    where
        H: for<'a> TryFrom<&'a Self, Error = DecodeError>,
    {
        H::try_from(self)
    }

    /// Returns a clone of the body, which shares its bytes.
    pub fn bytes(&self) -> Bytes {
        self.body().clone()
    }

    /// Returns the body as a stream of events with JSON data. A streamed body can be taken only once.
    pub fn events<T: DeserializeOwned>(&self) -> EventStream<T> {
        EventStream::new(self.clone(), self.take_live(), event_data, true)
    }

    /// Returns the body as a stream of events with text data. A streamed body can be taken only once.
    pub fn text_events(&self) -> EventStream<String> {
        EventStream::new(self.clone(), self.take_live(), event_text, false)
    }

    /// Returns the body as a stream of events, each decoded from an object with `data` and, if they were sent, `event`,
    /// `id` and `retry`. The data is JSON or text, depending on the type. A streamed body can be taken only once.
    pub fn event_objects<T: DeserializeOwned>(&self) -> EventStream<T> {
        EventStream::new(self.clone(), self.take_live(), event_object, true)
    }

    /// Returns the body as a stream of JSON values, one per line, or one per record of `application/json-seq`. A
    /// streamed body can be taken only once.
    pub fn json_lines<T: DeserializeOwned>(&self) -> JsonLines<T> {
        self.lines_of(decode::json)
    }

    fn lines_of<T>(&self, decode: fn(&[u8]) -> Result<T, DecodeCause>) -> JsonLines<T> {
        let are_records = self.media_type().is_some_and(|it| it.eq_ignore_ascii_case("application/json-seq"));
        JsonLines::new(self.clone(), self.take_live(), are_records, decode)
    }

    /// Returns the body as a stream of bytes. A streamed body can be taken only once.
    pub fn byte_stream(&self) -> ByteStream {
        ByteStream::new(self.clone(), self.take_live())
    }

    /// Takes the body for streaming. The bytes of a body that was already read can be taken any number of times.
    pub(crate) fn take_live(&self) -> Live {
        let live = match &self.0.body {
            ReceivedBody::Stream(live) => live.lock().unwrap_or_else(PoisonError::into_inner).take().map(|live| *live),
            ReceivedBody::Complete(_) | ReceivedBody::Incomplete(_) => None,
        };
        live.unwrap_or_else(|| Live { chunks: Chunks::kept(self.bytes()), limit: usize::MAX, resume: None })
    }

    /// Returns the encoding of the body (RFC 9110, section 8.4), if this client does not support it.
    pub(crate) fn unread_encoding(&self) -> Option<&str> {
        let encoding = self.headers().get(CONTENT_ENCODING)?.to_str().ok()?;
        let is_empty = self.is_complete() && self.body().is_empty();
        (!is_empty && !encoding.eq_ignore_ascii_case("identity")).then_some(encoding)
    }

    pub(crate) fn show_request(&self) -> ShowRequest<'_> {
        self.0.parts.sent.show()
    }
}

/// Methods for bodies of lenient types. Models handle their own parts.
impl RawResponse {
    /// Decodes the body as JSON, like [`json`](Self::json) but leniently.
    pub fn lenient_json<T: Lenient>(&self) -> Result<T, DecodeError> {
        self.json().map(|LenientValue(value)| value)
    }

    /// Decodes the body as JSON or as `null`, like [`json_or_null`](Self::json_or_null) but leniently.
    pub fn lenient_json_or_null<T: Lenient>(&self) -> Result<T, DecodeError> {
        self.json_or_null().map(|LenientValue(value)| value)
    }

    /// Returns the body as a stream of events, like [`events`](Self::events) but leniently.
    pub fn lenient_events<T: Lenient>(&self) -> EventStream<T> {
        EventStream::new(
            self.clone(),
            self.take_live(),
            |frame| event_data(frame).map(|LenientValue(value)| value),
            true,
        )
    }

    /// Returns the body as a stream of JSON values, like [`json_lines`](Self::json_lines) but leniently.
    pub fn lenient_json_lines<T: Lenient>(&self) -> JsonLines<T> {
        self.lines_of(lenient)
    }
}

fn lenient<T: Lenient>(json: &[u8]) -> Result<T, DecodeCause> {
    decode::json(json).map(|LenientValue(value)| value)
}

/// Prints one line, with the path template: `GET https://host/keys/{id} returned 200 OK`.
impl fmt::Display for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} returned {}", self.show_request(), ShowStatus(self.status()))
    }
}

impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("method", self.request_method())
            .field("url", &self.0.parts.sent.show_url())
            .field("status", &self.status().as_u16())
            .field("media_type", &self.media_type())
            .field("elapsed", &self.elapsed())
            .field("body_bytes", &self.body().len())
            .field("complete", &self.is_complete())
            .field("attempts", &self.attempts())
            .field("redirects", &self.redirects())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
impl RawResponse {
    /// Creates a response to `GET https://host/path?key=sk-query`.
    pub(crate) fn for_test(status: u16, content_type: &'static str, body: &'static [u8]) -> Self {
        let headers = [("x-secret", "sk-header"), ("content-type", content_type)];
        let head = ResponseHead::for_test(status, if content_type.is_empty() { &headers[..1] } else { &headers });
        Self::of_head(head, body)
    }

    /// Creates a response with these headers and no body.
    pub(crate) fn for_test_with(status: u16, headers: &[(&'static str, &'static str)]) -> Self {
        Self::of_head(ResponseHead::for_test(status, headers), b"")
    }

    fn of_head(head: ResponseHead, body: &'static [u8]) -> Self {
        let url: Url = "https://host/path?key=sk-query".parse().unwrap();
        let route = crate::show::Route::of(&url, "/path");
        let sent = Sent { method: Method::GET, url, route, attempts: Arc::default(), redirects: Vec::new() };
        let parts = ResponseParts { sent, url: None, head };
        Self::new(parts, ReceivedBody::Complete(Bytes::from_static(body)), Duration::from_millis(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_secret_is_printed() {
        let raw = RawResponse::for_test(200, "application/json", br#"{"key":"sk-body"}"#);
        for shown in [format!("{raw}"), format!("{raw:?}"), format!("{raw:#?}")] {
            assert!(!shown.contains("sk-"), "{shown}");
        }
        assert_eq!(raw.to_string(), "GET https://host/path returned 200 OK");
    }

    #[test]
    fn clones_share_the_body() {
        let raw = RawResponse::for_test(200, "text/plain", b"x");
        assert_eq!(size_of_val(&raw), size_of::<usize>());
        assert_eq!(raw.clone().body().as_ptr(), raw.bytes().as_ptr());
    }
}

//! A response as it was received.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use reqwest::Url;
use serde::de::DeserializeOwned;

use crate::decode;
use crate::head::ResponseHead;
use crate::show::{ShowRequest, ShowStatus, ShowUrl};
use crate::stream::{Chunks, Live};
use crate::{Attempt, ByteStream, DecodeError, EventStream, JsonLines};

/// A response as it was received: status, headers and body, with what was asked and how long it took.
///
/// Clones share one allocation. `Debug` and `Display` show neither the body, nor values of headers, nor queries.
#[derive(Clone)]
pub struct RawResponse(Arc<Parts>);

pub(crate) struct Parts {
    pub(crate) method: Method,
    pub(crate) request_url: Url,
    pub(crate) url: Url,
    pub(crate) head: ResponseHead,
    pub(crate) elapsed: Duration,
    pub(crate) body: Bytes,
    pub(crate) complete: bool,
    pub(crate) attempts: Vec<Attempt>,
    /// A body that is left to be read as a stream, until somebody takes it.
    pub(crate) live: Mutex<Option<Live>>,
}

impl RawResponse {
    pub(crate) fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// What was received, to be completed while nobody else has it.
    pub(crate) fn parts_mut(&mut self) -> Option<&mut Parts> {
        Arc::get_mut(&mut self.0)
    }

    /// Keeps what came before this response.
    pub(crate) fn set_attempts(&mut self, attempts: Vec<Attempt>) {
        if let Some(parts) = self.parts_mut() {
            parts.attempts = attempts;
        }
    }

    /// Returns the status and the headers, which were known before the body.
    pub fn head(&self) -> &ResponseHead {
        &self.0.head
    }

    /// Returns the status.
    pub fn status(&self) -> StatusCode {
        self.0.head.status()
    }

    /// Returns all headers.
    pub fn headers(&self) -> &HeaderMap {
        self.0.head.headers()
    }

    /// Returns the first header with this name, or `None` if there is none or its value is not visible ASCII.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.0.head.header(name)
    }

    /// Returns the `Content-Type` header as it was sent, or `None` if it is absent or not visible ASCII.
    pub fn content_type(&self) -> Option<&str> {
        self.0.head.content_type()
    }

    /// Returns the media type without its parameters, or `None` if `Content-Type` is absent or malformed.
    pub fn media_type(&self) -> Option<&str> {
        self.0.head.media_type()
    }

    /// Where the response came from, after redirects.
    pub fn url(&self) -> &Url {
        &self.0.url
    }

    /// The method of the request.
    pub fn request_method(&self) -> &Method {
        &self.0.method
    }

    /// The URL of the request, before redirects. Its query may hold an API key.
    pub fn request_url(&self) -> &Url {
        &self.0.request_url
    }

    /// From just before sending until the body was read; until the head had arrived, where the body is a stream.
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed
    }

    /// The attempts before this one, which were worth a retry; mostly none.
    pub fn attempts(&self) -> &[Attempt] {
        &self.0.attempts
    }

    /// The body, as far as it was read. Nothing where it is a stream.
    pub fn body(&self) -> &Bytes {
        &self.0.body
    }

    /// Whether the body was read to its end. Only the response in a [`BodyError`](crate::BodyError), and one whose body
    /// is a stream, can lack the rest.
    pub fn is_complete(&self) -> bool {
        self.0.complete
    }

    /// Returns `true` if the response has the `documented` media type, as [`ResponseHead::is`] matches them.
    pub fn is(&self, documented: &str) -> bool {
        self.0.head.is(documented)
    }

    /// Decodes the body as JSON. A UTF-8 byte order mark is passed over.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        decode::json(self.body()).map_err(|fault| DecodeError::new(self.clone(), fault))
    }

    /// Decodes the body as text, by the `charset` of the response; UTF-8 where it names none.
    ///
    /// A charset that is not known, or a body that is malformed in it, is an error rather than a replacement
    /// character. A byte order mark comes before the declared charset (WHATWG Encoding, section 6).
    pub fn text(&self) -> Result<String, DecodeError> {
        decode::text(self.body(), self.0.head.charset().as_deref())
            .map_err(|fault| DecodeError::new(self.clone(), fault))
    }

    /// A header as a value of a type: lists by their commas, numbers and truths by their text. `None` where it is absent.
    pub fn header_as<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, DecodeError> {
        decode::header(self.headers(), name).map_err(|message| DecodeError::in_header(self.clone(), message))
    }

    /// The headers that the document describes, as the struct that is generated for them. One that is not as described is
    /// an error, which keeps the whole response; one that is absent is `None`.
    pub fn typed_headers<H>(&self) -> Result<H, DecodeError>
    where
        H: for<'a> TryFrom<&'a Self, Error = DecodeError>,
    {
        H::try_from(self)
    }

    /// The body as it is; shares the allocation.
    pub fn bytes(&self) -> Bytes {
        self.0.body.clone()
    }

    /// The body as events, the data of each in JSON.
    pub fn events<T: DeserializeOwned>(&self) -> EventStream<T> {
        EventStream::new(self.clone(), self.take_live(), |data| decode::json(data.as_bytes()), true)
    }

    /// The body as events, the data of each as text.
    pub fn text_events(&self) -> EventStream<String> {
        EventStream::new(self.clone(), self.take_live(), |data| Ok(data.to_owned()), false)
    }

    /// The body as JSON texts, a line or a record each.
    pub fn json_lines<T: DeserializeOwned>(&self) -> JsonLines<T> {
        let are_records = self.media_type().is_some_and(|it| it.eq_ignore_ascii_case("application/json-seq"));
        JsonLines::new(self.clone(), self.take_live(), are_records)
    }

    /// The body as it arrives.
    pub fn byte_stream(&self) -> ByteStream {
        ByteStream::new(self.clone(), self.take_live())
    }

    /// The body that is still to be read, or else what is at hand. Can be taken once.
    fn take_live(&self) -> Live {
        let live = self.0.live.lock().unwrap_or_else(PoisonError::into_inner).take();
        live.unwrap_or_else(|| Live { chunks: Chunks::kept(self.bytes()), limit: usize::MAX, resume: None })
    }

    pub(crate) fn show_request(&self) -> ShowRequest<'_> {
        ShowRequest(&self.0.method, &self.0.request_url)
    }
}

/// One line: `GET https://host/path answered 200 OK`.
impl fmt::Display for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} answered {}", self.show_request(), ShowStatus(self.status()))
    }
}

impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("method", self.request_method())
            .field("url", &ShowUrl(self.url()))
            .field("status", &self.status().as_u16())
            .field("media_type", &self.media_type())
            .field("elapsed", &self.elapsed())
            .field("body_bytes", &self.body().len())
            .field("complete", &self.is_complete())
            .field("attempts", &self.attempts())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
impl RawResponse {
    /// A response to `GET https://host/path?key=sk-query`.
    pub(crate) fn for_test(status: u16, content_type: &'static str, body: &'static [u8]) -> Self {
        let headers = [("x-secret", "sk-header"), ("content-type", content_type)];
        let head = ResponseHead::for_test(status, if content_type.is_empty() { &headers[..1] } else { &headers });
        Self::of_head(head, body)
    }

    /// The same with these headers and no body.
    pub(crate) fn for_test_with(status: u16, headers: &[(&'static str, &'static str)]) -> Self {
        Self::of_head(ResponseHead::for_test(status, headers), b"")
    }

    fn of_head(head: ResponseHead, body: &'static [u8]) -> Self {
        let url: Url = "https://host/path?key=sk-query".parse().unwrap();
        Self::new(Parts {
            method: Method::GET,
            request_url: url.clone(),
            url,
            head,
            elapsed: Duration::from_millis(1),
            body: Bytes::from_static(body),
            complete: true,
            attempts: Vec::new(),
            live: Mutex::new(None),
        })
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
        assert_eq!(raw.to_string(), "GET https://host/path answered 200 OK");
    }

    #[test]
    fn a_clone_costs_no_copy() {
        let raw = RawResponse::for_test(200, "text/plain", b"x");
        assert_eq!(size_of_val(&raw), size_of::<usize>());
        assert_eq!(raw.clone().body().as_ptr(), raw.bytes().as_ptr());
    }
}

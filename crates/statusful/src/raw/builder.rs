//! Made-up responses, for tests.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Serialize;

use super::{RawResponse, ReceivedBody, ResponseParts};
use crate::head::ResponseHead;
use crate::operation::OperationInfo;
use crate::sent::Sent;
use crate::{BuildError, Error, Operation, Response, call, decode};

/// Builds a response that no server sent, for tests; see [`RawResponse::builder`].
#[derive(Clone)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct RawResponseBuilder {
    status: StatusCode,
    headers: HeaderMap,
    /// The media type of the body, unless a header sets another.
    media_type: Option<&'static str>,
    body: Bytes,
    operation: Option<&'static OperationInfo>,
    elapsed: Duration,
    /// The first error.
    error: Option<String>,
}

impl RawResponseBuilder {
    /// Adds a header. Headers with the same name are kept.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let name = name.as_ref();
        match (HeaderName::try_from(name), HeaderValue::from_str(value.as_ref())) {
            (Ok(name), Ok(value)) => drop(self.headers.append(name, value)),
            (Err(_), _) => self.fail(format!("`{}` is not the name of a header", name.escape_debug())),
            (_, Err(_)) => self.fail(format!("the value of the header `{name}` is invalid")),
        }
        self
    }

    /// Sets a JSON body. The media type defaults to `application/json`.
    pub fn json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        match serde_json::to_vec(body) {
            Ok(bytes) => return self.typed("application/json", bytes.into()),
            Err(error) => self.fail(format!("the body cannot be serialized as JSON: {}", decode::describe(&error))),
        }
        self
    }

    /// Sets a text body. The media type defaults to `text/plain` in UTF-8.
    pub fn text(self, body: impl Into<String>) -> Self {
        self.typed("text/plain; charset=utf-8", body.into().into())
    }

    /// Sets a body of any media type, which a header can set.
    ///
    /// The bytes of a stream are passed as a whole: events as `data: {"n":1}\n\n`, JSON lines as `{"n":1}\n`.
    pub fn body(self, body: impl Into<Bytes>) -> Self {
        Self { body: body.into(), media_type: None, ..self }
    }

    /// Sets the request to one of the operation `O`, which is printed with its path template. Defaults to `GET
    /// http://localhost/`.
    pub fn operation<O: Operation>(self) -> Self {
        Self { operation: Some(OperationInfo::of::<O>()), ..self }
    }

    /// Sets the elapsed time. Defaults to zero.
    pub fn elapsed(self, elapsed: Duration) -> Self {
        Self { elapsed, ..self }
    }

    /// Builds the response.
    ///
    /// # Errors
    ///
    /// Returns [`BuildError::Response`] if a header is invalid, or if the body cannot be serialized.
    pub fn build(mut self) -> Result<RawResponse, BuildError> {
        if let Some(error) = self.error {
            return Err(BuildError::Response(error));
        }
        if let Some(media_type) = self.media_type {
            self.headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(media_type));
        }
        let sent = self.operation.map_or_else(Sent::made_up, |info| Sent::of_operation(info, None, Arc::default()));
        let parts = ResponseParts { sent, url: None, head: ResponseHead::new(self.status, self.headers) };
        Ok(RawResponse::new(parts, ReceivedBody::Complete(self.body), self.elapsed))
    }

    fn typed(self, media_type: &'static str, body: Bytes) -> Self {
        Self { body, media_type: Some(media_type), ..self }
    }

    fn fail(&mut self, message: String) {
        self.error.get_or_insert(message);
    }
}

/// Does not print values of headers, which may be secret.
impl fmt::Debug for RawResponseBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponseBuilder").field("status", &self.status.as_u16()).finish_non_exhaustive()
    }
}

/// Methods for tests: making up a response, and decoding it.
impl RawResponse {
    /// Creates a builder for a response that no server sent, for tests.
    ///
    /// ```
    /// use statusful::{RawResponse, StatusCode};
    ///
    /// # fn run() -> Result<(), statusful::BuildError> {
    /// let raw = RawResponse::builder(StatusCode::CREATED).header("x-request-id", "7").json(&["a"]).build()?;
    /// assert!(raw.status() == 201 && raw.media_type() == Some("application/json"));
    /// # Ok(())
    /// # }
    /// # run().unwrap();
    /// ```
    pub fn builder(status: StatusCode) -> RawResponseBuilder {
        RawResponseBuilder {
            status,
            headers: HeaderMap::new(),
            media_type: None,
            body: Bytes::new(),
            operation: None,
            elapsed: Duration::ZERO,
            error: None,
        }
    }

    /// Decodes the response as documented for the operation `O`, like a call.
    pub fn decode_as<O: Operation>(&self) -> Result<Response<O::Success>, Error<O::Failure>> {
        call::decode::<O>(self.clone())
    }

    /// Returns the same response to another request.
    pub(crate) fn in_reply_to(&self, sent: Sent) -> Self {
        let parts = ResponseParts { sent, url: None, head: self.head().clone() };
        Self::new(parts, self.moved_body(), self.elapsed())
    }

    /// Returns the same response as a replacement of the one that was received.
    pub(crate) fn in_place_of(&self, received: &Self) -> Self {
        let ResponseParts { sent, url, .. } = &received.0.parts;
        let parts = ResponseParts { sent: sent.clone(), url: url.clone(), head: self.head().clone() };
        Self::new(parts, self.moved_body(), received.elapsed())
    }

    /// Returns the same response, with an incomplete body.
    pub(crate) fn cut_off(&self) -> Self {
        let ResponseParts { sent, url, head } = &self.0.parts;
        let parts = ResponseParts { sent: sent.clone(), url: url.clone(), head: head.clone() };
        Self::new(parts, ReceivedBody::Incomplete(self.bytes()), self.elapsed())
    }

    /// Returns the body for another response. A stream can be read only there.
    fn moved_body(&self) -> ReceivedBody {
        match &self.0.body {
            ReceivedBody::Complete(body) => ReceivedBody::Complete(body.clone()),
            ReceivedBody::Incomplete(body) => ReceivedBody::Incomplete(body.clone()),
            ReceivedBody::Stream(live) => {
                ReceivedBody::Stream(Mutex::new(live.lock().unwrap_or_else(PoisonError::into_inner).take()))
            }
        }
    }
}

/// Creates a response with this status, headers and body, for tests.
impl<B: Into<Bytes>> From<http::Response<B>> for RawResponse {
    fn from(response: http::Response<B>) -> Self {
        let (head, body) = response.into_parts();
        let head = ResponseHead::new(head.status, head.headers);
        let parts = ResponseParts { sent: Sent::made_up(), url: None, head };
        Self::new(parts, ReceivedBody::Complete(body.into()), Duration::ZERO)
    }
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::*;
    use crate::{Case, DecodeError, Never};

    /// An operation for which `200` is text, and `201` is JSON.
    struct Get;

    impl Operation for Get {
        type Success = String;
        type Failure = Never;
        const ID: &'static str = "get";
        const METHOD: Method = Method::PUT;
        const PATH: &'static str = "/keys/{id}";
        const SERVER: &'static str = "https://host/api";

        fn case(head: &ResponseHead) -> Case<Self> {
            match head.status().as_u16() {
                200 if head.is("text/plain") => Case::Success(RawResponse::text),
                201 => Case::Success(RawResponse::json),
                _ => Case::Undocumented,
            }
        }
    }

    #[test]
    fn it_has_what_was_set() {
        let builder = RawResponse::builder(StatusCode::OK).header("x-a", "1").header("X-A", "2").text("ä");
        let raw = builder.elapsed(Duration::from_secs(2)).build().unwrap();
        assert_eq!(raw.headers().get_all("x-a").iter().collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!((raw.content_type(), raw.body()), (Some("text/plain; charset=utf-8"), &Bytes::from("ä")));
        assert_eq!(raw.elapsed(), Duration::from_secs(2));
        assert!(raw.is_complete() && raw.attempts().is_empty() && raw.redirects().is_empty());
        assert_eq!(raw.to_string(), "GET http://localhost/ returned 200 OK");
        let raw = RawResponse::builder(StatusCode::OK).operation::<Get>().build().unwrap();
        assert_eq!(raw.to_string(), "PUT https://host/api/keys/{id} returned 200 OK");
        assert!(raw.content_type().is_none() && raw.body().is_empty());
    }

    #[test]
    fn a_header_sets_the_media_type_whatever_the_order() {
        let problem = "application/problem+json";
        for builder in [
            RawResponse::builder(StatusCode::OK).header("content-type", problem).json(&1),
            RawResponse::builder(StatusCode::OK).json(&1).header("content-type", problem),
        ] {
            let raw = builder.build().unwrap();
            assert_eq!(raw.headers().get_all(CONTENT_TYPE).iter().collect::<Vec<_>>(), [problem]);
        }
        let raw = RawResponse::builder(StatusCode::OK).json(&1).body("plain").build().unwrap();
        assert_eq!((raw.content_type(), raw.body()), (None, &Bytes::from("plain")));
    }

    #[test]
    fn what_cannot_be_sent_is_an_error_without_values() {
        let new = || RawResponse::builder(StatusCode::OK);
        for (builder, message) in [
            (new().header("a b", "sk-value"), "`a b` is not the name of a header"),
            (new().header("x-key", "sk-\n"), "the value of the header `x-key` is invalid"),
            (new().json(&std::collections::HashMap::from([((1, 2), "sk")])), "key must be a string"),
            (new().header("x-key", "\n").header("a b", ""), "`x-key`"),
        ] {
            let printed = format!("{builder:?}{}", builder.clone().build().unwrap_err());
            assert!(printed.contains(message) && !printed.contains("sk"), "{printed}");
        }
    }

    #[test]
    fn it_is_decoded_by_status_and_media_type() {
        let decoded = |response: http::Response<&'static str>| RawResponse::from(response).decode_as::<Get>();
        let json = |status: u16, body| {
            let builder = http::Response::builder().status(status).header("content-type", "application/json");
            builder.body(body).unwrap()
        };
        assert_eq!(*decoded(http::Response::new("text")).unwrap(), "text");
        assert_eq!(*decoded(json(201, r#""json""#)).unwrap(), "json");
        assert!(matches!(decoded(json(200, "")), Err(Error::Undocumented(raw)) if raw.status() == 200));
        let malformed = decoded(json(201, "{"));
        assert!(matches!(&malformed, Err(Error::Decode(error)) if !DecodeError::is_empty_body(error)), "{malformed:?}");
    }
}

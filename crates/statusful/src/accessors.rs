//! Accessors, which return the body of the response with a certain status or kind: `response.created()?`.

use bytes::Bytes;
use http::StatusCode;
use serde::de::DeserializeOwned;

use crate::unexpected::Expected;
use crate::{ByteStream, EventStream, JsonLines, Response, UnexpectedResponse};

/// An enum of responses that has exactly one variant for a status.
///
/// Generated enums implement it for each status that the document describes with one media type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no single variant for status {STATUS}",
    label = "the document describes no single response with status {STATUS} here",
    note = "a `match` on the value handles every documented response"
)]
pub trait Variant<const STATUS: u16>: Sized {
    /// The body in the variant, or `()` if there is none.
    type Body;

    /// Returns the body in the variant, or the value unchanged if it is another variant.
    fn take(self) -> Result<Self::Body, Self>;
}

/// An enum of responses in which the kind of the body selects a variant, because a status has several media types.
///
/// Generated enums implement it for each kind `K` that only one of these media types has, so that `.into_json()` and
/// `.into_events()` compile for an operation that responds with JSON or with a stream of events. Other accessors do not
/// compile:
/// ```compile_fail,E0277
/// # enum GetResponse { OkJson(u8), OkCsv(String) }
/// # statusful::variants! { success GetResponse { Json => OkJson(u8), Text => OkCsv(String) } }
/// fn events(response: statusful::Response<GetResponse>) {
///     let _ = response.into_events();
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no single variant with a body of the kind `{K}`",
    label = "the document does not describe one status with `{K}` and other media types here",
    note = "accessors such as `.ok()` return the body of a status that has one media type",
    note = "a `match` on the value handles every documented response"
)]
pub trait KindVariant<K>: Sized {
    /// The body in the variant.
    type Body;

    /// Returns the body in the variant, or the value unchanged if it is another variant.
    fn take(self) -> Result<Self::Body, Self>;
}

/// The value of a [`Response`] with accessors by status: an enum with a [`Variant`] for the status, or the body of an
/// operation that has only one documented success.
///
/// `By` is inferred. The type of a body does not determine which status is documented, because operations share types.
/// Therefore, accessors for other statuses compile for it and return an [`UnexpectedResponse`]. For an enum, they do
/// not compile:
///
/// ```compile_fail,E0277
/// # enum GetResponse { Ok(u8), Created(String) }
/// # statusful::variants! { success GetResponse { 200 => Ok(u8), 201 => Created(String) } }
/// fn accepted(response: statusful::Response<GetResponse>) {
///     // There is no `202` in the document.
///     let _ = response.accepted();
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no accessor for status {STATUS}",
    label = "the document describes no single response with status {STATUS} here",
    note = "if the document has several media types for the status, use `.into_json()`, `.into_events()` and the like",
    note = "a `match` on the value handles every documented response"
)]
pub trait Documented<const STATUS: u16, By>: Sized {
    /// The body.
    type Body;

    /// The advice for callers if the status is different.
    #[doc(hidden)]
    const ADVICE: &'static str;

    /// Returns the body if the response has the status, or the value unchanged otherwise.
    fn take_of(self, status: StatusCode) -> Result<Self::Body, Self>;
}

/// Implemented by every type for itself.
///
/// Accessors require their trait of a type parameter that equals `T`, instead of requiring it of `T`. That makes the
/// compiler print the message of the trait for a type that does not implement it, instead of reporting that the method
/// was not found.
#[doc(hidden)]
pub trait Itself {
    type Type;

    fn itself(self) -> Self::Type;
}

impl<T> Itself for T {
    type Type = T;

    fn itself(self) -> T {
        self
    }
}

/// How the body is found in the value of a response.
#[doc(hidden)]
pub mod by {
    /// The value is an enum, and the body is in a variant.
    #[derive(Debug)]
    pub enum Variant {}
    /// The value is the body, decoded from JSON or text.
    #[derive(Debug)]
    pub enum Decoded {}
    /// The value is the body, as bytes.
    #[derive(Debug)]
    pub enum Bytes {}
    /// The value is the body, as a stream.
    #[derive(Debug)]
    pub enum Stream {}
}

const MATCH: &str = "a `match` on the value handles every documented response";

impl<const STATUS: u16, T: Variant<STATUS>> Documented<STATUS, by::Variant> for T {
    type Body = T::Body;
    const ADVICE: &'static str = MATCH;

    fn take_of(self, _: StatusCode) -> Result<T::Body, Self> {
        self.take()
    }
}

macro_rules! whole {
    ($($by:ident: [$($generic:tt)*] $ty:ty),* $(,)?) => {$(
        impl<const STATUS: u16, $($generic)*> Documented<STATUS, by::$by> for $ty {
            type Body = Self;
            const ADVICE: &'static str = "`into_inner()` returns the body regardless of the status";

            fn take_of(self, status: StatusCode) -> Result<Self, Self> {
                if status.as_u16() == STATUS { Ok(self) } else { Err(self) }
            }
        }
    )*};
}

whole! {
    Decoded: [T: DeserializeOwned] T,
    Bytes: [] Bytes,
    Stream: [T] EventStream<T>,
    Stream: [T] JsonLines<T>,
    Stream: [] ByteStream,
}

impl<T> Response<T> {
    fn expect_status<const STATUS: u16, By>(self) -> Result<Response<T::Body>, UnexpectedResponse<T>>
    where
        T: Documented<STATUS, By>,
    {
        let status = self.status();
        self.select(|value| value.take_of(status)).map_err(|other| {
            let expected =
                StatusCode::from_u16(STATUS).map_or(Expected::Other, |status| Expected::Status(status, T::ADVICE));
            other.instead_of(expected)
        })
    }
}

/// Kinds of bodies, for [`KindVariant`].
pub mod kind {
    /// JSON.
    #[derive(Debug)]
    pub enum Json {}
    /// Text.
    #[derive(Debug)]
    pub enum Text {}
    /// Bytes.
    #[derive(Debug)]
    pub enum Bytes {}
    /// A stream of events.
    #[derive(Debug)]
    pub enum Events {}
    /// A stream of JSON values.
    #[derive(Debug)]
    pub enum JsonLines {}
    /// A stream of bytes.
    #[derive(Debug)]
    pub enum ByteStream {}
}

macro_rules! accessors_of_kinds {
    ($($kind:ident $name:ident $body:literal)*) => {
        /// Accessors by the kind of the body, for statuses with several media types. For any other response, the error
        /// contains it.
        impl<T> Response<T> {
            $(
                #[doc = concat!("Returns ", $body, ".")]
                pub fn $name<V>(self) -> Result<Response<V::Body>, UnexpectedResponse<V>>
                where
                    T: Itself<Type = V>,
                    V: KindVariant<kind::$kind>,
                {
                    let selected = self.map(T::itself).select(V::take);
                    selected.map_err(|other| other.instead_of(Expected::Kind($body, MATCH)))
                }
            )*
        }
    };
}

accessors_of_kinds! {
    Json into_json "the JSON body"
    Text into_text "the text"
    Bytes into_bytes "the bytes"
    Events into_events "the stream of events"
    JsonLines into_json_lines "the stream of JSON values"
    ByteStream into_byte_stream "the stream of bytes"
}

macro_rules! accessors {
    ($($status:literal $name:ident $reason:literal)*) => {
        /// Accessors by status. For any other response, the error contains it.
        impl<T> Response<T> {
            $(
                #[doc = concat!("Returns the body of a `", $status, " ", $reason, "`.")]
                pub fn $name<V, By>(self) -> Result<Response<V::Body>, UnexpectedResponse<V>>
                where
                    T: Itself<Type = V>,
                    V: Documented<$status, By>,
                {
                    self.map(T::itself).expect_status::<$status, By>()
                }
            )*
        }

        #[cfg(test)]
        const TABLE: &[(u16, &str, &str)] = &[$(($status, stringify!($name), $reason)),*];
    };
}

// All statuses of the `http` crate, with the names that it uses.
accessors! {
    100 continue_ "Continue"
    101 switching_protocols "Switching Protocols"
    102 processing "Processing"
    103 early_hints "Early Hints"
    200 ok "OK"
    201 created "Created"
    202 accepted "Accepted"
    203 non_authoritative_information "Non Authoritative Information"
    204 no_content "No Content"
    205 reset_content "Reset Content"
    206 partial_content "Partial Content"
    207 multi_status "Multi-Status"
    208 already_reported "Already Reported"
    226 im_used "IM Used"
    300 multiple_choices "Multiple Choices"
    301 moved_permanently "Moved Permanently"
    302 found "Found"
    303 see_other "See Other"
    304 not_modified "Not Modified"
    305 use_proxy "Use Proxy"
    307 temporary_redirect "Temporary Redirect"
    308 permanent_redirect "Permanent Redirect"
    400 bad_request "Bad Request"
    401 unauthorized "Unauthorized"
    402 payment_required "Payment Required"
    403 forbidden "Forbidden"
    404 not_found "Not Found"
    405 method_not_allowed "Method Not Allowed"
    406 not_acceptable "Not Acceptable"
    407 proxy_authentication_required "Proxy Authentication Required"
    408 request_timeout "Request Timeout"
    409 conflict "Conflict"
    410 gone "Gone"
    411 length_required "Length Required"
    412 precondition_failed "Precondition Failed"
    413 payload_too_large "Payload Too Large"
    414 uri_too_long "URI Too Long"
    415 unsupported_media_type "Unsupported Media Type"
    416 range_not_satisfiable "Range Not Satisfiable"
    417 expectation_failed "Expectation Failed"
    418 im_a_teapot "I'm a teapot"
    421 misdirected_request "Misdirected Request"
    422 unprocessable_entity "Unprocessable Entity"
    423 locked "Locked"
    424 failed_dependency "Failed Dependency"
    425 too_early "Too Early"
    426 upgrade_required "Upgrade Required"
    428 precondition_required "Precondition Required"
    429 too_many_requests "Too Many Requests"
    431 request_header_fields_too_large "Request Header Fields Too Large"
    451 unavailable_for_legal_reasons "Unavailable For Legal Reasons"
    500 internal_server_error "Internal Server Error"
    501 not_implemented "Not Implemented"
    502 bad_gateway "Bad Gateway"
    503 service_unavailable "Service Unavailable"
    504 gateway_timeout "Gateway Timeout"
    505 http_version_not_supported "HTTP Version Not Supported"
    506 variant_also_negotiates "Variant Also Negotiates"
    507 insufficient_storage "Insufficient Storage"
    508 loop_detected "Loop Detected"
    510 not_extended "Not Extended"
    511 network_authentication_required "Network Authentication Required"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Error, Never, RawResponse};

    #[derive(Debug, PartialEq)]
    enum Answer {
        Ok(u8),
        Created(String),
    }

    crate::variants! { success Answer { 200 => Ok(u8), 201 => Created(String) } }

    fn answer(status: u16, answer: Answer) -> Response<Answer> {
        Response::new(answer, RawResponse::for_test(status, "text/plain", b"wait"))
    }

    fn created() -> Response<Answer> {
        answer(201, Answer::Created("wait".to_owned()))
    }

    #[test]
    fn the_table_has_every_status_of_http() {
        let known = (100..=999)
            .filter_map(|code| StatusCode::from_u16(code).ok()?.canonical_reason().map(|reason| (code, reason)));
        assert!(known.eq(TABLE.iter().map(|(code, _, reason)| (*code, *reason))));
    }

    #[test]
    fn names_are_the_reasons_in_snake_case() {
        for (_, name, reason) in TABLE {
            let snake = reason.to_lowercase().replace([' ', '-'], "_").replace('\'', "");
            assert_eq!(name.trim_end_matches('_'), snake);
        }
    }

    #[test]
    fn the_status_asked_for_is_handed_out() {
        let response = created().created().unwrap();
        assert_eq!(*response, "wait");
        assert_eq!(response.status(), 201);
        assert_eq!(*answer(200, Answer::Ok(7)).ok().unwrap(), 7);
    }

    #[test]
    fn another_status_comes_back_whole() {
        let error = created().ok().unwrap_err();
        let message = "expected 200 OK, got 201 Created (GET https://host/path); a `match` on the value handles every \
                       documented response";
        assert_eq!(error.to_string(), message);
        assert_eq!(error.expected(), Some(StatusCode::OK));
        assert_eq!(error.into_response().into_inner(), Answer::Created("wait".to_owned()));
    }

    #[test]
    fn a_body_alone_is_that_of_the_status_it_came_with() {
        let body = |status| Response::new("text".to_owned(), RawResponse::for_test(status, "text/plain", b"text"));
        assert_eq!(*body(201).created().unwrap(), "text");
        let error = body(201).ok().unwrap_err();
        let message = "expected 200 OK, got 201 Created (GET https://host/path); `into_inner()` returns the body \
                       regardless of the status";
        assert_eq!(error.to_string(), message);
        assert_eq!(*error.into_response(), "text");
        let nothing = Response::new((), RawResponse::for_test(204, "", b""));
        assert!(nothing.no_content().is_ok());
        let bytes = Response::new(Bytes::new(), RawResponse::for_test(200, "", b""));
        assert!(bytes.ok().is_ok());
    }

    #[test]
    fn a_kind_of_body_is_taken_from_an_enum() {
        #[derive(Debug, PartialEq)]
        enum Report {
            OkJson(u8),
            OkCsv(String),
        }
        crate::variants! { success Report { Json => OkJson(u8), Text => OkCsv(String) } }
        let report = |value| Response::new(value, RawResponse::for_test(200, "text/csv", b"a,b"));
        assert_eq!(*report(Report::OkJson(7)).into_json().unwrap(), 7);
        assert_eq!(*report(Report::OkCsv("a,b".to_owned())).into_text().unwrap(), "a,b");
        let error = report(Report::OkCsv("a,b".to_owned())).into_json().unwrap_err();
        let message = "expected the JSON body, got 200 OK with text/csv (GET https://host/path); a `match` on the value \
                       handles every documented response";
        assert_eq!((error.to_string().as_str(), error.expected()), (message, None));
    }

    #[test]
    fn a_question_mark_makes_it_an_error() {
        fn ok(response: Response<Answer>) -> Result<u8, Error<Never>> {
            Ok(response.ok()?.into_inner())
        }
        let error = ok(created()).unwrap_err();
        assert!(matches!(&error, Error::Unexpected(raw) if raw.status() == 201 && raw.body() == "wait"));
    }
}

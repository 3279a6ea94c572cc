//! One accessor per status: `response.created()?`.

use http::StatusCode;

use crate::{Response, UnexpectedResponse};

/// A response enum that has a variant for one status.
///
/// Generated enums implement it for each status that the document names, so that `.created()` compiles only where
/// `201` is documented.
#[diagnostic::on_unimplemented(
    message = "the document describes no single response with status {STATUS} here",
    label = "`{Self}` has no variant for status {STATUS}"
)]
pub trait Variant<const STATUS: u16>: Sized {
    /// What the variant holds.
    type Body;

    /// What the variant holds, or the value unchanged if it is another variant.
    fn take(self) -> Result<Self::Body, Self>;
}

impl<T> Response<T> {
    fn expect_status<const STATUS: u16>(self) -> Result<Response<T::Body>, UnexpectedResponse<T>>
    where
        T: Variant<STATUS>,
    {
        self.select(T::take)
            .map_err(|other| UnexpectedResponse::new(StatusCode::from_u16(STATUS).ok(), other.into_response()))
    }
}

macro_rules! accessors {
    ($($status:literal $name:ident $reason:literal)*) => {
        /// The body of the response with a certain status. Any other response comes back whole, as the error.
        impl<T> Response<T> {
            $(
                #[doc = concat!("The body of a `", $status, " ", $reason, "`.")]
                pub fn $name(self) -> Result<Response<T::Body>, UnexpectedResponse<T>>
                where
                    T: Variant<$status>,
                {
                    self.expect_status::<$status>()
                }
            )*
        }

        #[cfg(test)]
        const TABLE: &[(u16, &str, &str)] = &[$(($status, stringify!($name), $reason)),*];
    };
}

// All statuses that the `http` crate names, under its names.
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
        assert_eq!(error.to_string(), "expected 200 OK, got 201 Created (GET https://host/path)");
        assert_eq!(error.expected(), Some(StatusCode::OK));
        assert_eq!(error.into_response().into_inner(), Answer::Created("wait".to_owned()));
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

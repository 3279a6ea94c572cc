//! The interface between generated code and the runtime: an operation and its responses.

use std::fmt;

use http::Method;

use crate::{DecodeError, GlobalParameter, Idempotency, RawResponse, ResponseHead, RetryPolicy, SecurityScheme};

/// An operation of an API: its constants, and how its responses are decoded.
///
/// Generated code implements this trait for one marker type per operation.
pub trait Operation: Sized + 'static {
    /// The value of a documented success: a body, or an enum of the documented responses.
    type Success: fmt::Debug;
    /// The value of a documented failure, or [`Never`](crate::Never) if the document describes none.
    type Failure: fmt::Debug;
    /// The `operationId`.
    const ID: &'static str;
    /// The HTTP method.
    const METHOD: Method;
    /// The path template, relative to the server's URL, such as `/keys/{id}`.
    const PATH: &'static str;
    /// The server's URL. If it is relative or empty, because the document has no absolute URL, the client's builder
    /// must set a server.
    const SERVER: &'static str = "";
    /// The `Accept` header: the documented media types. If empty, `*/*` is sent.
    const ACCEPT: &'static str = "";
    /// The security requirements: alternatives, each a set of schemes that are required together. Without alternatives,
    /// the operation requires no credentials. An empty alternative makes them optional.
    const SECURITY: &'static [&'static [SecurityScheme]] = &[];
    /// The parameters that can be set for all calls of a client.
    const GLOBALS: &'static [GlobalParameter] = &[];
    /// How `3xx` responses are handled.
    const REDIRECTS: Redirects = Redirects::Followed;
    /// The retry policy of the document (`x-retries`), if any. The policy of the call or the client takes precedence.
    const RETRY: Option<RetryPolicy> = None;
    /// Whether a request can be repeated, in addition to what its method implies (`x-idempotency`, `x-idempotent`).
    const IDEMPOTENCY: Idempotency = Idempotency::ByMethod;

    /// Finds the documented response by status and media type, and returns how its body is read and decoded.
    ///
    /// The runtime calls this when the head of a response has arrived, and again when it decodes the response, so the
    /// result must depend only on the head.
    fn case(head: &ResponseHead) -> Case<Self>;
}

/// The documented response that matches the head of a response, as returned by [`Operation::case`].
pub enum Case<O: Operation> {
    /// The document describes no response with this status and media type. The body is read completely within the
    /// client's limits, and the call fails with [`Error::Undocumented`](crate::Error::Undocumented).
    Undocumented,
    /// A success whose body is read completely within the client's limits, and then decoded.
    Success(fn(&RawResponse) -> Result<O::Success, DecodeError>),
    /// A failure whose body is read completely within the client's limits, and then decoded.
    Failure(fn(&RawResponse) -> Result<O::Failure, DecodeError>),
    /// A success whose body is decoded while it arrives. The function runs when the head has arrived.
    SuccessStream(fn(&RawResponse) -> O::Success),
    /// A failure whose body is decoded while it arrives. The function runs when the head has arrived.
    FailureStream(fn(&RawResponse) -> O::Failure),
}

/// How the body of a response is read: the part of a [`Case`] that all operations share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Completely.
    Whole,
    /// While it arrives, by the caller.
    Stream,
}

impl Reading {
    pub(crate) fn of<O: Operation>(head: &ResponseHead) -> Self {
        match O::case(head) {
            Case::Undocumented | Case::Success(_) | Case::Failure(_) => Self::Whole,
            Case::SuccessStream(_) | Case::FailureStream(_) => Self::Stream,
        }
    }
}

/// A function that shows a value in a debug log.
pub(crate) type Show<'s> = &'s mut dyn FnMut(&dyn fmt::Debug);

/// What a debug log can show of a response body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodyView {
    /// The decoded value.
    Decoded,
    /// Nothing, because the body does not match the document.
    Malformed,
    /// Nothing, because the document does not describe the response.
    Undocumented,
    /// Nothing, because the caller reads the body.
    Stream,
}

impl BodyView {
    /// Decodes a response, and shows its value.
    pub(crate) fn of<O: Operation>(raw: &RawResponse, show: Show<'_>) -> Self {
        let is_decoded = match O::case(raw.head()) {
            Case::Undocumented => return Self::Undocumented,
            Case::SuccessStream(_) | Case::FailureStream(_) => return Self::Stream,
            Case::Success(decode) => decode(raw).map(|value| show(&value)).is_ok(),
            Case::Failure(decode) => decode(raw).map(|value| show(&value)).is_ok(),
        };
        if is_decoded { Self::Decoded } else { Self::Malformed }
    }
}

/// The constants of an [`Operation`] as values, for code that all operations share.
#[derive(Debug)]
pub(crate) struct OperationInfo {
    pub(crate) id: &'static str,
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) server: &'static str,
    pub(crate) accept: &'static str,
    pub(crate) security: &'static [&'static [SecurityScheme]],
    pub(crate) globals: &'static [GlobalParameter],
    pub(crate) redirects: Redirects,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) idempotency: Idempotency,
    pub(crate) reading: fn(&ResponseHead) -> Reading,
    pub(crate) view: fn(&RawResponse, Show<'_>) -> BodyView,
}

impl OperationInfo {
    /// The compiler computes them, so that a call only refers to them.
    pub(crate) const fn of<O: Operation>() -> &'static Self {
        const {
            &Self {
                id: O::ID,
                method: O::METHOD,
                path: O::PATH,
                server: O::SERVER,
                accept: O::ACCEPT,
                security: O::SECURITY,
                globals: O::GLOBALS,
                redirects: O::REDIRECTS,
                retry: O::RETRY,
                idempotency: O::IDEMPOTENCY,
                reading: Reading::of::<O>,
                view: BodyView::of::<O>,
            }
        }
    }
}

/// How `3xx` responses with a `Location` header are handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Redirects {
    /// They are followed according to the client's [`RedirectPolicy`](crate::RedirectPolicy). This is the default.
    #[default]
    Followed,
    /// They are returned, because the document describes them.
    Returned,
}

impl<O: Operation> Clone for Case<O> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<O: Operation> Copy for Case<O> {}

impl<O: Operation> fmt::Debug for Case<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Undocumented => "Undocumented",
            Self::Success(_) => "Success",
            Self::Failure(_) => "Failure",
            Self::SuccessStream(_) => "SuccessStream",
            Self::FailureStream(_) => "FailureStream",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Never;

    struct Get;

    impl Operation for Get {
        type Success = ();
        type Failure = Never;
        const ID: &'static str = "get";
        const METHOD: Method = Method::GET;
        const PATH: &'static str = "/";

        fn case(head: &ResponseHead) -> Case<Self> {
            match head.status().as_u16() {
                200 => Case::Success(|_| Ok(())),
                206 => Case::SuccessStream(|_| ()),
                _ => Case::Undocumented,
            }
        }
    }

    #[test]
    fn only_a_stream_is_read_by_the_caller() {
        for (status, reading, printed) in [
            (200, Reading::Whole, "Success"),
            (206, Reading::Stream, "SuccessStream"),
            (404, Reading::Whole, "Undocumented"),
        ] {
            let head = ResponseHead::for_test(status, &[]);
            assert_eq!((Reading::of::<Get>(&head), format!("{:?}", Get::case(&head))), (reading, printed.to_owned()));
        }
    }
}

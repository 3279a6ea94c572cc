//! The interface between generated code and the runtime: an operation and its responses.

use std::fmt;

use http::Method;

use crate::{DecodeError, RawResponse, ResponseHead, RetryPolicy, SecurityScheme};

/// An operation of an API: its constant properties, and how its responses are decoded.
///
/// Generated code implements this trait for one marker type per operation.
pub trait Operation: Sized + 'static {
    /// The value of a documented success: a body, or an enum of the documented responses.
    type Success;
    /// The value of a documented failure; [`Never`](crate::Never) if the document describes none.
    type Failure;
    /// The properties that all calls of this operation share.
    const INFO: OperationInfo;

    /// Finds the documented response by status and media type: how its body is read, and how it is decoded.
    ///
    /// The runtime calls this when the head of a response has arrived, and again when it decodes the response, so the
    /// result must depend on the head alone.
    fn case(head: &ResponseHead) -> Case<Self>;
}

/// The documented response that matches the head of a response: what [`Operation::case`] returns.
pub enum Case<O: Operation> {
    /// The document describes no response with this status and media type. The body is read to its end within the
    /// client's limits; the call fails with [`Error::Undocumented`](crate::Error::Undocumented).
    Undocumented,
    /// The body is read to its end within the client's limits, then decoded.
    Whole(fn(&RawResponse) -> Decoded<O>),
    /// The body is decoded while it arrives. The function runs when the head has arrived.
    Stream(fn(&RawResponse) -> Decoded<O>),
}

/// The result of decoding a documented response.
pub type Decoded<O> = Result<Outcome<<O as Operation>::Success, <O as Operation>::Failure>, DecodeError>;

/// A decoded response: a success or a failure of the operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome<S, F> {
    /// A documented success.
    Success(S),
    /// A documented failure.
    Failure(F),
}

/// How the body of a response is read: what the code that all operations share needs to know of a [`Case`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// To its end.
    Whole,
    /// While it arrives, by the caller.
    Stream,
}

impl Reading {
    pub(crate) fn of<O: Operation>(head: &ResponseHead) -> Self {
        match O::case(head) {
            Case::Undocumented | Case::Whole(_) => Self::Whole,
            Case::Stream(_) => Self::Stream,
        }
    }
}

/// The properties of an operation that are the same in all its calls.
#[derive(Debug, Clone)]
pub struct OperationInfo {
    /// The `operationId`.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path template below the server's URL, such as `/keys/{id}`.
    pub path: &'static str,
    /// The server's URL. If it is relative or empty, because the document gives no absolute URL, the client's builder
    /// has to set a server.
    pub server: &'static str,
    /// The `Accept` header: the documented media types. If empty, `*/*` is sent.
    pub accept: &'static str,
    /// The security requirements: alternatives, each a set of schemes that are required together. Without alternatives
    /// the operation takes no credentials; an empty alternative makes them optional.
    pub security: &'static [&'static [SecurityScheme]],
    /// How `3xx` responses are handled.
    pub redirects: Redirects,
    /// The retry policy of the document (`x-retries`), if any. The policy of the call or the client takes precedence.
    pub retry: Option<RetryPolicy>,
}

/// How `3xx` responses with a `Location` header are handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Redirects {
    /// They are followed as the client's [`RedirectPolicy`](crate::RedirectPolicy) says. This is the default.
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
            Self::Whole(_) => "Whole",
            Self::Stream(_) => "Stream",
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
        const INFO: OperationInfo = OperationInfo {
            id: "get",
            method: Method::GET,
            path: "/",
            server: "",
            accept: "",
            security: &[],
            redirects: Redirects::Followed,
            retry: None,
        };

        fn case(head: &ResponseHead) -> Case<Self> {
            match head.status().as_u16() {
                200 => Case::Whole(|_| Ok(Outcome::Success(()))),
                206 => Case::Stream(|_| Ok(Outcome::Success(()))),
                _ => Case::Undocumented,
            }
        }
    }

    #[test]
    fn only_a_stream_is_read_by_the_caller() {
        for (status, reading, printed) in
            [(200, Reading::Whole, "Whole"), (206, Reading::Stream, "Stream"), (404, Reading::Whole, "Undocumented")]
        {
            let head = ResponseHead::for_test(status, &[]);
            assert_eq!((Reading::of::<Get>(&head), format!("{:?}", Get::case(&head))), (reading, printed.to_owned()));
        }
    }
}

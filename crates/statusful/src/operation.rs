//! What generated code says about an operation.

use http::Method;

use crate::{DecodeError, RawResponse, RetryPolicy, SecurityScheme};

/// One operation of an API: what is the same in all its calls, and how its responses become values.
///
/// Generated code implements this for one marker type per operation.
pub trait Operation: Sized + 'static {
    /// What a documented success carries: a body, or an enum of the documented responses.
    type Success;
    /// What a documented failure carries; [`Never`](crate::Never) where the document has none.
    type Failure;
    /// What is the same in all calls of this operation.
    const INFO: OperationInfo;

    /// Whether the body of a response is read before it is decoded, given its status and headers.
    fn reading(_head: &RawResponse) -> Reading {
        Reading::Whole
    }

    /// Picks the documented response by status and media type, and decodes its body.
    fn decode(response: &RawResponse) -> Decoded<Self>;
}

/// What [`Operation::decode`] returns.
pub type Decoded<O> = Result<Outcome<<O as Operation>::Success, <O as Operation>::Failure>, DecodeError>;

/// How the body of a response is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reading {
    /// To its end, within the client's limits, before it is decoded.
    #[default]
    Whole,
    /// While it arrives, by whoever gets the decoded value.
    Stream,
}

/// What a response was found to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome<S, F> {
    /// A documented success.
    Success(S),
    /// A documented failure.
    Failure(F),
    /// A status or a media type that the document does not have.
    Undocumented,
}

/// The facts of an operation that do not change from call to call.
#[derive(Debug, Clone)]
pub struct OperationInfo {
    /// The `operationId`.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path template below the server's URL, such as `/keys/{id}`.
    pub path: &'static str,
    /// The server's URL. It may be relative or empty where the document leaves it so; then the client's builder has to
    /// name a server.
    pub server: &'static str,
    /// The `Accept` header: the media types the document describes. Empty sends `*/*`.
    pub accept: &'static str,
    /// Alternatives, each a set of schemes that are due together. No alternative at all means that the operation takes
    /// no credentials; an empty one means that it can do without.
    pub security: &'static [&'static [SecurityScheme]],
    /// What becomes of a `3xx` response.
    pub redirects: Redirects,
    /// When to send again, where the document says so (`x-retries`) and neither the call nor the client does.
    pub retry: Option<RetryPolicy>,
}

/// What becomes of a `3xx` response with a `Location`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Redirects {
    /// It is followed, up to ten times. Credentials never go along to another origin.
    #[default]
    Followed,
    /// It is returned, because the document describes it.
    Returned,
}

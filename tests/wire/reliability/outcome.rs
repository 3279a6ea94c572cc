//! What a caller gets.

use std::error::Error as _;
use std::fmt::Debug;

use statusful::{BodyErrorKind, Error, RawResponse, RequestErrorKind, StreamError, StreamErrorKind};

/// The most that is read of a body, or of one event or line, in bytes.
pub(crate) const MAX_BODY: usize = 64 * 1024;

/// What a caller gets, with what had arrived before an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The response. Of a stream, `!` is data that did not decode.
    Read(String),
    /// As many bytes as the caller wants.
    Endless,
    /// [`Error::Transport`].
    NoResponse,
    /// [`Error::Transport`] of a connection that could not be established.
    NotConnected,
    /// [`Error::Transport`] because of a time limit.
    TimedOut,
    /// [`Error::Transport`] because of a redirect.
    Redirected,
    /// [`BodyErrorKind::Interrupted`], or [`StreamErrorKind::Interrupted`].
    Interrupted(String),
    /// [`BodyErrorKind::TimedOut`], or [`StreamErrorKind::TimedOut`].
    Late(String),
    /// [`BodyErrorKind::TooLarge`], or [`StreamErrorKind::TooLarge`].
    TooLarge,
    /// [`Error::Decode`]
    Malformed(String),
    /// [`Error::Undocumented`]
    Undocumented(u16),
    /// [`Error::Request`] because there is no token, and why.
    NoToken(String),
    /// The same because of a time limit.
    NoTokenInTime,
}

impl Outcome {
    /// Reached only after a time limit.
    pub(crate) fn takes_time(&self) -> bool {
        matches!(self, Self::TimedOut | Self::Late(_) | Self::NoTokenInTime)
    }

    pub(crate) fn of_error<E: Debug>(error: &Error<E>) -> Self {
        match error {
            Error::Transport(error) if error.is_redirect() => Self::Redirected,
            Error::Transport(error) if error.is_timeout() => Self::TimedOut,
            Error::Transport(error) => {
                assert!(error.source().is_some(), "the error has a reason: {error:?}");
                if error.is_connect() { Self::NotConnected } else { Self::NoResponse }
            }
            Error::Body(error) => {
                let read = arrived(error.response());
                match error.kind() {
                    BodyErrorKind::Interrupted => Self::Interrupted(read),
                    BodyErrorKind::TimedOut => Self::Late(read),
                    BodyErrorKind::TooLarge { limit } => {
                        assert!(limit == MAX_BODY && read.len() <= limit, "{error:?}");
                        Self::TooLarge
                    }
                    other => panic!("{other:?}"),
                }
            }
            Error::Decode(error) => Self::Malformed(arrived(error.response())),
            Error::Undocumented(response) => Self::Undocumented(response.status().as_u16()),
            Error::Request(error) if error.kind() == RequestErrorKind::Credential => {
                let source = error.source().expect("the error has a reason");
                let has_cause =
                    ["gave no response", "was interrupted"].iter().any(|it| source.to_string().ends_with(it));
                assert!(!has_cause || source.source().is_some(), "the reason has a cause: {source:?}");
                if error.is_timeout() { Self::NoTokenInTime } else { Self::NoToken(source.to_string()) }
            }
            other => panic!("{other:?}"),
        }
    }

    /// The end of a stream of which this was read.
    pub(crate) fn of_stream(error: &StreamError, read: String) -> Self {
        let _ = arrived(error.response());
        match error.kind() {
            StreamErrorKind::Interrupted => Self::Interrupted(read),
            StreamErrorKind::TimedOut => Self::Late(read),
            StreamErrorKind::TooLarge { limit } => {
                assert_eq!(limit, MAX_BODY);
                Self::TooLarge
            }
            other => panic!("{other:?}"),
        }
    }
}

/// Returns the body so far, and checks that the head was kept.
fn arrived(response: &RawResponse) -> String {
    assert_eq!((response.status().as_u16(), response.header("x-key")), (200, Some("v")), "{response:?}");
    String::from_utf8_lossy(response.body()).into_owned()
}

//! Calls that ended in no documented outcome.

use keymint::statusful::{BodyErrorKind, DeadlineError, RequestErrorKind, TransportError};
use keymint::{Error, RawResponse};

use super::{Failure, Kind, root};
use crate::duration;
use crate::text::foreign;

/// A call that ended in no documented failure. Those have sentences of their own, where their operation is called.
pub(crate) fn undocumented<E>(error: &Error<E>) -> Failure {
    let failure = match error {
        Error::Undocumented(raw) => unknown(raw),
        Error::Transport(error) => unreachable(error),
        Error::Deadline(error) => late(error),
        Error::Body(error) => Failure::new(Kind::Service, format!("{error}.")).help(match error.kind() {
            BodyErrorKind::TooLarge { .. } => "No key is that large. Check the address given with --server.",
            _ => "Run the command again; the connection broke off, and nobody can say whether a key was made.",
        }),
        Error::Request(error) => Failure::new(Kind::Usage, format!("{error}.")).help(match error.kind() {
            RequestErrorKind::Credential => "Check the bearer token: it has to be one line of visible characters.",
            RequestErrorKind::Header => "Check what was given with --app-name, --app-url and --app-categories.",
            _ => "Check the address given with --server.",
        }),
        // What is left is a response that is not as its document says.
        other => Failure::new(Kind::Service, format!("{other}.")).help(
            "The service has changed, or the address given with --server is another's. Look for a newer keymint.",
        ),
    };
    failure.status(error.status().map(|status| status.as_u16()))
}

fn late(error: &DeadlineError) -> Failure {
    let time = duration::show(error.elapsed());
    let message = match error.last_response() {
        Some(_) => format!("Nobody approved the request within {time} ({} polls).", error.polls()),
        None => format!("The service did not answer within {time}."),
    };
    Failure::new(Kind::TimedOut, message)
        .help("Run the command again and approve the request in the browser, or allow more time with --timeout.")
}

fn unknown(raw: &RawResponse) -> Failure {
    let media = raw.media_type().map_or("nothing".to_owned(), foreign);
    let message = format!("{raw} with {media}, which its document does not describe.");
    let again = raw.header("retry-after").map_or("later".to_owned(), |when| match when.parse::<u32>() {
        Ok(seconds) => format!("in {seconds} s"),
        Err(_) => format!("after {}", foreign(when)),
    });
    match raw.status().as_u16() {
        429 | 502..=504 => Failure::new(Kind::Service, message).help(format!("Run the command again {again}.")),
        _ => Failure::new(Kind::Service, message)
            .help("Check the address given with --server; if it is right, the service has changed."),
    }
}

fn unreachable(error: &TransportError) -> Failure {
    let cause = std::error::Error::source(error).map(|source| format!(" ({})", foreign(&root(source).to_string())));
    let message = format!("{error}{}.", cause.unwrap_or_default());
    Failure::new(Kind::Unreachable, message).help(if error.is_redirect() {
        "Give the address that it leads to with --server."
    } else if error.is_connect() {
        "Check that the service runs, that this machine has a network, and the address given with --server."
    } else {
        "Run the command again; nobody can say whether the service has seen the request."
    })
}

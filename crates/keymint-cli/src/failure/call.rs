//! Errors of calls without a documented response.

use keymint::statusful::{BodyErrorKind, DeadlineError, RequestErrorKind, TransportError};
use keymint::{Error, RawResponse};

use super::{Failure, Kind, root};
use crate::duration;
use crate::text::foreign;

/// Converts an error of a call that is not a documented response. The commands handle documented error responses.
pub(crate) fn undocumented<E>(error: &Error<E>) -> Failure {
    let failure = match error {
        Error::Undocumented(raw) => unknown(raw),
        Error::Transport(error) => unreachable(error),
        Error::Deadline(error) => late(error),
        Error::Body(error) => Failure::new(Kind::Service, format!("{error}.")).help(match error.kind() {
            BodyErrorKind::TooLarge { .. } => "Check the URL of --server: no key is that large.",
            _ => "The connection was interrupted, so a key may have been created. Run the command again.",
        }),
        Error::Request(error) => Failure::new(Kind::Usage, format!("{error}.")).help(match error.kind() {
            RequestErrorKind::Credential => "Check the bearer token: it must be one line of visible characters.",
            RequestErrorKind::Header => "Check the values of --app-name, --app-url and --app-categories.",
            _ => "Check the URL of --server.",
        }),
        // The rest are responses that do not match the document.
        other => Failure::new(Kind::Service, format!("{other}."))
            .help("The service has changed, or the URL of --server is wrong. Look for a newer version of keymint."),
    };
    failure.status(error.status().map(|status| status.as_u16()))
}

fn late(error: &DeadlineError) -> Failure {
    let time = duration::show(error.elapsed());
    let message = match error.last_response() {
        Some(_) => format!("The request was not approved within {time} ({} polls).", error.polls()),
        None => format!("The service did not respond within {time}."),
    };
    Failure::new(Kind::TimedOut, message)
        .help("Run the command again and approve the request in the browser, or allow more time with --timeout.")
}

fn unknown(raw: &RawResponse) -> Failure {
    let media = raw.media_type().map_or("no content".to_owned(), foreign);
    let message = format!("{raw} with {media}, which is not documented.");
    let again = raw.header("retry-after").map_or("later".to_owned(), |when| match when.parse::<u32>() {
        Ok(seconds) => format!("in {seconds} s"),
        Err(_) => format!("after {}", foreign(when)),
    });
    match raw.status().as_u16() {
        429 | 502..=504 => Failure::new(Kind::Service, message).help(format!("Run the command again {again}.")),
        _ => Failure::new(Kind::Service, message)
            .help("Check the URL of --server. If it is correct, the service has changed."),
    }
}

fn unreachable(error: &TransportError) -> Failure {
    let cause = std::error::Error::source(error).map(|source| format!(" ({})", foreign(&root(source).to_string())));
    let message = format!("{error}{}.", cause.unwrap_or_default());
    Failure::new(Kind::Unreachable, message).help(if error.is_redirect() {
        "Pass the target of the redirect with --server."
    } else if error.is_connect() {
        "Check that the service is running, that this machine is online, and that the URL of --server is correct."
    } else {
        "The service may have received the request. Run the command again."
    })
}

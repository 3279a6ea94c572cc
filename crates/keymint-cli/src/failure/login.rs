//! Logins that did not end in an authorization code.

use keymint::statusful::login::{AuthorizationError, LoginError};

use super::{Failure, Kind};
use crate::duration;
use crate::text::{foreign, quoted};

/// A login that did not end in an authorization code.
pub(crate) fn login(error: &LoginError) -> Failure {
    match error {
        LoginError::Endpoint | LoginError::RepeatedParameter { .. } => {
            Failure::new(Kind::Usage, format!("The address given with --page is none to log in at: {error}."))
                .help("Give an https address, or an http one on this machine, without the parameters of the login.")
        }
        LoginError::Listen(error) => {
            Failure::local("No port of this machine is free for the browser to come back to", error)
                .help("Close what listens on many ports, or allow this command to listen on 127.0.0.1.")
        }
        LoginError::Authorization(error) => authorization(error),
        LoginError::NoCode => Failure::new(Kind::Service, "The browser came back without a code.")
            .help("Log in again. If it stays so, the address given with --page is not the one for this login."),
        LoginError::TimedOut { timeout, refused: 0 } => {
            Failure::new(Kind::TimedOut, format!("Nobody allowed access within {}.", duration::show(*timeout)))
                .help("Run the command again and allow access in the browser, or allow more time with --timeout.")
        }
        LoginError::TimedOut { timeout, refused } => Failure::new(
            Kind::TimedOut,
            format!(
                "Within {}, the browser came back {refused} times, but never for this login.",
                duration::show(*timeout)
            ),
        )
        .help("Use the page of the latest address alone: those of earlier logins are worth nothing any more."),
        other => Failure::local("The login failed", other),
    }
}

/// What the authorization page decided (RFC 6749, section 4.1.2.1).
fn authorization(error: &AuthorizationError) -> Failure {
    let reason = error.description().map(|text| format!(": {}", quoted(text))).unwrap_or_default();
    match error.error() {
        "access_denied" => Failure::new(Kind::Denied, format!("Access was denied{reason}."))
            .help("No key was made. If that was a slip, run the command again and choose to allow access."),
        "server_error" | "temporarily_unavailable" => {
            Failure::new(Kind::Service, format!("The service could not grant access just now{reason}."))
                .help("Run the command again in a minute.")
        }
        other => Failure::new(Kind::Refused, format!("The service refused the login with {}{reason}.", foreign(other)))
            .help("Nothing was granted. Check the address given with --page, or ask the people who run the service."),
    }
}

//! Errors of logins without an authorization code.

use keymint::statusful::login::{AuthorizationError, LoginError};

use super::{Failure, Kind};
use crate::duration;
use crate::text::{foreign, quoted};

/// Converts the error of a login without an authorization code.
pub(crate) fn login(error: &LoginError) -> Failure {
    match error {
        LoginError::Endpoint | LoginError::RepeatedParameter { .. } => {
            Failure::new(Kind::Usage, format!("The URL of --page is invalid: {error}."))
                .help("Pass an https URL, or an http URL on this machine, without the parameters of the login.")
        }
        LoginError::Listen(error) => Failure::local("No local port is available for the redirect", error)
            .help("Close programs that listen on many ports, or allow this command to listen on 127.0.0.1."),
        LoginError::Authorization(error) => authorization(error),
        LoginError::NoCode => Failure::new(Kind::Service, "The redirect contains no code.")
            .help("Log in again. If the error persists, the URL of --page is not the authorization page."),
        LoginError::TimedOut { timeout, refused: 0 } => {
            Failure::new(Kind::TimedOut, format!("Access was not granted within {}.", duration::show(*timeout)))
                .help("Run the command again and allow access in the browser, or allow more time with --timeout.")
        }
        LoginError::TimedOut { timeout, refused } => Failure::new(
            Kind::TimedOut,
            format!(
                "No redirect for this login was received within {}, but {refused} for other logins.",
                duration::show(*timeout)
            ),
        )
        .help("Use only the most recent URL: the URLs of earlier logins are no longer valid."),
        other => Failure::local("The login failed", other),
    }
}

/// Converts the error of the authorization page (RFC 6749, section 4.1.2.1).
fn authorization(error: &AuthorizationError) -> Failure {
    let reason = error.description().map(|text| format!(": {}", quoted(text))).unwrap_or_default();
    match error.error() {
        "access_denied" => Failure::new(Kind::Denied, format!("Access was denied{reason}."))
            .help("To obtain a key, run the command again and allow access."),
        "server_error" | "temporarily_unavailable" => {
            Failure::new(Kind::Service, format!("The service is temporarily unavailable{reason}."))
                .help("Run the command again in a minute.")
        }
        other => {
            Failure::new(Kind::Refused, format!("The service rejected the login with {}{reason}.", foreign(other)))
                .help("Check the URL of --page, or ask the operator of the service.")
        }
    }
}

//! The error for a login without an authorization code.

use std::fmt;
use std::io;
use std::time::Duration;

use crate::show::foreign;

/// The reason why there is no authorization code. `Display` prints one line, without codes, verifiers and `state`.
#[derive(Debug)]
#[non_exhaustive]
pub enum LoginError {
    /// The authorization endpoint is not an absolute `https` URL, or `http` on loopback, or it has a fragment or user
    /// information (RFC 6749, section 3.1).
    Endpoint,
    /// The authorization URL would contain a parameter twice (RFC 6749, section 3.1).
    RepeatedParameter {
        /// The name of the parameter.
        name: String,
    },
    /// The listener's address is not a loopback address, or its path is not absolute and percent-encoded.
    RedirectUri,
    /// The listener could not be bound to a port.
    Listen(io::Error),
    /// The authorization server redirected with an error.
    Authorization(AuthorizationError),
    /// The authorization server redirected without a code or an error, or with one of them repeated.
    NoCode,
    /// No redirect of this login arrived in time.
    TimedOut {
        /// The time limit.
        timeout: Duration,
        /// The number of redirects that were refused because of a missing or different `state`. If it is not zero, the
        /// service may not echo `state` (see
        /// [`AuthorizationRequest::state_in_redirect`](super::AuthorizationRequest::state_in_redirect)).
        refused: usize,
    },
}

impl fmt::Display for LoginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Endpoint => f.write_str("the authorization endpoint is not an absolute https URL without a fragment"),
            Self::RepeatedParameter { name } => {
                write!(f, "the authorization URL would contain the parameter {name:?} twice")
            }
            Self::RedirectUri => f.write_str("the redirect URI is not an address and a path on loopback"),
            Self::Listen(_) => f.write_str("the loopback listener could not be started"),
            Self::Authorization(error) => error.fmt(f),
            Self::NoCode => f.write_str("the authorization server redirected without a code"),
            Self::TimedOut { timeout, refused: 0 } => write!(f, "no redirect arrived within {timeout:?}"),
            Self::TimedOut { timeout, refused } => {
                write!(f, "no redirect with the expected state arrived within {timeout:?}; {refused} were refused")
            }
        }
    }
}

impl std::error::Error for LoginError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Listen(error) => Some(error),
            _ => None,
        }
    }
}

/// The authorization server's error (RFC 6749, section 4.1.2.1), such as `access_denied`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorizationError {
    pub(super) error: String,
    pub(super) description: Option<String>,
    pub(super) uri: Option<String>,
}

impl AuthorizationError {
    /// Returns the error code: one that the RFC lists, such as `access_denied` or `invalid_scope`, or one of the
    /// service.
    pub fn error(&self) -> &str {
        &self.error
    }

    /// Returns the server's description of the error, for developers. It can have any length and content.
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    /// Returns the address of a page about the error. It is not necessarily a URL, or a safe one.
    pub fn uri(&self) -> Option<&str> {
        self.uri.as_deref()
    }
}

impl fmt::Display for AuthorizationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the authorization server returned {}", foreign(&self.error))?;
        match &self.description {
            Some(description) => write!(f, ": {}", foreign(description)),
            None => Ok(()),
        }
    }
}

impl std::error::Error for AuthorizationError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_the_server_is_one_line() {
        let error = AuthorizationError { error: "access_denied".into(), description: None, uri: None };
        assert_eq!(error.to_string(), "the authorization server returned access_denied");
        let error = AuthorizationError { description: Some("No\nwarning: forged".into()), ..error };
        let shown = LoginError::Authorization(error).to_string();
        assert_eq!(shown, "the authorization server returned access_denied: No\\nwarning: forged");
    }

    #[test]
    fn a_timeout_says_whether_redirects_were_refused() {
        let timeout = Duration::from_secs(90);
        assert_eq!(LoginError::TimedOut { timeout, refused: 0 }.to_string(), "no redirect arrived within 90s");
        assert_eq!(
            LoginError::TimedOut { timeout, refused: 2 }.to_string(),
            "no redirect with the expected state arrived within 90s; 2 were refused"
        );
    }

    #[test]
    fn the_cause_is_kept() {
        let error = LoginError::Listen(io::Error::from(io::ErrorKind::AddrInUse));
        let source = std::error::Error::source(&error).unwrap();
        assert!(source.is::<io::Error>(), "{source}");
    }
}

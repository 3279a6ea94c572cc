//! A login that did not end in an authorization code.

use std::fmt;
use std::io;
use std::time::Duration;

use crate::show::foreign;

/// Why there is no authorization code. `Display` is one line, without codes, verifiers and `state`.
#[derive(Debug)]
#[non_exhaustive]
pub enum LoginError {
    /// The authorization endpoint is not an absolute URL with `https`, or with `http` on loopback, or has a fragment
    /// or user information (RFC 6749, section 3.1).
    Endpoint,
    /// A parameter of the authorization URL would be there twice (RFC 6749, section 3.1).
    RepeatedParameter {
        /// The parameter's name.
        name: String,
    },
    /// The listener's address is not one of loopback, or its path is not an absolute and encoded one.
    RedirectUri,
    /// No port could be listened on.
    Listen(io::Error),
    /// The authorization server redirected with an error.
    Authorization(AuthorizationError),
    /// The authorization server redirected with neither a code nor an error, or with one of them twice.
    NoCode,
    /// No redirect of this login arrived in time.
    TimedOut {
        /// How long it was waited for.
        timeout: Duration,
        /// How many redirects were refused because their `state` was missing or another. Some where there should be
        /// none: the service may not echo `state`
        /// (see [`AuthorizationRequest::state_in_redirect`](super::AuthorizationRequest::state_in_redirect)).
        refused: usize,
    },
}

impl fmt::Display for LoginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Endpoint => f.write_str("the authorization endpoint is not an absolute https URL without fragment"),
            Self::RepeatedParameter { name } => {
                write!(f, "the authorization URL would have the parameter {name:?} twice")
            }
            Self::RedirectUri => f.write_str("the redirect URI is not an address and a path on loopback"),
            Self::Listen(_) => f.write_str("no port on loopback could be listened on"),
            Self::Authorization(error) => error.fmt(f),
            Self::NoCode => f.write_str("the authorization server redirected without a code"),
            Self::TimedOut { timeout, refused: 0 } => write!(f, "no redirect arrived within {timeout:?}"),
            Self::TimedOut { timeout, refused } => {
                write!(f, "no redirect with the right state arrived within {timeout:?}, but {refused} without")
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

/// The authorization server's own error (RFC 6749, section 4.1.2.1), such as `access_denied`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorizationError {
    pub(super) error: String,
    pub(super) description: Option<String>,
    pub(super) uri: Option<String>,
}

impl AuthorizationError {
    /// The code of the error: `access_denied`, `invalid_scope` and others that the RFC lists, or one of the service's.
    pub fn error(&self) -> &str {
        &self.error
    }

    /// What the server says about it, for developers. Of any length and content.
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    /// A page about the error. Nothing says that it is a URL, or a harmless one.
    pub fn uri(&self) -> Option<&str> {
        self.uri.as_deref()
    }
}

impl fmt::Display for AuthorizationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the authorization server answered {}", foreign(&self.error))?;
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
        assert_eq!(error.to_string(), "the authorization server answered access_denied");
        let error = AuthorizationError { description: Some("No\nwarning: forged".into()), ..error };
        let shown = LoginError::Authorization(error).to_string();
        assert_eq!(shown, "the authorization server answered access_denied: No\\nwarning: forged");
    }

    #[test]
    fn a_timeout_says_whether_redirects_were_refused() {
        let timeout = Duration::from_secs(90);
        assert_eq!(LoginError::TimedOut { timeout, refused: 0 }.to_string(), "no redirect arrived within 90s");
        assert_eq!(
            LoginError::TimedOut { timeout, refused: 2 }.to_string(),
            "no redirect with the right state arrived within 90s, but 2 without"
        );
    }

    #[test]
    fn the_cause_is_kept() {
        let error = LoginError::Listen(io::Error::from(io::ErrorKind::AddrInUse));
        let source = std::error::Error::source(&error).unwrap();
        assert!(source.is::<io::Error>(), "{source}");
    }
}

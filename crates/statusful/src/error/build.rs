//! The error for a client or a response that could not be built.

use std::fmt;

use super::RequestError;

/// The reason why [`ClientBuilder::build`](crate::ClientBuilder::build) or
/// [`RawResponseBuilder::build`](crate::RawResponseBuilder::build) failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// The server is not an absolute `http` or `https` URL, or contains user information.
    Server,
    /// The variable with this name in the server's URL has no value, or an invalid one.
    ServerVariable(String),
    /// A default header or query parameter has an invalid name or value.
    Option(RequestError),
    /// The user agent is not a list of products.
    UserAgent(String),
    /// The HTTP client could not be created, for example because there are no TLS root certificates.
    Http(reqwest::Error),
    /// A response has an invalid header, or a body that cannot be serialized.
    Response(String),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Server => f.write_str("the server is not an absolute http or https URL"),
            Self::ServerVariable(name) => {
                write!(f, "the server variable `{name}` has no valid value")
            }
            Self::Option(error) => write!(f, "the default options are invalid: {}", error.message()),
            Self::UserAgent(text) => write!(
                f,
                "the user agent `{text}` is not a list of products such as `my-app/2.0` (RFC 9110, section 10.1.5)"
            ),
            Self::Http(_) => f.write_str("the HTTP client could not be created"),
            Self::Response(message) => write!(f, "the response cannot be built: {message}"),
        }
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Http(error) => Some(error),
            Self::Server | Self::ServerVariable(_) | Self::Option(_) | Self::UserAgent(_) | Self::Response(_) => None,
        }
    }
}

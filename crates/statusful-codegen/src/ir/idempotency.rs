//! Whether requests can be repeated.

use std::fmt::{self, Display, Formatter};

/// Whether repeating a request of an operation is safe.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Idempotency {
    /// Determined by the HTTP method.
    #[default]
    ByMethod,
    /// Always safe.
    Harmless,
    /// Safe with a key in this header, whose name is in lower case.
    Key(String),
    /// Safe, because every call sends a generated key in this header, whose name is in lower case.
    GeneratedKey(String),
}

impl Idempotency {
    /// Returns the header of the key.
    pub fn header(&self) -> Option<&str> {
        match self {
            Self::Key(header) | Self::GeneratedKey(header) => Some(header),
            Self::ByMethod | Self::Harmless => None,
        }
    }
}

impl Display for Idempotency {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::ByMethod => f.write_str("harmless by method"),
            Self::Harmless => f.write_str("harmless"),
            Self::Key(header) => write!(f, "harmless with a key in {header}"),
            Self::GeneratedKey(header) => write!(f, "harmless with a generated key in {header}"),
        }
    }
}

//! Whether requests can be repeated.

use std::fmt::{self, Display, Formatter};

/// Whether repeating a request of an operation is harmless.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Idempotency {
    /// As its method says.
    #[default]
    ByMethod,
    /// It is.
    Harmless,
    /// With a key in this header, in lower case.
    Key(String),
    /// Every call has a key in this header, in lower case.
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

//! The statuses that scenarios and `Prefer` name.

use std::fmt;
use std::str::FromStr;

use http::StatusCode;
use statusful_document::openapi::{StatusKey, StatusKeyError};

/// The response to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WantedStatus {
    /// The documented response for a status, a range, or `default`.
    Documented(StatusKey),
    /// A status that need not be documented, with a problem as the body.
    Anyway(StatusCode),
}

/// Reads `201`, `4XX`, `default` or `503!`.
impl FromStr for WantedStatus {
    type Err = StatusKeyError;

    fn from_str(text: &str) -> Result<Self, StatusKeyError> {
        let Some(code) = text.strip_suffix('!') else { return response_key(text).map(Self::Documented) };
        match response_key(code)? {
            StatusKey::Code(code) => StatusCode::from_u16(code).map(Self::Anyway).map_err(|_| StatusKeyError),
            StatusKey::Range(_) | StatusKey::Default => Err(StatusKeyError),
        }
    }
}

/// Writes the status as scenarios do.
impl fmt::Display for WantedStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Documented(key) => key.fmt(f),
            Self::Anyway(code) => write!(f, "{}!", code.as_u16()),
        }
    }
}

/// Reads the key of a response in any case. An informational status is an error, because a mock cannot send it.
pub(crate) fn response_key(text: &str) -> Result<StatusKey, StatusKeyError> {
    match text.to_ascii_lowercase().parse()? {
        StatusKey::Code(..200) => Err(StatusKeyError),
        key => Ok(key),
    }
}

/// Returns `true` if responses of the key end an exchange, which informational ones do not (RFC 9110, section 15.2).
pub(crate) fn is_final(key: StatusKey) -> bool {
    !matches!(key, StatusKey::Code(..200) | StatusKey::Range(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_keys_in_any_case_or_codes_that_need_no_document() {
        for (text, written) in
            [("201", "201"), ("4xx", "4XX"), ("DEFAULT", "default"), ("1XX", "1XX"), ("503!", "503!")]
        {
            assert_eq!(text.parse::<WantedStatus>().unwrap().to_string(), written);
        }
        for text in ["", "99", "100", "100!", "600", "+4XX", "4XX!", "default!", "!", "200!!"] {
            assert_eq!(text.parse::<WantedStatus>(), Err(StatusKeyError), "{text}");
        }
    }
}

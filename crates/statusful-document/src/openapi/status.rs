//! The keys of responses: a status, a range of statuses, or `default` (OpenAPI 3.0.3, section 4.7.16.2).

use std::fmt;
use std::str::FromStr;

use http::StatusCode;

/// Which statuses a response is documented for. The order is from specific to general.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusKey {
    /// One status, from 100 to 599.
    Code(u16),
    /// All statuses with the same first digit, from 1 to 5: `4` is `4XX`.
    Range(u8),
    /// Every status that no other key covers.
    Default,
}

/// A text that is not a key of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusKeyError;

impl StatusKey {
    /// Returns `true` if the key covers a status when no more specific key does.
    pub fn covers(self, status: u16) -> bool {
        match self {
            Self::Code(code) => code == status,
            Self::Range(class) => u16::from(class) == status / 100,
            Self::Default => true,
        }
    }

    /// Returns `true` if responses with the status never have a body (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5).
    pub fn is_bodiless(self) -> bool {
        matches!(self, Self::Code(204 | 205 | 304))
    }

    /// Returns the reason phrase of the status (RFC 9110, section 15), if it has one.
    pub fn reason(self) -> Option<&'static str> {
        match self {
            Self::Code(code) => StatusCode::from_u16(code).ok()?.canonical_reason(),
            Self::Range(_) | Self::Default => None,
        }
    }

    /// Returns the method of a response that is named after the status, such as `not_found`, if the status has a reason
    /// phrase.
    pub fn accessor(self) -> Option<String> {
        let name = self.reason()?.to_lowercase().replace([' ', '-'], "_").replace('\'', "");
        Some(if name == "continue" { "continue_".to_owned() } else { name })
    }
}

/// Reads `200`, `4XX` or `default`. The `X` of a range may be lower case, which many documents have.
impl FromStr for StatusKey {
    type Err = StatusKeyError;

    fn from_str(text: &str) -> Result<Self, StatusKeyError> {
        match text.as_bytes() {
            b"default" => Ok(Self::Default),
            [class @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => Ok(Self::Range(class - b'0')),
            [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9'] => text.parse().map(Self::Code).map_err(|_| StatusKeyError),
            _ => Err(StatusKeyError),
        }
    }
}

/// Writes the key as documents do: `200`, `4XX` or `default`.
impl fmt::Display for StatusKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(class) => write!(f, "{class}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

impl fmt::Display for StatusKeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a response key is `100` to `599`, `1XX` to `5XX` or `default`")
    }
}

impl std::error::Error for StatusKeyError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_statuses_ranges_and_default() {
        for text in ["100", "204", "599", "1XX", "5XX", "default"] {
            assert_eq!(text.parse::<StatusKey>().unwrap().to_string(), text);
        }
        assert_eq!("4xx".parse(), Ok(StatusKey::Range(4)));
        for text in
            ["", "7", "20", "099", "600", "999", "2000", "+20", "2X0", "20X", "XXX", "0XX", "6XX", "Default", "٢٠٠"]
        {
            assert_eq!(text.parse::<StatusKey>(), Err(StatusKeyError), "{text}");
        }
    }

    #[test]
    fn the_order_is_from_specific_to_general() {
        let mut keys = ["default", "5XX", "4XX", "404", "200"].map(|text| text.parse::<StatusKey>().unwrap());
        keys.sort();
        assert_eq!(keys.map(|key| key.to_string()), ["200", "404", "4XX", "5XX", "default"]);
    }

    #[test]
    fn keys_cover_their_statuses() {
        assert!(StatusKey::Code(404).covers(404) && !StatusKey::Code(404).covers(400));
        assert!(StatusKey::Range(4).covers(499) && !StatusKey::Range(4).covers(500));
        assert!(StatusKey::Default.covers(200));
        assert_eq!(StatusKey::Code(404).reason(), Some("Not Found"));
        assert_eq!(StatusKey::Code(299).reason(), None);
    }
}

//! A part of a multipart form.

use super::{Body, Spent};

/// A file in a `multipart/form-data` body: bytes or a stream, with a file name and a media type.
///
/// Every type that converts into a [`Body`] converts into a part. The file name defaults to the name of the field,
/// because servers tend to treat a part without a file name as text.
#[derive(Debug, Clone, PartialEq)]
pub struct MultipartPart {
    body: Body,
    file_name: Option<String>,
    media_type: Option<String>,
}

impl MultipartPart {
    /// Creates a part without a file name and a media type.
    pub fn new(body: impl Into<Body>) -> Self {
        Self { body: body.into(), file_name: None, media_type: None }
    }

    /// Sets the file name. Defaults to the name of the field.
    #[must_use]
    pub fn file_name(self, name: impl Into<String>) -> Self {
        Self { file_name: Some(name.into()), ..self }
    }

    /// Sets the media type. Defaults to the one in the document, or `application/octet-stream`.
    ///
    /// If it is malformed, the call fails with [`Error::Request`](crate::Error::Request) and nothing is sent.
    #[must_use]
    pub fn media_type(self, media_type: impl Into<String>) -> Self {
        Self { media_type: Some(media_type.into()), ..self }
    }

    /// Returns `true` if the part can be sent more than once, because it is not a stream.
    pub(super) fn is_replayable(&self) -> bool {
        self.body.as_bytes().is_some()
    }

    /// Returns the part with this file name and media type, unless it already has one.
    pub(super) fn or(mut self, name: &str, media_type: &str) -> Self {
        self.file_name.get_or_insert_with(|| name.to_owned());
        self.media_type.get_or_insert_with(|| media_type.to_owned());
        self
    }

    pub(super) fn into_transport(self) -> Result<reqwest::multipart::Part, PartError> {
        let part = match self.body.into_transport().map_err(|Spent| PartError::Spent)? {
            (body, Some(length)) => reqwest::multipart::Part::stream_with_length(body, length),
            (body, None) => reqwest::multipart::Part::stream(body),
        };
        let part = match self.file_name {
            Some(name) => part.file_name(escaped(&name)),
            None => part,
        };
        match self.media_type {
            Some(media_type) => part.mime_str(&media_type).map_err(|_| PartError::MediaType),
            None => Ok(part),
        }
    }
}

impl<B: Into<Body>> From<B> for MultipartPart {
    fn from(body: B) -> Self {
        Self::new(body)
    }
}

/// The reason why a part cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PartError {
    /// The stream has already been sent.
    Spent,
    /// The media type is malformed.
    MediaType,
}

/// Escapes a name for a quoted string, so that it cannot end the string (WHATWG HTML, section 4.10.21.8).
pub(super) fn escaped(name: &str) -> String {
    name.replace('\r', "%0D").replace('\n', "%0A").replace('"', "%22")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_within_its_quotes() {
        assert_eq!(escaped("a\"b\r\nc-ü.png"), "a%22b%0D%0Ac-ü.png");
    }

    #[test]
    fn its_own_name_and_type_take_precedence() {
        let own = MultipartPart::new("x").file_name("a.png").media_type("image/png");
        assert_eq!(own.clone().or("file", "text/csv"), own);
        assert_eq!(
            MultipartPart::from("x").or("file", "text/csv"),
            MultipartPart::new("x").file_name("file").media_type("text/csv")
        );
    }

    #[test]
    fn a_malformed_media_type_is_an_error() {
        let part = MultipartPart::new("x").media_type("text/plain\r\nx: y");
        assert_eq!(part.into_transport().err(), Some(PartError::MediaType));
    }
}

//! One part of a multipart form.

use super::{Body, Spent};

/// A file in a `multipart/form-data` body: bytes or a stream, with a file name and a media type.
///
/// Whatever converts into a [`Body`] converts into a part. Without a file name it goes by the name of its field, since
/// servers tend to take a part that has none for text.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    body: Body,
    file_name: Option<String>,
    media_type: Option<String>,
}

impl Part {
    /// A part without a file name and a media type of its own.
    pub fn new(body: impl Into<Body>) -> Self {
        Self { body: body.into(), file_name: None, media_type: None }
    }

    /// The name of the file, as the server is to see it.
    #[must_use]
    pub fn file_name(self, name: impl Into<String>) -> Self {
        Self { file_name: Some(name.into()), ..self }
    }

    /// The media type, instead of the one in the document or `application/octet-stream`.
    #[must_use]
    pub fn media_type(self, media_type: impl Into<String>) -> Self {
        Self { media_type: Some(media_type.into()), ..self }
    }

    /// Whether it can be sent more than once; a stream cannot.
    pub(super) fn is_replayable(&self) -> bool {
        self.body.as_bytes().is_some()
    }

    /// The same, with what the field is called and of which type it is where the part says neither.
    pub(super) fn or(mut self, name: &str, media_type: &str) -> Self {
        self.file_name.get_or_insert_with(|| name.to_owned());
        self.media_type.get_or_insert_with(|| media_type.to_owned());
        self
    }

    pub(super) fn into_transport(self) -> Result<reqwest::multipart::Part, Fault> {
        let part = match self.body.into_transport().map_err(|Spent| Fault::Spent)? {
            (body, Some(length)) => reqwest::multipart::Part::stream_with_length(body, length),
            (body, None) => reqwest::multipart::Part::stream(body),
        };
        let part = match self.file_name {
            Some(name) => part.file_name(escaped(&name)),
            None => part,
        };
        match self.media_type {
            Some(media_type) => part.mime_str(&media_type).map_err(|_| Fault::MediaType),
            None => Ok(part),
        }
    }
}

impl<B: Into<Body>> From<B> for Part {
    fn from(body: B) -> Self {
        Self::new(body)
    }
}

/// Why a part cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    Spent,
    MediaType,
}

/// A name as it stands between quotes, so that it cannot end them (WHATWG HTML, section 4.10.21.8).
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
    fn what_it_is_comes_before_what_its_field_says() {
        let own = Part::new("x").file_name("a.png").media_type("image/png");
        assert_eq!(own.clone().or("file", "text/csv"), own);
        assert_eq!(Part::from("x").or("file", "text/csv"), Part::new("x").file_name("file").media_type("text/csv"));
    }

    #[test]
    fn a_faulty_media_type_is_a_fault() {
        let part = Part::new("x").media_type("text/plain\r\nx: y");
        assert_eq!(part.into_transport().err(), Some(Fault::MediaType));
    }
}

//! A body of type `multipart/form-data` (RFC 7578).

use reqwest::multipart;
use serde::Serialize;

use super::part::{MultipartPart, PartError, escaped};
use crate::param::{ParamError, plain_parts};

const BYTES: &str = "application/octet-stream";
const JSON: &str = "application/json";

/// A `multipart/form-data` body. Generated code has a struct for each documented form, which converts into this type.
///
/// The first error is kept. When the call is awaited, it fails with [`Error::Request`](crate::Error::Request) and
/// nothing is sent.
#[derive(Debug, Clone, Default)]
pub struct Form {
    parts: Vec<(String, MultipartPart)>,
    error: Option<String>,
}

impl Form {
    /// Creates a form without parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file. Its media type defaults to `application/octet-stream`.
    pub fn file(&mut self, name: &str, part: impl Into<MultipartPart>) {
        self.file_as(name, BYTES, part);
    }

    /// Adds a file. Its media type defaults to `media_type`.
    pub fn file_as(&mut self, name: &str, media_type: &str, part: impl Into<MultipartPart>) {
        self.parts.push((name.to_owned(), part.into().or(name, media_type)));
    }

    /// Adds a value: a scalar as text, an object as JSON, and each item of a list as a separate part. A null adds
    /// nothing.
    pub fn value(&mut self, name: &str, value: &(impl Serialize + ?Sized)) {
        match plain_parts(value) {
            Ok(parts) => self.parts.extend(parts.into_iter().map(|(text, is_json)| {
                let part = MultipartPart::new(text);
                (name.to_owned(), if is_json { part.media_type(JSON) } else { part })
            })),
            Err(error) => self.fail(name, error),
        }
    }

    /// Adds a value as text with this media type: one part, or one part per item of a list. A null adds nothing.
    pub fn value_as(&mut self, name: &str, media_type: &str, value: &(impl Serialize + ?Sized)) {
        match plain_parts(value) {
            Ok(parts) => self.parts.extend(
                parts.into_iter().map(|(text, _)| (name.to_owned(), MultipartPart::new(text).media_type(media_type))),
            ),
            Err(error) => self.fail(name, error),
        }
    }

    /// Adds a value of any type as one JSON part with this media type.
    pub fn json_as(&mut self, name: &str, media_type: &str, value: &(impl Serialize + ?Sized)) {
        match serde_json::to_string(value) {
            Ok(text) => self.parts.push((name.to_owned(), MultipartPart::new(text).media_type(media_type))),
            // The serializer's message may contain the value.
            Err(_) => self.fail(name, ParamError::Custom),
        }
    }

    fn fail(&mut self, name: &str, error: ParamError) {
        self.error.get_or_insert_with(|| format!("the field `{name}` of the form {error}"));
    }

    /// Returns `true` if the form can be sent more than once, because no part is a stream.
    pub(crate) fn is_replayable(&self) -> bool {
        self.parts.iter().all(|(_, part)| part.is_replayable())
    }

    pub(crate) fn into_transport(self) -> Result<multipart::Form, String> {
        if let Some(error) = self.error {
            return Err(error);
        }
        // Names are quoted strings, as sent by browsers: forms must not use `name*=` (RFC 7578, section 4.2).
        let mut form = multipart::Form::new().percent_encode_noop();
        for (name, part) in self.parts {
            let part = part.into_transport().map_err(|error| match error {
                PartError::Spent => format!("the stream of the field `{name}` was already sent"),
                PartError::MediaType => format!("the media type of the field `{name}` is malformed"),
            })?;
            form = form.part(escaped(&name), part);
        }
        Ok(form)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn written(fill: impl FnOnce(&mut Form)) -> Vec<(String, MultipartPart)> {
        let mut form = Form::new();
        fill(&mut form);
        form.parts
    }

    #[test]
    fn values_are_written_by_their_kind() {
        let text = |name: &str, text: &'static str| (name.to_owned(), MultipartPart::new(text));
        assert_eq!(written(|form| form.value("a", &0.1_f32)), [text("a", "0.1")]);
        assert_eq!(written(|form| form.value("a", &["x", "y"])), [text("a", "x"), text("a", "y")]);
        assert_eq!(written(|form| form.value("a", &None::<u8>)), []);
        let object = ("a".to_owned(), MultipartPart::new(r#"{"b":"c"}"#).media_type(JSON));
        assert_eq!(written(|form| form.value("a", &json!({"b": "c"}))).first(), Some(&object));
        assert_eq!(written(|form| form.value("a", &json!([{"b": "c"}, 1]))), [object, text("a", "1")]);
        let list = ("a".to_owned(), MultipartPart::new("[1,2]").media_type(JSON));
        assert_eq!(written(|form| form.json_as("a", JSON, &[1, 2])), [list]);
        let xml = ("a".to_owned(), MultipartPart::new("<a/>").media_type("text/xml"));
        assert_eq!(written(|form| form.value_as("a", "text/xml", "<a/>")), [xml]);
    }

    #[test]
    fn the_first_error_is_kept_and_quotes_no_value() {
        let mut form = Form::new();
        form.value("a", &f64::NAN);
        form.value("b", &Err::<u8, &str>("sk-value"));
        assert_eq!(form.into_transport().unwrap_err(), "the field `a` of the form is a number that is not finite");
    }
}

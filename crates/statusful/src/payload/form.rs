//! A body of type `multipart/form-data` (RFC 7578).

use reqwest::multipart;
use serde::Serialize;

use super::part::{Fault, Part, escaped};
use crate::param::{ParamError, plain_parts};

const BYTES: &str = "application/octet-stream";
const JSON: &str = "application/json";

/// A `multipart/form-data` body in the making. Generated code has a struct with the fields of each form, which converts
/// into one.
///
/// The first fault is remembered, and comes out when the call is awaited; then nothing is sent.
#[derive(Debug, Clone, Default)]
pub struct Form {
    parts: Vec<(String, Part)>,
    fault: Option<String>,
}

impl Form {
    /// A form without parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file of bytes.
    pub fn file(&mut self, name: &str, part: impl Into<Part>) {
        self.file_as(name, BYTES, part);
    }

    /// Adds a file that is of a media type, unless it says otherwise.
    pub fn file_as(&mut self, name: &str, media_type: &str, part: impl Into<Part>) {
        self.parts.push((name.to_owned(), part.into().or(name, media_type)));
    }

    /// Adds a value: a scalar as text, each item of a list for itself, an object as JSON. Nothing for a null.
    pub fn value(&mut self, name: &str, value: &(impl Serialize + ?Sized)) {
        match plain_parts(value) {
            Ok(parts) => self.parts.extend(parts.into_iter().map(|(text, is_json)| {
                let part = Part::new(text);
                (name.to_owned(), if is_json { part.media_type(JSON) } else { part })
            })),
            Err(error) => self.fail(name, error),
        }
    }

    /// Adds a value as text of a media type of its own.
    pub fn value_as(&mut self, name: &str, media_type: &str, value: &(impl Serialize + ?Sized)) {
        match plain_parts(value) {
            Ok(parts) => self
                .parts
                .extend(parts.into_iter().map(|(text, _)| (name.to_owned(), Part::new(text).media_type(media_type)))),
            Err(error) => self.fail(name, error),
        }
    }

    /// Adds a value as JSON of a media type, whatever it is.
    pub fn json_as(&mut self, name: &str, media_type: &str, value: &(impl Serialize + ?Sized)) {
        match serde_json::to_string(value) {
            Ok(text) => self.parts.push((name.to_owned(), Part::new(text).media_type(media_type))),
            // The message of the serialiser may quote the value.
            Err(_) => self.fail(name, ParamError::Custom),
        }
    }

    fn fail(&mut self, name: &str, error: ParamError) {
        self.fault.get_or_insert_with(|| format!("the field `{name}` of the form {error}"));
    }

    /// Whether it can be sent more than once; a stream cannot.
    pub(crate) fn is_replayable(&self) -> bool {
        self.parts.iter().all(|(_, part)| part.is_replayable())
    }

    pub(crate) fn into_transport(self) -> Result<multipart::Form, String> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        // Names between quotes, as browsers write them: `name*=` is not for forms (RFC 7578, section 4.2).
        let mut form = multipart::Form::new().percent_encode_noop();
        for (name, part) in self.parts {
            let part = part.into_transport().map_err(|fault| match fault {
                Fault::Spent => format!("the stream for the field `{name}` was sent before"),
                Fault::MediaType => format!("the media type of the field `{name}` is none"),
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

    fn written(fill: impl FnOnce(&mut Form)) -> Vec<(String, Part)> {
        let mut form = Form::new();
        fill(&mut form);
        form.parts
    }

    #[test]
    fn values_are_written_by_their_kind() {
        let text = |name: &str, text: &'static str| (name.to_owned(), Part::new(text));
        assert_eq!(written(|form| form.value("a", &0.1_f32)), [text("a", "0.1")]);
        assert_eq!(written(|form| form.value("a", &["x", "y"])), [text("a", "x"), text("a", "y")]);
        assert_eq!(written(|form| form.value("a", &None::<u8>)), []);
        let object = ("a".to_owned(), Part::new(r#"{"b":"c"}"#).media_type(JSON));
        assert_eq!(written(|form| form.value("a", &json!({"b": "c"}))).first(), Some(&object));
        assert_eq!(written(|form| form.value("a", &json!([{"b": "c"}, 1]))), [object, text("a", "1")]);
        let list = ("a".to_owned(), Part::new("[1,2]").media_type(JSON));
        assert_eq!(written(|form| form.json_as("a", JSON, &[1, 2])), [list]);
        let xml = ("a".to_owned(), Part::new("<a/>").media_type("text/xml"));
        assert_eq!(written(|form| form.value_as("a", "text/xml", "<a/>")), [xml]);
    }

    #[test]
    fn the_first_fault_is_remembered_and_quotes_nothing() {
        let mut form = Form::new();
        form.value("a", &f64::NAN);
        form.value("b", &Err::<u8, &str>("sk-value"));
        assert_eq!(form.into_transport().unwrap_err(), "the field `a` of the form is a number that is not finite");
    }
}

//! Content of a media type: its schema, and bodies of it.

use serde_json::{Value, json};
use statusful_document::openapi::{Content, EventForm, Family, JsonType, Schema, is_xml};
use statusful_schema::{
    Direction, Validator, Violation, XmlError, XmlName, event, event_object, examples, fewest_violations, from_xml,
    json_line, to_xml, types, values_up_to, written,
};

use super::PlannedParameter;
use super::samples::{SampleChoice, Samples};

/// Content of one media type.
#[derive(Debug)]
pub(crate) struct PlannedContent {
    /// The media type or range as the document writes it.
    pub(crate) media: String,
    pub(crate) family: Family,
    /// The name of the root element, if the content is XML.
    xml: Option<XmlName>,
    /// The bundled schema.
    pub(crate) schema: Value,
    pub(crate) validator: Validator,
    samples: Samples,
    /// The fields of a form that are written like parameters.
    pub(crate) fields: Vec<PlannedParameter>,
    /// Whether the schema is that of one item of a stream.
    pub(crate) is_item: bool,
    /// Whether the schema is that of whole events rather than of their data.
    are_events: bool,
    /// The data that ends a stream of events.
    end_mark: Option<String>,
}

impl PlannedContent {
    pub(crate) fn of(content: Content<'_>, direction: Direction) -> Self {
        let found = values_up_to(Samples::COUNT, content, direction);
        let family = match content.family() {
            // `*/*` is JSON if the schema describes more than text.
            Family::Any if !is_text(&found.schema) => Family::Json,
            family => family,
        };
        let mut planned = Self {
            media: content.key.trim().to_owned(),
            family,
            xml: is_xml(content.key.value).then(|| content.media.schema().map(XmlName::of).unwrap_or_default()),
            samples: Samples::new(examples(content), &found),
            fields: fields(content),
            validator: found.validator,
            is_item: found.is_item,
            are_events: family == Family::Events && !matches!(content.media.event_form(), EventForm::Data),
            end_mark: content.media.end_mark().filter(|_| family == Family::Events).map(str::to_owned),
            schema: found.schema,
        };
        let texts = planned.valid_xml_examples();
        planned.samples.add_examples(|example| texts.contains(example));
        planned
    }

    /// Returns the examples that are XML as text, and valid as XML.
    fn valid_xml_examples(&self) -> Vec<Value> {
        let is_valid = |text: &str| self.xml_violations(text).is_ok_and(|violations| violations.is_empty());
        let examples = self.samples.examples().filter(|_| self.is_xml());
        examples.filter(|example| example.as_str().is_some_and(is_valid)).cloned().collect()
    }

    /// Returns `true` if the content is XML.
    pub(crate) fn is_xml(&self) -> bool {
        self.xml.is_some()
    }

    /// Reads XML as a value whose texts are strings.
    pub(crate) fn xml_value(&self, text: &str) -> Result<Value, XmlError> {
        from_xml(&self.schema, self.xml.as_ref().unwrap_or(&XmlName::default()), text)
    }

    /// Returns the violations of XML. A schema that allows only a string is of the text of the root element, or of any XML.
    pub(crate) fn xml_violations(&self, text: &str) -> Result<Vec<Violation>, XmlError> {
        let value = self.xml_value(text)?;
        let whole = is_text(&self.schema).then(|| Value::String(text.to_owned()));
        let candidates = std::iter::once(value).chain(whole).collect();
        Ok(fewest_violations(&self.validator, &self.schema, candidates))
    }

    /// Returns the names of the examples.
    pub(crate) fn example_names(&self) -> impl Iterator<Item = &str> {
        self.samples.names()
    }

    /// Returns `true` if the document has a valid example.
    pub(crate) fn has_examples(&self) -> bool {
        self.samples.has_examples()
    }

    /// Returns the first value of a choice, unless the body is a stream of values or a text.
    pub(crate) fn structured_value(&self, choice: SampleChoice<'_>) -> Option<(&Value, bool)> {
        let (values, are_examples) = self.chosen(choice);
        let value = *values.first()?;
        let is_text = self.is_xml() && are_examples && value.is_string();
        ((self.family == Family::Json || self.is_xml()) && !is_text).then_some((value, are_examples))
    }

    /// Returns a body. An error says why there is none.
    pub(crate) fn body(&self, choice: SampleChoice<'_>) -> Result<Vec<u8>, String> {
        let (values, are_examples) = self.chosen(choice);
        let text = match self.family {
            Family::Events | Family::JsonLines => self.stream(values)?,
            _ if are_examples => self.example(&self.value(&values)?),
            _ => self.text(&self.value(&values)?),
        };
        Ok(text.into_bytes())
    }

    fn chosen(&self, choice: SampleChoice<'_>) -> (Vec<&Value>, bool) {
        self.samples.chosen(choice, &self.schema, &self.validator)
    }

    /// Returns the text of an example. One that is text is XML as it is.
    fn example(&self, value: &Value) -> String {
        if self.is_xml() && value.is_string() { written(value) } else { self.text(value) }
    }

    /// Returns the text of a value that is not a stream.
    pub(crate) fn text(&self, value: &Value) -> String {
        match (&self.xml, self.family) {
            (Some(name), _) => to_xml(&self.schema, name, value),
            (None, Family::Json) => value.to_string(),
            (None, _) => written(value),
        }
    }

    /// Returns `true` if the schema describes one item of a stream rather than the array of all.
    pub(crate) fn describes_items(&self) -> bool {
        self.is_item || types(&self.schema).iter().any(|ty| *ty != JsonType::Array)
    }

    /// Returns the items of a stream, or the value as its only item.
    pub(crate) fn items(&self, value: &Value) -> String {
        match value.as_array() {
            Some(items) => items.iter().map(|item| self.item(item)).collect(),
            None => self.item(value),
        }
    }

    /// Returns a JSON value that is not valid against the schema, if there is one.
    pub(crate) fn invalid_value(&self) -> Option<Value> {
        let unusual = [json!([]), json!({}), json!("wrong"), json!(-0.5), json!(true), Value::Null, json!([[{}]])];
        let is_invalid = |value: &Value| !self.validator.violations(value).is_empty();
        unusual.into_iter().find(is_invalid).filter(|_| self.family == Family::Json)
    }

    fn value(&self, values: &[&Value]) -> Result<Value, String> {
        if let Some(value) = values.first() {
            return Ok((*value).clone());
        }
        if self.schema == Value::Bool(true) {
            return Ok(if self.family == Family::Json { json!({}) } else { json!("text") });
        }
        Err(self.samples.reason.clone())
    }

    /// Returns a stream. If the schema allows only arrays, it describes the items of the whole stream.
    fn stream(&self, values: Vec<&Value>) -> Result<String, String> {
        let samples: Vec<_> =
            if values.is_empty() { vec![self.value(&[])?] } else { values.into_iter().cloned().collect() };
        let is_whole = !self.is_item && samples.iter().all(Value::is_array);
        let items: Vec<_> = if is_whole {
            samples.iter().take(1).filter_map(Value::as_array).flatten().cloned().collect()
        } else {
            samples
        };
        // The document may describe the end of the stream as one of its events.
        let is_end = |item: &&Value| self.end_mark.is_some() && item["data"].as_str() == self.end_mark.as_deref();
        let end = self.end_mark.iter().map(|mark| event(mark));
        Ok(items.iter().filter(|item| !is_end(item)).map(|item| self.item(item)).chain(end).collect())
    }

    fn item(&self, item: &Value) -> String {
        let is_stream = |text: &str| text.contains("data:") && text.contains("\n\n");
        match (self.family, item.as_str()) {
            // An example may be the whole stream as text.
            (Family::Events, Some(text)) if is_stream(text) => text.to_owned(),
            (Family::Events, _) if self.are_events => event_object(item),
            (Family::Events, _) => event(&written(item)),
            _ => json_line(item, &self.media),
        }
    }
}

/// Returns the fields of a form whose encoding says how they are written.
fn fields(content: Content<'_>) -> Vec<PlannedParameter> {
    let schema = content.media.schema().and_then(Schema::resolve);
    let encodings = content.media.encodings();
    encodings
        .filter_map(|(name, encoding)| PlannedParameter::of_field(name, encoding, schema?.property(name)?))
        .collect()
}

/// Returns `true` if a schema restricts values to strings, or not at all.
fn is_text(schema: &Value) -> bool {
    types(schema).iter().all(|ty| *ty == JsonType::String)
}

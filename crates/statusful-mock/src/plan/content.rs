//! Content of a media type: its schema, and bodies of it.

use serde_json::{Value, json};
use statusful_document::openapi::{Content, EventForm, Family, JsonType, is_xml};
use statusful_schema::{
    Direction, ExampleValue, Validator, Violation, XmlError, XmlName, event, event_object, examples, fewest_violations,
    from_xml, json_line, to_xml, types, values_up_to, visible, written,
};

/// How many items a stream has, unless the examples of the document decide.
const ITEMS: usize = 3;

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
    /// The examples of the document, valid or not.
    examples: Vec<ExampleValue>,
    /// Valid values, the examples first.
    samples: Vec<Value>,
    /// How many samples are examples.
    valid_examples: usize,
    /// Whether the schema is that of one item of a stream.
    pub(crate) is_item: bool,
    /// Whether the schema is that of whole events rather than of their data.
    are_events: bool,
    /// The data that ends a stream of events.
    end_mark: Option<String>,
    /// Why there are no samples.
    reason: String,
}

impl PlannedContent {
    pub(super) fn of(content: Content<'_>, direction: Direction) -> Self {
        let found = values_up_to(ITEMS, content, direction);
        let family = match content.family() {
            // `*/*` is JSON if the schema describes more than text.
            Family::Any if !is_text(&found.schema) => Family::Json,
            family => family,
        };
        let mut planned = Self {
            media: content.key.trim().to_owned(),
            family,
            xml: is_xml(content.key.value).then(|| content.media.schema().map(XmlName::of).unwrap_or_default()),
            validator: found.validator,
            examples: examples(content),
            samples: found.all.iter().map(|(_, value)| visible(&found.schema, value)).collect(),
            valid_examples: found.examples,
            is_item: found.is_item,
            are_events: family == Family::Events && !matches!(content.media.event_form(), EventForm::Data),
            end_mark: content.media.end_mark().filter(|_| family == Family::Events).map(str::to_owned),
            reason: found.reason,
            schema: found.schema,
        };
        planned.add_xml_examples();
        planned
    }

    /// Adds the examples that are XML as text before the other samples, if they are valid as XML.
    fn add_xml_examples(&mut self) {
        let texts = self.examples.iter().filter(|example| self.is_valid_xml(&example.value));
        let texts: Vec<_> = texts.map(|example| example.value.clone()).collect();
        self.valid_examples += texts.len();
        self.samples.splice(0..0, texts);
    }

    fn is_valid_xml(&self, example: &Value) -> bool {
        let text = example.as_str().filter(|_| self.is_xml());
        text.is_some_and(|text| self.xml_violations(text).is_ok_and(|violations| violations.is_empty()))
    }

    /// Returns whether the content is XML.
    pub(crate) fn is_xml(&self) -> bool {
        self.xml.is_some()
    }

    /// Reads XML as a value whose texts are strings.
    pub(crate) fn from_xml(&self, text: &str) -> Result<Value, XmlError> {
        from_xml(&self.schema, self.xml.as_ref().unwrap_or(&XmlName::default()), text)
    }

    /// Returns the violations of XML. A schema that allows only a string is of the text of the root element, or of any XML.
    pub(crate) fn xml_violations(&self, text: &str) -> Result<Vec<Violation>, XmlError> {
        let value = self.from_xml(text)?;
        let whole = is_text(&self.schema).then(|| Value::String(text.to_owned()));
        let candidates = std::iter::once(value).chain(whole).collect();
        Ok(fewest_violations(&self.validator, &self.schema, candidates))
    }

    /// Returns the names of the examples.
    pub(crate) fn example_names(&self) -> impl Iterator<Item = &str> {
        self.examples.iter().filter_map(|example| example.name.as_deref())
    }

    /// Returns the value of the first valid example, or else the first made value.
    pub(crate) fn usual_value(&self) -> Option<&Value> {
        self.samples.first()
    }

    /// Returns whether the document has a valid example.
    pub(crate) fn has_examples(&self) -> bool {
        self.valid_examples > 0
    }

    /// Returns a body: the example with the name, or the first valid value. An error says why there is none.
    pub(crate) fn body(&self, example: Option<&str>) -> Result<Vec<u8>, String> {
        let named = example.and_then(|name| self.examples.iter().find(|example| example.name.as_deref() == Some(name)));
        let text = match self.family {
            Family::Events | Family::JsonLines => self.stream(named.map(|example| &example.value))?,
            _ if named.is_some() || self.valid_examples > 0 => self.example(&self.value(named)?),
            _ => self.text(&self.value(None)?),
        };
        Ok(text.into_bytes())
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

    /// Returns the made value that is sent without an example, if there is one.
    pub(crate) fn made_value(&self) -> Option<&Value> {
        let is_structured = self.family == Family::Json || self.is_xml();
        self.samples.first().filter(|_| self.valid_examples == 0 && is_structured)
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

    fn value(&self, named: Option<&ExampleValue>) -> Result<Value, String> {
        if let Some(example) = named {
            return Ok(example.value.clone());
        }
        if let Some(value) = self.samples.first() {
            return Ok(value.clone());
        }
        if self.schema == Value::Bool(true) {
            return Ok(if self.family == Family::Json { json!({}) } else { json!("text") });
        }
        Err(self.reason.clone())
    }

    /// Returns a stream. If the schema allows only arrays, it describes the items of the whole stream.
    fn stream(&self, named: Option<&Value>) -> Result<String, String> {
        let count = if self.valid_examples > 0 { self.valid_examples } else { ITEMS };
        let samples: Vec<_> = match named {
            Some(value) => vec![value.clone()],
            None if self.samples.is_empty() => vec![self.value(None)?],
            None => self.samples.iter().take(count).cloned().collect(),
        };
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

/// Returns whether a schema restricts values to strings, or not at all.
fn is_text(schema: &Value) -> bool {
    types(schema).iter().all(|ty| *ty == JsonType::String)
}

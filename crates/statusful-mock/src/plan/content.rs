//! A media type: its schema, and bodies of it.

use serde_json::{Value, json};
use statusful_document::document::Document;
use statusful_document::media::{Family, family};
use statusful_document::source::Node;
use statusful_schema::{Direction, Example, Judge, event, examples, json_line, types, values_up_to, visible, written};

/// How many pieces a stream has, where the document's examples do not say.
const PIECES: usize = 3;

/// What a request or response may hold.
#[derive(Debug)]
pub(crate) struct Content {
    /// The media type or range as the document has it.
    pub(crate) media: String,
    pub(crate) family: Family,
    /// The schema, alone.
    pub(crate) schema: Value,
    pub(crate) judge: Judge,
    /// The document's examples, whether they keep the schema or not.
    examples: Vec<Example>,
    /// Values that keep the schema: the examples first.
    samples: Vec<Value>,
    /// How many of these are examples.
    good_examples: usize,
    /// Whether the schema is that of a piece of a stream.
    pub(crate) is_item: bool,
    /// Why there are no samples.
    reason: String,
}

impl Content {
    pub(super) fn of<'d>(document: &Document<'d>, media: &str, node: &'d Node, direction: Direction) -> Self {
        let node = document.resolve(node).unwrap_or(node);
        let found = values_up_to(PIECES, document, node, direction);
        let is_example = |(title, _): &&(String, Value)| title.starts_with("example");
        let good_examples = found.all.iter().take_while(is_example).count();
        let family = match family(media) {
            // What may be anything is JSON where the schema describes more than a text.
            Family::Any if !is_text(&found.schema) => Family::Json,
            family => family,
        };
        Self {
            media: media.trim().to_owned(),
            family,
            judge: found.judge,
            examples: examples(document, node),
            samples: found.all.iter().map(|(_, value)| visible(&found.schema, value)).collect(),
            good_examples,
            is_item: found.is_item,
            reason: found.reason,
            schema: found.schema,
        }
    }

    /// The names of its examples.
    pub(crate) fn example_names(&self) -> impl Iterator<Item = &str> {
        self.examples.iter().filter_map(|example| example.name.as_deref())
    }

    /// A body: of the example of that name, or else of the first value that keeps the schema. An error says why none
    /// could be made.
    pub(crate) fn body(&self, example: Option<&str>) -> Result<Vec<u8>, String> {
        let named = example.and_then(|name| self.examples.iter().find(|example| example.name.as_deref() == Some(name)));
        let text = match self.family {
            Family::Events | Family::JsonLines => self.stream(named.map(|example| &example.value))?,
            Family::Json => self.value(named)?.to_string(),
            _ => written(&self.value(named)?),
        };
        Ok(text.into_bytes())
    }

    /// A value that does not keep the schema.
    pub(crate) fn wrong_value(&self) -> Option<Value> {
        let odd = [json!([]), json!({}), json!("wrong"), json!(-0.5), json!(true), Value::Null, json!([[{}]])];
        let is_wrong = |value: &Value| !self.judge.violations(value).is_empty();
        odd.into_iter().find(is_wrong).filter(|_| matches!(self.family, Family::Json))
    }

    fn value(&self, named: Option<&Example>) -> Result<Value, String> {
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

    /// Pieces, one after the other. A schema that only lists keep describes all of them together.
    fn stream(&self, named: Option<&Value>) -> Result<String, String> {
        let count = if self.good_examples > 0 { self.good_examples } else { PIECES };
        let samples: Vec<_> = match named {
            Some(value) => vec![value.clone()],
            None if self.samples.is_empty() => vec![self.value(None)?],
            None => self.samples.iter().take(count).cloned().collect(),
        };
        let is_whole = !self.is_item && samples.iter().all(Value::is_array);
        let pieces: Vec<_> = if is_whole {
            samples.iter().take(1).filter_map(Value::as_array).flatten().cloned().collect()
        } else {
            samples
        };
        let is_raw = |text: &str| text.contains("data:") && text.contains("\n\n");
        let write = |piece: &Value| match (self.family, piece.as_str()) {
            // An example may be written as the stream that it is.
            (Family::Events, Some(text)) if is_raw(text) => text.to_owned(),
            (Family::Events, _) => event(&written(piece)),
            _ => json_line(piece, &self.media),
        };
        Ok(pieces.iter().map(write).collect())
    }
}

/// Whether a schema describes text alone.
fn is_text(schema: &Value) -> bool {
    types(schema).iter().all(|ty| *ty == "string")
}

//! The parts of a request that a generated body depends on.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};
use statusful_schema::{Preference, coerce, has_wide_number, properties, visible};

use super::RequestedPage;
use crate::plan::PlannedContent;
use crate::route::Captures;

/// The path parameters of a request, the properties of its JSON body, and the page of a list.
#[derive(Debug, Default)]
pub(crate) struct Sent<'p> {
    parameters: Vec<(String, String)>,
    properties: Map<String, Value>,
    pub(super) page: Option<RequestedPage<'p>>,
}

impl<'p> Sent<'p> {
    /// The parameters, the body if it is a JSON object, and the page.
    pub(crate) fn of(captures: &Captures, body: Option<Value>, page: Option<RequestedPage<'p>>) -> Self {
        let decoded = |text: &String| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let parameters = captures.iter().map(|(name, text)| (name.clone(), decoded(text))).collect();
        let properties = match body {
            Some(Value::Object(properties)) => properties,
            _ => Map::new(),
        };
        Self { parameters, properties, page }
    }

    /// Returns the value of a property; of the body rather than of a parameter, whose text is read as the schema wants it.
    fn value(&self, name: &str, schema: &Value) -> Option<Value> {
        if let Some(value) = self.properties.get(name) {
            // It would come back with other digits.
            return Some(value.clone()).filter(|value| !has_wide_number(value));
        }
        let (_, text) = self.parameters.iter().find(|(own, _)| own == name)?;
        let object = Map::from_iter([(name.to_owned(), Value::String(text.clone()))]);
        let value = coerce(schema, Value::Object(object), Preference::Typed).get(name).cloned();
        value.filter(|value| !has_wide_number(value))
    }
}

/// Returns an object with what the request sent for its properties, as far as it stays valid: whoever creates `a` expects `a`
/// back. Anything else than an object stays as it is.
pub(super) fn echoed(content: &PlannedContent, made: Value, sent: &Sent<'_>) -> Value {
    let schema = &content.schema;
    let Value::Object(_) = made else { return made };
    let (names, _) = properties(schema);
    let values = names.into_iter().filter_map(|name| Some((name, sent.value(name, schema)?)));
    values.fold(made, |made, (name, value)| with_property(content, made, name, value))
}

/// Returns an object with a property, or as it is if it would not be valid then.
pub(super) fn with_property(content: &PlannedContent, object: Value, name: &str, value: Value) -> Value {
    let mut next = object.clone();
    if let Some(properties) = next.as_object_mut() {
        properties.insert(name.to_owned(), value);
    }
    // Properties that are only sent do not come back.
    let next = visible(&content.schema, &next);
    if content.validator.violations(&next).is_empty() { next } else { object }
}

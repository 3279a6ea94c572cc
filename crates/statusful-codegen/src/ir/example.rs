//! Example values from the document.

use std::hash::{Hash, Hasher};

use serde_json::Value;

/// An example value, if the document has one.
///
/// Any two examples compare equal, so that models that differ only in their examples are equal.
#[derive(Debug, Clone, Default)]
pub struct Example(pub Option<Value>);

impl Example {
    /// Returns the value.
    pub fn value(&self) -> Option<&Value> {
        self.0.as_ref()
    }

    /// Returns the value as text if it is a string, a number or a boolean.
    pub fn text(&self) -> Option<String> {
        match self.value()? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(value) => Some(value.to_string()),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }
}

impl PartialEq for Example {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Example {}

impl Hash for Example {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

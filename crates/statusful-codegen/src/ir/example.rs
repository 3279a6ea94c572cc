//! What the document shows by way of example.

use std::hash::{Hash, Hasher};

use serde_json::Value;

/// A value that the document shows, where it shows one.
///
/// It says nothing about what a thing is: things that differ in their examples alone are alike, so any two are equal.
#[derive(Debug, Clone, Default)]
pub struct Example(pub Option<Value>);

impl Example {
    /// The value.
    pub fn value(&self) -> Option<&Value> {
        self.0.as_ref()
    }

    /// The value as text, where it has no parts.
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

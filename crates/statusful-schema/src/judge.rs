//! Whether a value keeps a schema, by the `jsonschema` crate.

use jsonschema::{Draft, ValidationError, Validator};
use serde_json::Value;

/// How many violations of one value are told.
const VIOLATIONS: usize = 20;

/// How long what is told of a violation may be.
const LENGTH: usize = 300;

/// A judge of one schema.
#[derive(Debug)]
pub struct Judge(Result<Validator, String>);

/// A place where a value does not keep its schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The JSON pointer (RFC 6901) to it; empty for the whole value.
    pub pointer: String,
    /// What is wrong there. It never quotes the value, which may be a secret.
    pub message: String,
}

impl Judge {
    /// The judge of a schema that stands alone. One that is no schema is said to be none at each verdict.
    pub fn new(schema: &Value) -> Self {
        let options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true);
        Self(options.build(schema).map_err(|fault| format!("the schema is not valid: {fault}")))
    }

    /// Nothing, or why the value does not keep the schema.
    pub fn fault(&self, value: &Value) -> Option<String> {
        let violation = match &self.0 {
            Ok(validator) => violation(&validator.validate(value).err()?),
            Err(fault) => return Some(shortened(fault)),
        };
        Some(shortened(&format!("{} at `{}`", violation.message, violation.pointer)))
    }

    /// All that is wrong with the value, up to some number. A schema that is none says nothing about any value.
    pub fn violations(&self, value: &Value) -> Vec<Violation> {
        let faults = self.0.iter().flat_map(|validator| validator.iter_errors(value));
        faults.take(VIOLATIONS).map(|fault| violation(&fault)).collect()
    }
}

/// The judge of a schema that any value keeps.
impl Default for Judge {
    fn default() -> Self {
        Self::new(&Value::Bool(true))
    }
}

fn violation(fault: &ValidationError<'_>) -> Violation {
    Violation { pointer: fault.instance_path().to_string(), message: shortened(&fault.masked().to_string()) }
}

fn shortened(text: &str) -> String {
    text.chars().take(LENGTH).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn violations_say_where_and_do_not_quote() {
        let schema = json!({ "properties": { "a": { "type": "integer" }, "b": { "maxLength": 2 } } });
        let violations = Judge::new(&schema).violations(&json!({ "a": "hunter2", "b": "hunter2" }));
        assert_eq!(violations.iter().map(|found| found.pointer.as_str()).collect::<Vec<_>>(), ["/a", "/b"]);
        assert!(violations.iter().all(|found| !found.message.contains("hunter2")), "{violations:?}");
        assert_eq!(Judge::new(&schema).violations(&json!({ "a": 1 })), []);
    }

    #[test]
    fn a_schema_that_is_none_is_told_at_each_verdict() {
        let judge = Judge::new(&json!({ "type": "nonsense" }));
        assert!(judge.fault(&json!(1)).is_some_and(|fault| fault.contains("not valid")));
        assert_eq!(judge.violations(&json!(1)), []);
    }
}

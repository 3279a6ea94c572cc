//! Validation of values against a bundled schema, by the `jsonschema` crate.

use jsonschema::{Draft, ValidationError};
use serde_json::Value;

/// How many violations of one value are reported.
const MAX_VIOLATIONS: usize = 20;

/// How many characters a message has at most.
const MAX_LENGTH: usize = 300;

/// A validator of one schema.
#[derive(Debug)]
pub struct Validator(Result<jsonschema::Validator, String>);

/// A part of a value that is not valid against the schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The JSON pointer (RFC 6901) to the part; empty for the whole value.
    pub pointer: String,
    /// The problem. It never quotes the value, which may be a secret.
    pub message: String,
}

impl Validator {
    /// Creates the validator of a bundled schema. If the schema is not valid itself, [`Validator::first_error`] returns
    /// that error.
    pub fn new(schema: &Value) -> Self {
        let options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true);
        Self(options.build(schema).map_err(|error| format!("the schema is not valid: {error}")))
    }

    /// Returns why the value is not valid, or `None` if it is.
    pub fn first_error(&self, value: &Value) -> Option<String> {
        let violation = match &self.0 {
            Ok(validator) => violation(&validator.validate(value).err()?),
            Err(error) => return Some(shortened(error)),
        };
        Some(shortened(&format!("{} at `{}`", violation.message, violation.pointer)))
    }

    /// Returns the violations of a value, up to a limit; none if the schema is not valid itself.
    pub fn violations(&self, value: &Value) -> Vec<Violation> {
        let errors = self.0.iter().flat_map(|validator| validator.iter_errors(value));
        errors.take(MAX_VIOLATIONS).map(|error| violation(&error)).collect()
    }

    /// Returns the paths of the keywords that a value violates, such as `/properties/name/type`, up to a limit. Of `anyOf` and
    /// `oneOf`, the keywords within are not among them. Nothing if the schema is not valid itself.
    pub fn keywords(&self, value: &Value) -> Option<Vec<String>> {
        let errors = self.0.as_ref().ok()?.iter_errors(value);
        Some(errors.take(MAX_VIOLATIONS).map(|error| error.schema_path().to_string()).collect())
    }
}

/// Creates the validator of a schema that allows every value.
impl Default for Validator {
    fn default() -> Self {
        Self::new(&Value::Bool(true))
    }
}

fn violation(error: &ValidationError<'_>) -> Violation {
    Violation { pointer: error.instance_path().to_string(), message: shortened(&error.masked().to_string()) }
}

fn shortened(text: &str) -> String {
    text.chars().take(MAX_LENGTH).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn violations_have_a_pointer_and_do_not_quote_the_value() {
        let schema = json!({ "properties": { "a": { "type": "integer" }, "b": { "maxLength": 2 } } });
        let violations = Validator::new(&schema).violations(&json!({ "a": "hunter2", "b": "hunter2" }));
        assert_eq!(violations.iter().map(|found| found.pointer.as_str()).collect::<Vec<_>>(), ["/a", "/b"]);
        assert!(violations.iter().all(|found| !found.message.contains("hunter2")), "{violations:?}");
        assert_eq!(Validator::new(&schema).violations(&json!({ "a": 1 })), []);
    }

    #[test]
    fn keywords_have_the_path_in_the_schema() {
        let validator = Validator::new(
            &json!({ "properties": { "a": { "type": "integer" } }, "dependentRequired": { "a": ["b"] } }),
        );
        let mut keywords = validator.keywords(&json!({ "a": "x" })).unwrap();
        keywords.sort();
        assert_eq!(keywords, ["/dependentRequired", "/properties/a/type"]);
        assert_eq!(Validator::new(&json!({ "type": "nonsense" })).keywords(&json!(1)), None);
    }

    #[test]
    fn a_schema_that_is_not_valid_is_reported_for_each_value() {
        let validator = Validator::new(&json!({ "type": "nonsense" }));
        assert!(validator.first_error(&json!(1)).is_some_and(|error| error.contains("not valid")));
        assert_eq!(validator.violations(&json!(1)), []);
    }
}

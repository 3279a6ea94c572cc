//! Whether a value keeps a schema, by the `jsonschema` crate.

use jsonschema::{Draft, Validator};
use serde_json::Value;

/// A judge of one schema.
#[derive(Debug)]
pub(crate) struct Judge(Result<Validator, String>);

impl Judge {
    /// The judge of a schema that stands alone. One that is no schema is said to be none at each verdict.
    pub(crate) fn new(schema: &Value) -> Self {
        let options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true);
        Self(options.build(schema).map_err(|fault| format!("the schema is not valid: {fault}")))
    }

    /// Nothing, or why the value does not keep the schema.
    pub(crate) fn fault(&self, value: &Value) -> Option<String> {
        match &self.0 {
            Ok(validator) => {
                let fault = validator.validate(value).err()?;
                Some(shortened(&format!("{} at `{}`", fault.masked(), fault.instance_path())))
            }
            Err(fault) => Some(shortened(fault)),
        }
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(300).collect()
}

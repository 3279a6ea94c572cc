//! The values that content of a media type can have.

use std::sync::OnceLock;

use serde_json::Value;
use statusful_schema::{ExampleValue, Validator, Values, made_values, visible};

/// How many items a stream has, unless the examples of the document decide.
const ITEMS: usize = 3;

/// Which value is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SampleChoice<'s> {
    /// The first valid example, or else a made value.
    Usual,
    /// The example with the name.
    Named(&'s str),
    /// A made value, even if there are examples.
    Made,
}

/// Examples and made values.
#[derive(Debug)]
pub(super) struct Samples {
    /// The examples of the document, valid or not.
    examples: Vec<ExampleValue>,
    /// Valid values, the examples first.
    valid: Vec<Value>,
    /// How many of them are examples.
    valid_examples: usize,
    /// Generated values in addition to valid examples, which few requests ask for.
    made: OnceLock<Vec<Value>>,
    /// Why no values can be made.
    pub(super) reason: String,
}

impl Samples {
    /// How many valid values are needed.
    pub(super) const COUNT: usize = ITEMS;

    pub(super) fn new(examples: Vec<ExampleValue>, found: &Values) -> Self {
        Self {
            examples,
            valid: found.all.iter().map(|(_, value)| visible(&found.schema, value)).collect(),
            valid_examples: found.examples,
            made: OnceLock::new(),
            reason: found.reason.clone(),
        }
    }

    /// Adds those of the examples that are valid in another form than the values, before the others.
    pub(super) fn add_examples(&mut self, is_valid: impl Fn(&Value) -> bool) {
        let valid = self.examples.iter().map(|example| &example.value).filter(|value| is_valid(value));
        let valid: Vec<_> = valid.cloned().collect();
        self.valid_examples += valid.len();
        self.valid.splice(0..0, valid);
    }

    /// Returns the examples, valid or not.
    pub(super) fn examples(&self) -> impl Iterator<Item = &Value> {
        self.examples.iter().map(|example| &example.value)
    }

    /// Returns the names of the examples.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.examples.iter().filter_map(|example| example.name.as_deref())
    }

    /// Returns `true` if there is a valid example.
    pub(super) fn has_examples(&self) -> bool {
        self.valid_examples > 0
    }

    /// Returns the values of a choice, of which a stream sends all and another body the first, and whether they are examples.
    pub(super) fn chosen(
        &self,
        choice: SampleChoice<'_>,
        schema: &Value,
        validator: &Validator,
    ) -> (Vec<&Value>, bool) {
        match choice {
            SampleChoice::Named(name) => {
                let named = self.examples.iter().find(|example| example.name.as_deref() == Some(name));
                (named.map(|example| &example.value).into_iter().collect(), true)
            }
            // If nothing can be made, an example is better than an error.
            SampleChoice::Made if self.has_examples() && !self.made(schema, validator).is_empty() => {
                (self.made(schema, validator).iter().collect(), false)
            }
            SampleChoice::Made | SampleChoice::Usual if self.has_examples() => {
                (self.valid.iter().take(self.valid_examples).collect(), true)
            }
            SampleChoice::Made | SampleChoice::Usual => (self.valid.iter().collect(), false),
        }
    }

    /// Returns generated values in addition to valid examples.
    fn made(&self, schema: &Value, validator: &Validator) -> &[Value] {
        let make = || made_values(ITEMS, schema, validator).iter().map(|value| visible(schema, value)).collect();
        self.made.get_or_init(make)
    }
}

//! `x-error-message`: which text of a failure says what went wrong.

use std::collections::BTreeSet;

use crate::openapi::Schema;
use crate::source::Node;

pub(crate) const X_ERROR_MESSAGE: &str = "x-error-message";

/// How many properties lead to a message at most, such as two to `error.message`.
const MAX_DEPTH: usize = 4;

/// Returns where the message of a body is, as a JSON Pointer (RFC 6901), which is empty if the body itself is the message.
/// Of several, the one with the fewest properties on its way counts, and of those the first.
pub(crate) fn error_message(schema: Schema<'_>) -> Option<String> {
    let mut level = vec![(String::new(), schema)];
    let mut seen = BTreeSet::new();
    for _ in 0..=MAX_DEPTH {
        let mut below = Vec::new();
        for (pointer, schema) in level {
            // A schema may hold in several ways at one place.
            let mut all = vec![schema];
            while let Some(schema) = all.pop() {
                if schema.extension(X_ERROR_MESSAGE).and_then(Node::as_bool) == Some(true) {
                    return Some(pointer);
                }
                let Some(schema) = schema.resolve().filter(|schema| seen.insert(schema.span())) else { continue };
                if schema.extension(X_ERROR_MESSAGE).and_then(Node::as_bool) == Some(true) {
                    return Some(pointer);
                }
                let choices = schema.one_of().into_iter().chain(schema.any_of()).flatten();
                all.extend(schema.all_of().into_iter().chain(choices));
                let properties = schema.properties();
                below.extend(properties.map(|(name, property)| (format!("{pointer}/{}", escaped(&name)), property)));
            }
        }
        level = below;
    }
    None
}

/// Escapes a name for a JSON Pointer (RFC 6901, section 3).
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

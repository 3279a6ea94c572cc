//! `x-error-message`: which text of a failure is its error message.

use std::collections::BTreeSet;

use super::is_secret;
use crate::openapi::Schema;
use crate::source::Node;

pub(crate) const X_ERROR_MESSAGE: &str = "x-error-message";

/// How many properties lead to a message at most, such as two to `error.message`.
const MAX_DEPTH: usize = 4;

/// How many schemas of a body are searched at most. A document may have any number of bodies, and each may be large.
const MAX_SCHEMAS: usize = 1000;

/// Returns the JSON Pointer (RFC 6901) of the error message in a body; empty if the body itself is the message.
///
/// If several texts are marked, it returns the one that the fewest properties lead to, and of those the first. Secrets are
/// ignored.
pub(crate) fn error_message(body: Schema<'_>) -> Option<String> {
    let mut seen = BTreeSet::new();
    let mut left = MAX_SCHEMAS;
    let mut level = vec![(String::new(), body)];
    for _ in 0..=MAX_DEPTH {
        let mut below = Vec::new();
        for (pointer, schema) in level {
            // All of these describe the value at the pointer. They are visited in document order.
            let mut parts = vec![schema];
            while let Some(part) = parts.pop() {
                let Some(target) = part.resolve() else { continue };
                if (is_marked(part) || is_marked(target)) && !is_secret(target) {
                    return Some(pointer);
                }
                if !seen.insert(target.span()) {
                    continue;
                }
                let choices = target.one_of().into_iter().chain(target.any_of()).flatten();
                let more: Vec<_> = target.all_of().into_iter().chain(choices).take(left).collect();
                left -= more.len();
                parts.extend(more.into_iter().rev());
                for (name, property) in target.properties().take(left) {
                    left -= 1;
                    below.push((format!("{pointer}/{}", escaped(&name)), property));
                }
            }
        }
        level = below;
    }
    None
}

/// Returns whether a schema is marked as the message.
fn is_marked(schema: Schema<'_>) -> bool {
    schema.extension(X_ERROR_MESSAGE).and_then(Node::as_bool) == Some(true)
}

/// Escapes a name for a JSON Pointer (RFC 6901, section 3).
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

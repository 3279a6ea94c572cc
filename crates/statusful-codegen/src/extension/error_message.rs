//! `x-error-message`: which string in a failure is its error message.

use std::collections::BTreeSet;

use super::is_secret;
use crate::openapi::Schema;
use crate::source::Node;

pub(crate) const X_ERROR_MESSAGE: &str = "x-error-message";

/// The maximum number of properties in the path to a message. `error.message` has two.
const MAX_DEPTH: usize = 4;

/// The maximum number of schemas of a body that are searched. A document may have any number of bodies, and each may be
/// large.
const MAX_SCHEMAS: usize = 1000;

/// Returns the JSON Pointer (RFC 6901) of the error message in a body. It is empty if the body itself is the message.
///
/// If several strings are marked, returns the first one with the shortest path. Ignores secrets.
pub(crate) fn error_message(body: Schema<'_>) -> Option<String> {
    let mut seen = BTreeSet::new();
    let mut left = MAX_SCHEMAS;
    let mut level = vec![(String::new(), body)];
    for _ in 0..=MAX_DEPTH {
        let mut below = Vec::new();
        for (pointer, schema) in level {
            // All parts describe the value at the pointer. They are visited in document order.
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

/// Returns `true` if a schema is marked as the message.
fn is_marked(schema: Schema<'_>) -> bool {
    schema.extension(X_ERROR_MESSAGE).and_then(Node::as_bool) == Some(true)
}

/// Escapes a name for a JSON Pointer (RFC 6901, section 3).
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Input, Strictness, read_api};

    /// Returns the message of a body in which other properties precede it.
    fn message_after(others: usize) -> Option<String> {
        let other = |index| format!("\"p{index}\": {{}},");
        let properties = (0..others).map(other).collect::<Vec<_>>().concat() + "\"m\": {\"x-error-message\": true}";
        let schema = format!("{{\"properties\": {{{properties}}}}}");
        let content = format!("{{\"application/json\": {{\"schema\": {schema}}}}}");
        let responses = format!("{{\"400\": {{\"description\": \"d\", \"content\": {content}}}}}");
        let document = format!(
            "{{\"openapi\": \"3.1.0\", \"info\": {{\"title\": \"t\", \"version\": \"1\"}}, \"paths\": {{\"/a\": {{\"get\": \
             {{\"operationId\": \"a\", \"responses\": {responses}}}}}}}}}"
        );
        let input = Input { name: "a.json", bytes: document.as_bytes(), overlays: &[], files: None };
        let api = read_api(&input, Strictness::Lenient).api.unwrap();
        api.operations().flat_map(|operation| operation.responses.failures()).find_map(|it| it.message.clone())
    }

    #[test]
    fn the_search_is_bounded() {
        assert_eq!(message_after(0).as_deref(), Some("/m"));
        assert_eq!(message_after(MAX_SCHEMAS - 1).as_deref(), Some("/m"));
        assert_eq!(message_after(MAX_SCHEMAS), None);
    }
}

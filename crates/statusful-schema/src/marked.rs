//! The part of a value that an extension of the document marks.

use serde_json::Value;
use statusful_document::openapi::escape_token;

use crate::gather::{All, Root};

/// How many properties lead to a marked value at most.
const DEPTH: usize = 4;

/// How many properties of each depth are searched.
const PROPERTIES: usize = 1000;

/// Returns the JSON pointer (RFC 6901) of a value whose schema has an extension that is `true`; empty for the whole value. Of
/// several, it is one that the fewest properties lead to.
pub fn marked(schema: &Value, extension: &str) -> Option<String> {
    let root = Root(schema);
    let mut level = vec![(String::new(), vec![schema])];
    for _ in 0..=DEPTH {
        let mut below = Vec::new();
        for (pointer, schemas) in level {
            let facets = root.facets(&schemas, &mut All);
            if facets.is_marked(extension) {
                return Some(pointer);
            }
            let properties = facets.properties().into_iter();
            below.extend(properties.map(|(name, schemas)| (format!("{pointer}/{}", escape_token(name)), schemas)));
        }
        below.truncate(PROPERTIES);
        level = below;
    }
    None
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_fewest_properties_lead_to_the_marked_value() {
        let marked_text = json!({ "x-mark": true });
        let schema = json!({
            "$defs": { "inner": { "properties": { "a": marked_text } } },
            "anyOf": [{ "properties": { "deep": { "$ref": "#/$defs/inner" } } }, { "properties": { "b/c": marked_text } }],
        });
        assert_eq!(marked(&schema, "x-mark").as_deref(), Some("/b~1c"));
        assert_eq!(marked(&schema["$defs"], "x-mark"), None);
        assert_eq!(marked(&json!({ "x-mark": true }), "x-mark").as_deref(), Some(""));
    }

    #[test]
    fn a_circle_has_an_end() {
        let schema =
            json!({ "$ref": "#/$defs/a", "$defs": { "a": { "properties": { "a": { "$ref": "#/$defs/a" } } } } });
        assert_eq!(marked(&schema, "x-mark"), None);
    }
}

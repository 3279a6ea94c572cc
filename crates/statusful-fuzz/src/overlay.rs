//! Overlays.

use serde_json::Value;
use statusful_document::diagnostic::{Diagnostics, Style, render_all};
use statusful_document::source::Source;
use statusful_document::{Input, Overlay, read};

use crate::tree;

/// The document that is changed. It has no arrays, because items that are merged into one are added to it.
const DOCUMENT: &str = r#"{
  "openapi": "3.1.0",
  "info": { "title": "fuzz", "version": "1" },
  "paths": { "/a": { "get": { "responses": { "200": { "description": "a" } } } }, "/b": {} },
  "components": { "schemas": { "A": { "type": "object" }, "B": { "$ref": "A" } } }
}"#;

/// A document keeps valid spans, every diagnostic can be printed, and the same overlay has the same result. If an overlay has one
/// action that can be repeated, applying it twice is as applying it once.
pub(crate) fn run(bytes: &[u8]) {
    let overlay = Overlay { name: "overlay.yaml", bytes };
    let once = apply(&[overlay]);
    assert_eq!(once.root, apply(&[overlay]).root, "the same overlay has another result");
    if tree::read("overlay.yaml", bytes).is_some_and(|overlay| can_be_repeated(&overlay.root.to_json())) {
        assert_eq!(once.root, apply(&[overlay, overlay]).root, "the second time changes more");
    }
}

fn apply(overlays: &[Overlay<'_>]) -> Source {
    let mut diagnostics = Diagnostics::default();
    let input = Input { name: "fuzz.json", bytes: DOCUMENT.as_bytes(), overlays, files: None };
    let source = read(&input, &mut diagnostics);
    tree::check_spans(&source);
    render_all(&source.files, &diagnostics, Style::Plain);
    source
}

/// Returns `true` if an overlay has one action, an update with a path whose matches do not depend on the added values.
fn can_be_repeated(overlay: &Value) -> bool {
    let Some([action]) = overlay["actions"].as_array().map(Vec::as_slice) else { return false };
    let depends = |path: &str| path.contains("..") || path.contains('?');
    let is_update = action["update"].is_object() && action.get("copy").is_none() && action.get("remove").is_none();
    is_update && !has_array(&action["update"]) && action["target"].as_str().is_some_and(|path| !depends(path))
}

fn has_array(value: &Value) -> bool {
    match value {
        Value::Array(_) => true,
        Value::Object(members) => members.values().any(has_array),
        _ => false,
    }
}

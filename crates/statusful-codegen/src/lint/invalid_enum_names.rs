//! `x-enum-varnames` and `x-enum-descriptions` must have a string for each value.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::extension::{X_ENUM_DESCRIPTIONS, X_ENUM_VARNAMES};
use crate::openapi::{Document, Schema};
use crate::source::{Entry, Node};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let schemas = document.places().filter_map(|place| place.view::<Schema<'_>>());
    for schema in schemas {
        let count = schema.values().map(|values| values.len());
        for name in [X_ENUM_VARNAMES, X_ENUM_DESCRIPTIONS] {
            diagnostics.extend(schema.extension_entry(name).and_then(|entry| problem(name, entry, count)));
        }
    }
}

/// Returns the diagnostic of an extension in a schema whose `enum` has `count` values.
fn problem(name: &str, Entry { key, node }: &Entry, count: Option<usize>) -> Option<Diagnostic> {
    let name = quote(name);
    let Some(count) = count else {
        let message = format!("{name} on a schema without `enum`");
        return Some(diagnostic(message).at(*key, "there are no values").help("move it next to `enum`, or remove it"));
    };
    let Some(items) = node.as_array() else {
        let message = format!("{name} must be an array, not {}", node.kind());
        return Some(diagnostic(message).at(node.span, "").help("write a list in the order of `enum`"));
    };
    if let Some(item) = items.iter().find(|item| item.as_str().is_none()) {
        let message = format!("an item of {name} must be a string, not {}", Node::kind(item));
        return Some(diagnostic(message).at(item.span, "").help("quote it, or write an empty string"));
    }
    let message = || format!("{name} has {} items, but `enum` has {count}", items.len());
    (items.len() != count)
        .then(|| diagnostic(message()).at(node.span, "").help("write an item for each value of `enum`"))
}

fn diagnostic(message: String) -> Diagnostic {
    Diagnostic::new(Code::InvalidEnumNames, message)
}

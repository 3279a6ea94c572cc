//! Every value must have the kind that the specification requires.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::openapi::{Document, Place, Shape};
use crate::source::Value;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    // Fields that the version does not define are not checked.
    let known = document.places().filter(|place| place.shape.in_version(place.version()).is_some());
    for place in known.filter(|place| place.shape.of(place.node).is_none()) {
        diagnostics.push(diagnostic(&place));
    }
}

fn diagnostic(place: &Place<'_>) -> Diagnostic {
    let expected = place.shape.name(place.version());
    let message = format!("{} must be {expected}, not {}", subject(place), place.node.kind());
    Diagnostic::new(Code::WrongKind, message)
        .at(place.node.span, format!("expected {expected}"))
        .help(help(place).unwrap_or_default())
}

/// Returns how to fix it, if the intent is clear.
fn help(place: &Place<'_>) -> Option<&'static str> {
    match (place.shape, &place.node.value) {
        (_, Value::Null) => Some("give it a value, or remove the key"),
        (Shape::Text, Value::Number(_) | Value::Bool(_)) => Some("quote it"),
        (Shape::Number, Value::String(_)) => Some("write the number without quotes"),
        (Shape::Boolean, Value::String(_)) => Some("write `true` or `false`, without quotes"),
        _ => None,
    }
}

/// Returns a description of the value's location.
fn subject(place: &Place<'_>) -> String {
    match place.key {
        Some((name, _)) if name == place.field => format!("`{name}`"),
        Some((name, _)) => format!("{} in `{}`", quote(name), place.field),
        None => format!("an item of `{}`", place.field),
    }
}

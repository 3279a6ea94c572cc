//! Every value is of the kind that the specification wants there.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Document, Place, Shape};
use crate::source::Value;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    // A field that the version does not know means nothing in it, and may be anything.
    let known = document.places().filter(|place| place.shape.in_version(place.version).is_some());
    for place in known.filter(|place| place.shape.of(place.node).is_none()) {
        diagnostics.push(fault(&place));
    }
}

fn fault(place: &Place<'_>) -> Diagnostic {
    let wanted = place.shape.name(place.version);
    let message = format!("{} must be {wanted}, not {}", subject(place), place.node.kind());
    Diagnostic::new(Code::WrongKind, message)
        .at(place.node.span, format!("{wanted} belongs here"))
        .help(help(place).unwrap_or_default())
}

/// What to do, where it is plain what was meant.
fn help(place: &Place<'_>) -> Option<&'static str> {
    match (place.shape, &place.node.value) {
        (_, Value::Null) => Some("give it a value, or remove the key"),
        (Shape::Text, Value::Number(_) | Value::Bool(_)) => Some("quote it"),
        (Shape::Number, Value::String(_)) => Some("write the number without quotes"),
        (Shape::Boolean, Value::String(_)) => Some("write `true` or `false`, without quotes"),
        _ => None,
    }
}

/// What the value is to its surroundings.
fn subject(place: &Place<'_>) -> String {
    match place.key {
        Some((name, _)) if name == place.field => format!("`{name}`"),
        Some((name, _)) => format!("{} in `{}`", quote(name), place.field),
        None => format!("an item of `{}`", place.field),
    }
}

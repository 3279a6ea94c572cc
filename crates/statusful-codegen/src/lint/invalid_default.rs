//! A default must be a value that its schema allows.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::openapi::{Document, JsonType, JsonTypes, Schema, are_equal};
use crate::source::{Node, Span, Value};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for schema in document.all::<Schema<'_>>() {
        // Many tools write `null` for the lack of a default.
        let default = schema.default_value().filter(|default| !default.is_null());
        diagnostics.extend(default.and_then(|default| diagnostic(schema, default)));
    }
}

fn diagnostic(schema: Schema<'_>, default: &Node) -> Option<Diagnostic> {
    match (schema.values().zip(schema.values_span()), schema.types_span()) {
        (Some((values, span)), _) => not_listed(&values, span, default),
        (None, Some(span)) => of_another_type(schema, span, default),
        (None, None) => None,
    }
}

fn not_listed(values: &[&Node], span: Span, default: &Node) -> Option<Diagnostic> {
    let is_listed = values.iter().any(|value| are_equal(value, default));
    (!is_listed).then(|| {
        Diagnostic::new(Code::InvalidDefault, format!("the default {} is not one of the values", shown(default)))
            .at(default.span, "no such value")
            .at(span, "the values are listed here")
            .help("use one of the values, or remove the default")
    })
}

fn of_another_type(schema: Schema<'_>, span: Span, default: &Node) -> Option<Diagnostic> {
    let types = schema.types_with_null();
    let is_admitted = types.as_slice().iter().any(|ty| ty.admits(default));
    // Values of an unknown type cannot be checked.
    if is_admitted || types.is_empty() || schema.unknown_type().is_some() {
        return None;
    }
    let quoted: Vec<_> = types.as_slice().iter().map(|ty| quote(ty.as_str())).collect();
    let message = format!("the default is {}, but the type is {}", default.kind(), quoted.join(" or "));
    let diagnostic = Diagnostic::new(Code::InvalidDefault, message)
        .at(default.span, "wrong type")
        .at(span, "the type is declared here")
        .help(help(&types, default));
    Some(diagnostic)
}

fn help(types: &JsonTypes, default: &Node) -> &'static str {
    match &default.value {
        Value::Number(_) | Value::Bool(_) if types.contains(JsonType::String) => "quote it",
        Value::String(text) if is_bare(types, text) => "write it without quotes",
        _ => "use a value of this type, or remove the default",
    }
}

/// Returns `true` if a text looks like an unquoted value of one of the types.
fn is_bare(types: &JsonTypes, text: &str) -> bool {
    let has_number = types.contains(JsonType::Integer) || types.contains(JsonType::Number);
    let is_boolean = matches!(text, "true" | "false");
    has_number && text.parse::<f64>().is_ok() || types.contains(JsonType::Boolean) && is_boolean
}

/// Returns a scalar as text, or the kind of any other value.
fn shown(value: &Node) -> String {
    match &value.value {
        Value::String(text) | Value::Number(text) => quote(text),
        Value::Bool(truth) => quote(&truth.to_string()),
        _ => format!("({})", value.kind()),
    }
}

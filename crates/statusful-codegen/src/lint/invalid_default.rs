//! A default is a value that its schema allows.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Document, Kind};
use crate::source::{Node, Value};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let schemas = document.places().filter(|place| place.is(Kind::Schema));
    let defaults = schemas.filter_map(|place| Some((place.node, place.node.get("default")?)));
    // Many tools write `null` to say that there is none.
    let defaults = defaults.filter(|(_, default)| !default.is_null());
    diagnostics.extend(defaults.filter_map(|(schema, default)| fault(schema, default)));
}

fn fault(schema: &Node, default: &Node) -> Option<Diagnostic> {
    let values = schema.get("enum").filter(|values| values.items().next().is_some());
    match (values, schema.get("type")) {
        (Some(values), _) => not_listed(values, default),
        (None, Some(ty)) => of_another_type(ty, default),
        (None, None) => None,
    }
}

fn not_listed(values: &Node, default: &Node) -> Option<Diagnostic> {
    let is_listed = values.items().any(|value| are_same(value, default));
    (!is_listed).then(|| {
        Diagnostic::new(Code::InvalidDefault, format!("the default {} is not among the values", shown(default)))
            .at(default.span, "no such value")
            .at(values.span, "these are the values")
            .help("name one of the values, or leave the default out")
    })
}

fn of_another_type(ty: &Node, default: &Node) -> Option<Diagnostic> {
    let types: Vec<_> = ty.items().chain(Some(ty)).filter_map(Node::as_str).collect();
    let fits = types.is_empty() || types.iter().any(|ty| is_of(ty, default));
    (!fits).then(|| {
        let quoted: Vec<_> = types.iter().map(|ty| quote(ty)).collect();
        let message = format!("the default is {}, not of type {}", default.kind(), quoted.join(" or "));
        Diagnostic::new(Code::InvalidDefault, message)
            .at(default.span, "another type")
            .at(ty.span, "this is the type")
            .help(help(&types, default))
    })
}

fn help(types: &[&str], default: &Node) -> &'static str {
    match &default.value {
        Value::Number(_) | Value::Bool(_) if types.contains(&"string") => "quote it",
        Value::String(text) if is_bare(types, text) => "write it without quotes",
        _ => "give a value of the type, or leave the default out",
    }
}

/// Whether a text is what a value of these types looks like.
fn is_bare(types: &[&str], text: &str) -> bool {
    let is_number = types.iter().any(|ty| matches!(*ty, "integer" | "number")) && text.parse::<f64>().is_ok();
    is_number || types.contains(&"boolean") && matches!(text, "true" | "false")
}

/// Whether a value is of a type; of one that is none, every value is.
fn is_of(ty: &str, value: &Node) -> bool {
    match ty {
        "string" => value.as_str().is_some(),
        "integer" => matches!(&value.value, Value::Number(text) if is_whole(text)),
        "number" => matches!(value.value, Value::Number(_)),
        "boolean" => value.as_bool().is_some(),
        "array" => value.as_array().is_some(),
        "object" => value.as_object().is_some(),
        "null" => value.is_null(),
        _ => true,
    }
}

/// Whether a number has no fraction, however it is written.
fn is_whole(text: &str) -> bool {
    !text.contains(['.', 'e', 'E']) || text.parse::<f64>().is_ok_and(|number| number.fract() == 0.0)
}

/// Whether two values are the same, `1` and `1.0` included.
fn are_same(a: &Node, b: &Node) -> bool {
    let number = |node: &Node| match &node.value {
        Value::Number(text) => text.parse::<f64>().ok(),
        _ => None,
    };
    a == b || number(a).zip(number(b)).is_some_and(|(a, b)| a.total_cmp(&b).is_eq())
}

/// A scalar itself; of anything else, what kind of value it is.
fn shown(value: &Node) -> String {
    match &value.value {
        Value::String(text) | Value::Number(text) => quote(text),
        Value::Bool(truth) => quote(&truth.to_string()),
        _ => format!("({})", value.kind()),
    }
}

//! A parameter has a name and a place that is known (OpenAPI 3.0.3, section 4.7.12.2).

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Document, Kind, Place};
use crate::source::Node;

/// The places that a parameter can have.
const PLACES: &[&str] = &["path", "query", "header", "cookie"];

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for parameter in document.places().filter(|place| place.is(Kind::Parameter)) {
        for field in ["name", "in"] {
            if parameter.node.get(field).is_none() {
                diagnostics.push(missing(&parameter, field));
            }
        }
        if let Some(place) = parameter.node.get("in") {
            diagnostics.extend(unknown(place));
        }
    }
}

fn unknown(node: &Node) -> Option<Diagnostic> {
    let place = node.as_str().filter(|place| !PLACES.contains(place))?;
    let fault = Diagnostic::new(Code::IncompleteParameter, format!("a parameter cannot be in {}", quote(place)))
        .at(node.span, "no request has such a place")
        .help("the places are `path`, `query`, `header` and `cookie`");
    Some(fault)
}

fn missing(parameter: &Place<'_>, field: &str) -> Diagnostic {
    let name = parameter.node.get("name").and_then(Node::as_str);
    let subject = name.map_or("a parameter".to_owned(), |name| format!("the parameter {}", quote(name)));
    Diagnostic::new(Code::IncompleteParameter, format!("{subject} has no `{field}`"))
        .at(parameter.span(), format!("`{field}` is missing in this"))
        .help("a parameter needs a `name`, and says with `in` where it goes")
}

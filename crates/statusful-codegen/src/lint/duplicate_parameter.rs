//! No two parameters in one list have the same name and place (OpenAPI 3.0.3, sections 4.7.9 and 4.7.10).

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Document, Kind};
use crate::source::Node;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for place in document.places().filter(|place| place.is(Kind::PathItem) || place.is(Kind::Operation)) {
        let mut seen = HashMap::new();
        for written in place.node.get("parameters").into_iter().flat_map(Node::items) {
            let Some(parameter) = document.resolve(written).and_then(identity) else { continue };
            let first = *seen.entry(parameter).or_insert(written);
            if !std::ptr::eq(first, written) {
                let (name, _) = parameter;
                let message = format!("the parameter {} is declared twice for the same place", quote(name));
                diagnostics.push(
                    Diagnostic::new(Code::DuplicateParameter, message)
                        .at(written.span, "again here")
                        .at(first.span, "first here")
                        .help("remove one of them; a parameter is sent once"),
                );
            }
        }
    }
}

/// The name and the place of a parameter, which tell it from others.
fn identity(parameter: &Node) -> Option<(&str, &str)> {
    Some((parameter.get("name")?.as_str()?, parameter.get("in")?.as_str()?))
}

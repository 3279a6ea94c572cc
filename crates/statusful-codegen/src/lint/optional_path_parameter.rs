//! A path parameter is required, and says so (OpenAPI 3.0.3, section 4.7.12.2).

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Document, Kind};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for place in document.places().filter(|place| place.is(Kind::Parameter)) {
        let Some(name) = super::path_parameter(place.node) else { continue };
        let required = place.node.get("required");
        if required.and_then(crate::source::Node::as_bool) != Some(true) {
            let span = required.or(place.node.get("name")).map_or(place.node.span, |node| node.span);
            diagnostics.push(
                Diagnostic::new(Code::OptionalPathParameter, format!("the path parameter {} is optional", quote(name)))
                    .at(span, "taken as required")
                    .help("add `required: true`; there is no URL without the parameter"),
            );
        }
    }
}

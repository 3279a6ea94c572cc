//! Every response has a description (OpenAPI 3.0.3, section 4.7.17).

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Document, Kind};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let responses = document.places().filter(|place| place.is(Kind::Response));
    for place in responses.filter(|place| place.node.get("description").is_none()) {
        let name = place.key.map(|(name, _)| quote(name)).unwrap_or_default();
        diagnostics.push(
            Diagnostic::new(Code::MissingResponseDescription, format!("the response {name} has no description"))
                .at(place.span(), "`description` is missing in this")
                .help("say when the server answers so; it becomes the documentation of the variant"),
        );
    }
}

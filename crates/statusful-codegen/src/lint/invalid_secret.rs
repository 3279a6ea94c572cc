//! `x-secret` says whether a value must never be shown.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Document, Kind, Shape};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let schemas = document.places().filter(|place| place.shape.of(place.node) == Some(Shape::Object(Kind::Schema)));
    for secret in schemas.filter_map(|place| place.node.get("x-secret")).filter(|node| node.as_bool().is_none()) {
        diagnostics.push(
            Diagnostic::new(Code::InvalidSecret, format!("`x-secret` must be a boolean, not {}", secret.kind()))
                .at(secret.span, "a boolean belongs here")
                .help("write `x-secret: true`, without quotes"),
        );
    }
}

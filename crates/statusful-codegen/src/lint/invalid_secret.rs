//! `x-secret` must be a boolean.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::extension::X_SECRET;
use crate::openapi::{Document, Schema};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let schemas = document.places().filter_map(|place| place.view_or_reference::<Schema<'_>>());
    let secrets = schemas.filter_map(|schema| schema.extension(X_SECRET));
    for secret in secrets.filter(|secret| secret.as_bool().is_none()) {
        diagnostics.push(
            Diagnostic::new(Code::InvalidSecret, format!("`x-secret` must be a boolean, not {}", secret.kind()))
                .at(secret.span, "expected a boolean")
                .help("write `x-secret: true`, without quotes"),
        );
    }
}

//! A path parameter must have `required: true` (OpenAPI 3.0.3, section 4.7.12.2).

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::openapi::{Document, Parameter};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for parameter in document.all::<Parameter<'_>>().filter(|parameter| !parameter.says_required()) {
        let Some(name) = super::path_parameter(parameter) else { continue };
        diagnostics.push(
            Diagnostic::new(Code::OptionalPathParameter, format!("the path parameter {} is optional", quote(&name)))
                .at(parameter.required_span().unwrap_or(name.span), "treated as required")
                .help("add `required: true`; a URL cannot be built without the parameter"),
        );
    }
}

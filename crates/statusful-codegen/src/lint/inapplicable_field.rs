//! `allowReserved` and `allowEmptyValue` apply only to query parameters (OpenAPI 3.1.1, section 4.8.12).

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::openapi::{Document, Parameter, Version};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for parameter in document.all::<Parameter<'_>>() {
        let Some(location) = parameter.written_location() else { continue };
        for field in parameter.fields_of_the_query() {
            let message = format!("`{}` applies only to query parameters", field.value);
            let diagnostic = Diagnostic::new(Code::InapplicableField, message)
                .at(field.span, "this has no effect")
                .at(location.span, "this is not a query parameter")
                .help("remove it");
            // OpenAPI 3.0 allows such a field, and ignores it.
            let is_allowed = document.version() == Version::V3_0;
            diagnostics.push(if is_allowed { diagnostic.as_warning() } else { diagnostic });
        }
    }
}

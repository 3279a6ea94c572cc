//! `allowReserved` and `allowEmptyValue` are fields of parameters in the query only (OpenAPI 3.1.1, section 4.8.12).

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::openapi::{Document, Parameter, Version};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for parameter in document.all::<Parameter<'_>>() {
        let Some(location) = parameter.written_location() else { continue };
        for field in parameter.fields_of_the_query() {
            let message = format!("`{}` applies only to parameters in the query", field.value);
            let diagnostic = Diagnostic::new(Code::InapplicableField, message)
                .at(field.span, "this has no effect")
                .at(location.span, "the parameter is not in the query")
                .help("remove it");
            // In 3.0 such a field is allowed, and ignored.
            let is_allowed = document.version() == Version::V3_0;
            diagnostics.push(if is_allowed { diagnostic.as_warning() } else { diagnostic });
        }
    }
}

//! A server variable must have a default, which must be one of its values if it lists them (OpenAPI 3.1.1, section
//! 4.8.6).

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::openapi::{Document, ServerVariable, Version};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let found = document.all::<ServerVariable<'_>>().filter_map(diagnostic);
    // OpenAPI 3.0 requires a default, and only recommends the rest.
    let is_required =
        |variable: ServerVariable<'_>| document.version() == Version::V3_1 || variable.default_span().is_none();
    for (variable, diagnostic) in found {
        diagnostics.push(if is_required(variable) { diagnostic } else { diagnostic.as_warning() });
    }
}

fn diagnostic(variable: ServerVariable<'_>) -> Option<(ServerVariable<'_>, Diagnostic)> {
    let invalid = |message: String| Diagnostic::new(Code::InvalidServerVariable, message);
    let Some(default) = variable.default_span() else {
        let diagnostic = invalid("a server variable has no default".to_owned())
            .at(variable.span(), "`default` is missing here")
            .help("add a `default`; the client uses it unless the caller chooses another value");
        return Some((variable, diagnostic));
    };
    let values = variable.values_key()?;
    let chosen = variable.default_value()?;
    let diagnostic = if variable.values().next().is_none() {
        invalid("the `enum` of a server variable is empty".to_owned())
            .at(values, "expected at least one value")
            .help("list the values, or remove `enum` to allow any value")
    } else if variable.values().all(|value| value != chosen) {
        invalid(format!("the default {} is not one of the values", quote(&chosen)))
            .at(default, "not in the `enum`")
            .at(values, "the values are listed here")
            .help("add it to the `enum`, or choose one of the values")
    } else {
        return None;
    };
    Some((variable, diagnostic))
}

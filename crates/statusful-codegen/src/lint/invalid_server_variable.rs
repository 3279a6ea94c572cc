//! A server variable has a default, which is one of its values if it lists them (OpenAPI 3.1.1, section 4.8.6).

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::openapi::{Document, ServerVariable, Version};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let found = document.all::<ServerVariable<'_>>().filter_map(diagnostic);
    // 3.0 asks for a default, and recommends the rest.
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
            .help("add a `default`; the client uses it unless its user chooses another value");
        return Some((variable, diagnostic));
    };
    let values = variable.values_key()?;
    let chosen = variable.default_value()?;
    let diagnostic = if variable.values().next().is_none() {
        invalid("a server variable has no value to choose from".to_owned())
            .at(values, "this is empty")
            .help("list the values, or remove `enum` to allow every value")
    } else if variable.values().all(|value| value != chosen) {
        invalid(format!("the default {} is not one of the values", quote(&chosen)))
            .at(default, "not in the `enum`")
            .at(values, "the values are here")
            .help("add it to the `enum`, or choose one of the values")
    } else {
        return None;
    };
    Some((variable, diagnostic))
}

//! A path parameter must be in the path, because otherwise it could not be sent.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::openapi::{Document, Operation, Spanned, template_names, template_parameters};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for operation in document.operations().filter(|operation| template_parameters(operation.path.value).is_ok()) {
        let used: HashSet<&str> = template_names(operation.path.value).collect();
        let declared = operation.parameters().into_iter().filter_map(super::path_parameter);
        diagnostics.extend(declared.filter(|name| !used.contains(name.value)).map(|name| diagnostic(operation, name)));
    }
}

fn diagnostic(operation: Operation<'_>, name: Spanned<&str>) -> Diagnostic {
    let message = format!("the path parameter {} is not in the path {}", quote(&name), quote(&operation.path));
    Diagnostic::new(Code::UnusedPathParameter, message)
        .at(name.span, "declared here, but never sent")
        .at(operation.path.span, format!("no `{{…}}` of this path is named {}", quote(&name)))
        .help(format!("add {} to the path, or remove the parameter", quote(&format!("{{{}}}", name.value))))
}

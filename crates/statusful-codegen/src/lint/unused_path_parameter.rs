//! A path parameter occurs in the path, or it could not be sent.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Document, template_names, template_parameters};
use crate::source::Node;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for operation in document.operations().filter(|operation| template_parameters(operation.path).is_ok()) {
        let used: HashSet<&str> = template_names(operation.path).collect();
        for parameter in operation.parameters(document) {
            let Some(name) = super::path_parameter(parameter) else { continue };
            if !used.contains(name) {
                let place = parameter.get("name").map_or(parameter.span, |node: &Node| node.span);
                let message = format!("the path parameter {} is not part of {}", quote(name), quote(operation.path));
                diagnostics.push(
                    Diagnostic::new(Code::UnusedPathParameter, message)
                        .at(place, "declared here, and never sent")
                        .at(operation.path_span, format!("no `{{…}}` of this path is named {}", quote(name)))
                        .help("put it into the path, or remove the parameter"),
                );
            }
        }
    }
}

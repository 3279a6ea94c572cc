//! `x-name`, `x-type-name`, `x-group` and `x-body-name` must be names.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::extension::{X_BODY_NAME, X_GROUP, X_NAME, X_TYPE_NAME, is_name};
use crate::openapi::{Document, ObjectKind};
use crate::source::Node;

/// The extensions, and the objects that can have them.
const NAMES: [(&str, &[ObjectKind]); 4] = [
    (X_NAME, &[ObjectKind::Operation, ObjectKind::Parameter, ObjectKind::Schema]),
    (X_TYPE_NAME, &[ObjectKind::Schema]),
    (X_GROUP, &[ObjectKind::Operation]),
    (X_BODY_NAME, &[ObjectKind::Operation]),
];

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for place in document.places() {
        let Some(kind) = place.kind() else { continue };
        for (name, _) in NAMES.iter().filter(|(_, kinds)| kinds.contains(&kind)) {
            let invalid = place.extension(name).filter(|node| !node.as_str().is_some_and(is_name));
            diagnostics.extend(invalid.map(|node| diagnostic(name, node)));
        }
    }
}

fn diagnostic(name: &str, node: &Node) -> Diagnostic {
    let found = match node.as_str() {
        Some(text) => quote(text),
        None => node.kind().to_owned(),
    };
    Diagnostic::new(Code::InvalidName, format!("{} must be a name, not {found}", quote(name)))
        .at(node.span, "expected a string with a letter or a digit")
        .help("write a name, or remove the key")
}

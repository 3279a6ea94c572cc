//! Some extensions must be booleans, such as `x-stream`.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::extension::{X_ERROR_MESSAGE, X_GLOBAL, X_IDEMPOTENT, X_STREAM};
use crate::openapi::{Document, ObjectKind, X_NULLABLE};
use crate::selection::X_IGNORE;
use crate::source::Node;

/// The extensions, and the objects that can have them.
const FLAGS: [(&str, &[ObjectKind]); 6] = [
    (X_STREAM, &[ObjectKind::Operation, ObjectKind::MediaType]),
    (X_NULLABLE, &[ObjectKind::Schema]),
    (X_ERROR_MESSAGE, &[ObjectKind::Schema]),
    (X_GLOBAL, &[ObjectKind::Parameter]),
    (X_IDEMPOTENT, &[ObjectKind::Operation]),
    (X_IGNORE, &[ObjectKind::PathItem, ObjectKind::Operation, ObjectKind::Parameter, ObjectKind::Schema]),
];

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for place in document.places() {
        let Some(kind) = place.kind() else { continue };
        for (name, _) in FLAGS.iter().filter(|(_, kinds)| kinds.contains(&kind)) {
            let flag = place.extension(name).filter(|flag| flag.as_bool().is_none());
            diagnostics.extend(flag.map(|flag| diagnostic(name, flag)));
        }
    }
}

fn diagnostic(name: &str, flag: &Node) -> Diagnostic {
    Diagnostic::new(Code::InvalidFlag, format!("{} must be a boolean, not {}", quote(name), flag.kind()))
        .at(flag.span, "expected a boolean")
        .help(format!("write `{name}: true`, without quotes"))
}

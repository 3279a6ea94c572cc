//! `info` has a title and a version (OpenAPI 3.0.3, section 4.7.2).

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Document;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let Some(info) = document.root().entry("info") else {
        diagnostics.push(
            Diagnostic::new(Code::MissingInfo, "the document has no `info`")
                .at(document.start(), "`info` is missing beside this")
                .help("add `info` with a `title` and a `version`; they end up in the generated crate's documentation"),
        );
        return;
    };
    for field in ["title", "version"] {
        if info.node.as_object().is_some() && info.node.get(field).is_none() {
            diagnostics.push(
                Diagnostic::new(Code::MissingInfo, format!("`info` has no `{field}`"))
                    .at(info.key, format!("`{field}` is missing in this"))
                    .help(format!("add a `{field}`; it ends up in the generated crate's documentation")),
            );
        }
    }
}

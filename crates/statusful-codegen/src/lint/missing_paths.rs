//! The document has `paths`, be it an empty object (OpenAPI 3.0.3, section 4.7.1). Since 3.1, components or webhooks will
//! do (section 4.8.1 there).

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Document, Version};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let enough: &[&str] = match document.version() {
        Version::V3_0 => &["paths"],
        Version::V3_1 => &["paths", "components", "webhooks"],
    };
    if enough.iter().all(|field| document.root().get(field).is_none()) {
        diagnostics.push(
            Diagnostic::new(Code::MissingPaths, "the document has no `paths`")
                .at(document.start(), "`paths` is missing beside this")
                .help("add `paths`; a document of models alone has `paths: {}`"),
        );
    }
}

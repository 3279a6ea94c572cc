//! A reference stays within the document.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::Document;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let external = document.references().filter(|(_, reference, _)| !reference.starts_with('#'));
    for (_, reference, span) in external {
        let message = format!("the reference {} leads out of the document", quote(reference));
        let local = format!("#{}{reference}", if reference.starts_with('/') { "" } else { "/components/schemas/" });
        let help = if document.target(&local).is_some() {
            format!("did you mean {}?", quote(&local))
        } else {
            "bundle the documents into one; other files and URLs are not read".to_owned()
        };
        diagnostics
            .push(Diagnostic::new(Code::ExternalReference, message).at(span, "not a part of this document").help(help));
    }
}

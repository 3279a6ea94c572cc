//! A reference stays within the document and the files beside it.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::Document;
use crate::source::Found;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let external = document.references().filter(|(_, reference, _)| !reference.starts_with('#'));
    for (_, reference, span) in external.filter(|(_, text, span)| document.target_from(text, *span).is_none()) {
        let path = reference.split('#').next().unwrap_or_default();
        let (fault, label, help) = match document.source().find(span.file, path) {
            // What the rest of the reference leads to there is the affair of another rule.
            Found::File(..) => continue,
            Found::Unreadable(why) => unreadable(path, why),
            Found::Outside => outside(document, reference),
        };
        let help = meant(document, reference).unwrap_or(help.to_owned());
        diagnostics.push(fault.at(span, label).help(help));
    }
}

fn unreadable(path: &str, why: &str) -> (Diagnostic, &'static str, &'static str) {
    let message = format!("the file {} cannot be read: {why}", quote(path));
    let help = "a path begins at the folder of the file that the reference stands in";
    (Diagnostic::new(Code::UnreadableReference, message), "named here", help)
}

fn outside(document: &Document<'_>, reference: &str) -> (Diagnostic, &'static str, &'static str) {
    let message = format!("the reference {} leads out of the document", quote(reference));
    let help = if document.source().reads_files() {
        "only files in the folder of the document and below it are read; copy it there"
    } else {
        "bundle the documents into one; other files and URLs are not read"
    };
    (Diagnostic::new(Code::ExternalReference, message), "not a part of this document", help)
}

/// The reference within the document that may have been meant.
fn meant(document: &Document<'_>, reference: &str) -> Option<String> {
    let local = format!("#{}{reference}", if reference.starts_with('/') { "" } else { "/components/schemas/" });
    document.target(&local).map(|_| format!("did you mean {}?", quote(&local)))
}

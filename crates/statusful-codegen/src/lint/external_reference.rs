//! A reference must refer to the document itself or to a file next to it.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::openapi::{Components, Document, SCHEMA_REFERENCE};
use crate::source::Found;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    // Components that nothing uses are not generated, so their references do not matter.
    let unused: HashSet<_> =
        document.components().into_iter().flat_map(Components::unused).map(|node| node.span).collect();
    let external = document.references().filter(|(_, reference, _)| !reference.starts_with('#'));
    for (node, reference, span) in external.filter(|(_, text, span)| document.target_from(text, *span).is_none()) {
        let path = reference.split('#').next().unwrap_or_default();
        let (diagnostic, label, help) = match document.source().find(span.file, path) {
            // Another rule checks the rest of the reference.
            Found::File(..) => continue,
            Found::Unreadable(why) => unreadable(path, why),
            Found::Outside => outside(document, reference),
        };
        let help = meant(document, reference).unwrap_or(help.to_owned());
        let diagnostic = diagnostic.at(span, label).help(help);
        diagnostics.push(if unused.contains(&node.span) { diagnostic.as_warning() } else { diagnostic });
    }
}

fn unreadable(path: &str, why: &str) -> (Diagnostic, &'static str, &'static str) {
    let message = format!("the file {} cannot be read: {why}", quote(path));
    let help = "write the path relative to the file that contains the reference";
    (Diagnostic::new(Code::UnreadableReference, message), "referenced here", help)
}

fn outside(document: &Document<'_>, reference: &str) -> (Diagnostic, &'static str, &'static str) {
    let message = format!("the reference {} points outside the document", quote(reference));
    let help = if document.source().reads_files() {
        "copy the file into the folder of the document; files outside it are not read"
    } else {
        "bundle the documents into one; other files and URLs are not read"
    };
    (Diagnostic::new(Code::ExternalReference, message), "not part of this document", help)
}

/// Suggests the reference within the document that was probably intended.
fn meant(document: &Document<'_>, reference: &str) -> Option<String> {
    let local = format!("{}{reference}", if reference.starts_with('/') { "#" } else { SCHEMA_REFERENCE });
    document.target(&local).map(|_| format!("did you mean {}?", quote(&local)))
}

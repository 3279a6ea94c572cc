//! Overlays: changes to a document that is not one's own (OpenAPI Overlay 1.0 and 1.1).
//!
//! An overlay changes the tree between reading and linting, so that everything after sees one document. What it adds
//! keeps its location in the overlay, so that errors are reported there.

mod action;
mod change;
mod form;
mod location;
mod merge;
mod path;
mod version;

use crate::diagnostic::Diagnostics;
use crate::source::{Copies, FileId, Source, SourceFile, read_file};
use change::Limits;

/// An overlay to read.
#[derive(Debug, Clone, Copy)]
pub struct Overlay<'i> {
    /// The name in diagnostics, such as the path.
    pub name: &'i str,
    /// Its bytes.
    pub bytes: &'i [u8],
}

/// Changes a document as the overlay says, one action after the other.
pub(crate) fn apply(source: &mut Source, overlay: &Overlay<'_>, diagnostics: &mut Diagnostics) {
    let file = FileId(source.files.len());
    let (text, root) = read_file(overlay.name, overlay.bytes, file, diagnostics);
    source.add_file(SourceFile::new(overlay.name, text));
    if root.is_null() {
        return;
    }
    let copies = Copies::beyond(&[&source.root, &root]);
    let mut limits = Limits { budget: change::BUDGET, copies };
    for action in action::actions(&root, diagnostics) {
        change::carry_out(&mut source.root, &action, &mut limits, diagnostics);
    }
}

#[cfg(test)]
mod tests;

//! OpenAPI documents as they stand: every value with its place, references followed, and faults told where they are.
//!
//! [`read`] is the way in. What it gives is a tree ([`source`]) that a [`document::Document`] answers questions about;
//! what was wrong on the way is in [`diagnostic::Diagnostics`]. Nothing here says what becomes of a document: that is
//! for those who generate from it, serve it or judge by it.

pub mod diagnostic;
pub mod disk;
pub mod document;
pub mod media;
mod overlay;
pub mod source;
mod version;

pub use diagnostic::Strictness;
pub use overlay::Overlay;
pub use source::Reader;
pub use version::{check_version, has_version};

use diagnostic::Diagnostics;
use source::Source;

/// A document that is not read yet.
#[derive(Clone, Copy)]
pub struct Input<'i> {
    /// What it is called, such as its path; faults are told under this name.
    pub name: &'i str,
    /// Its bytes.
    pub bytes: &'i [u8],
    /// What changes it, in this order.
    pub overlays: &'i [Overlay<'i>],
    /// Reads the files beside it that it refers to; without, it is one file.
    pub files: Option<&'i dyn Reader>,
}

/// Reads a document, changes it as its overlays say, and reads what it then refers to.
pub fn read(input: &Input<'_>, diagnostics: &mut Diagnostics) -> Source {
    let mut source = source::read(input.name, input.bytes, diagnostics);
    for overlay in input.overlays {
        overlay::apply(&mut source, overlay, diagnostics);
    }
    if let Some(files) = input.files {
        source::read_all(&mut source, files, diagnostics);
    }
    source
}

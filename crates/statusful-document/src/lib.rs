//! Reads OpenAPI documents with the location of every value, applies overlays, and provides views as the objects of the
//! specification.
//!
//! [`read`] parses a document into a tree ([`source`]). An [`openapi::Document`] is a typed view of the tree. Errors are
//! [`diagnostic::Diagnostics`]. Other crates generate clients from documents, serve them, and validate with them.
//! crates.

pub mod diagnostic;
pub mod disk;
pub mod glob;
pub mod openapi;
mod overlay;
pub mod sample;
pub mod selection;
pub mod source;
pub mod suggestion;
pub mod vendor;
mod version;

pub use diagnostic::Strictness;
pub use overlay::Overlay;
pub use source::Reader;
pub use version::{check_version, has_version};

use diagnostic::Diagnostics;
use source::Source;

/// A document to read.
#[derive(Clone, Copy)]
pub struct Input<'i> {
    /// The name in diagnostics, such as the path.
    pub name: &'i str,
    /// The content.
    pub bytes: &'i [u8],
    /// The overlays to apply, in this order.
    pub overlays: &'i [Overlay<'i>],
    /// Reads the files that it refers to. Without this, it is a single file.
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

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

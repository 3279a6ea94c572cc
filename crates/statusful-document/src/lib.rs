//! OpenAPI documents: read with the place of every value, changed by overlays, and viewed as the objects of the
//! specification.
//!
//! [`read`] reads a document as a tree ([`source`]). An [`openapi::Document`] views the tree as what the specification says
//! it is. Faults are [`diagnostic::Diagnostics`]. Generating from a document, serving it and validating by it is for other
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

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

//! Turns OpenAPI documents into Rust clients in which every documented response is a typed value.
//!
//! [`generate`] is the pipeline. Every stage is a pure function from one type to the next: the same document gives the
//! same files, and nothing but [`disk`] touches any.

pub mod disk;
pub mod emit;
mod error;
mod extension;
mod files;
pub mod ir;
pub mod lint;
pub mod lower;
mod mock;
pub mod models;
pub mod pages;
pub mod render;
mod settings;
mod tokens;

pub use error::InternalError;
pub use files::{Files, PathError};
pub use settings::{Runtime, Settings};
pub use statusful_document::{Input, Overlay, Reader, Strictness, diagnostic, document, read, source};

use diagnostic::Diagnostics;
use document::Document;
use pages::Page;
use source::Source;
use statusful_document::media;

/// What came of a document.
#[derive(Debug)]
pub struct Generation {
    /// The client; nothing when the document has errors.
    pub client: Option<Client>,
    /// Everything found on the way.
    pub diagnostics: Diagnostics,
    /// What was read, for showing where a diagnostic points.
    pub source: Source,
}

/// A client that is not written yet.
#[derive(Debug)]
pub struct Client {
    /// What it was made from.
    pub api: ir::Api,
    /// Its files.
    pub files: Files,
}

/// Generates a client from the bytes of a document called `name`, which is one file.
///
/// # Errors
///
/// Only faults of this crate; a document's own are in [`Generation::diagnostics`].
pub fn generate(name: &str, bytes: &[u8], settings: &Settings) -> Result<Generation, InternalError> {
    generate_from(&Input { name, bytes, overlays: &[], files: None }, settings)
}

/// Generates a client from a document and what belongs to it.
///
/// # Errors
///
/// Only faults of this crate; a document's own are in [`Generation::diagnostics`].
pub fn generate_from(input: &Input<'_>, settings: &Settings) -> Result<Generation, InternalError> {
    let mut diagnostics = Diagnostics::new(settings.strictness);
    let source = read(input, &mut diagnostics);
    let client = client(&source, settings, &mut diagnostics)?;
    Ok(Generation { client, diagnostics, source })
}

/// The stages from a document that was read to files that can be written.
fn client(
    source: &Source,
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Client>, InternalError> {
    let document = Document::new(source);
    lint::check(&document, diagnostics);
    if diagnostics.has_errors() {
        return Ok(None);
    }
    let api = lower::lower(&document, diagnostics);
    let models = models::render(&api)?;
    let mut modules = emit::modules(&api, &models, settings);
    let carried = settings.mock.then(|| mock::carried(source));
    modules.extend(carried.as_ref().map(|carried| mock::module(carried, settings)));
    let pages = if settings.reference { pages::pages(&api, settings) } else { Vec::new() };
    let texts = pages.into_iter().map(Page::into).chain(carried.into_iter().flat_map(mock::Carried::into_files));
    let files = render::files(&api, &modules, texts, settings)?;
    Ok(Some(Client { api, files }))
}

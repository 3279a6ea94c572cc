//! Generates Rust clients from OpenAPI documents. Every documented response becomes a typed value.
//!
//! [`generate`] is the pipeline, and [`read_api`] is its first half. Each stage is a pure function: the same document
//! always produces the same files, and only [`disk`] accesses the file system.

mod customization;
pub mod disk;
pub mod emit;
mod error;
mod extension;
mod files;
pub mod ir;
pub mod lint;
pub mod lower;
mod metadata;
mod mock;
pub mod models;
pub mod origins;
pub mod pages;
mod parallel;
pub mod render;
mod rust;
mod settings;
mod tokens;

pub use customization::{Chosen, Customization, Dependency, Derive, ForeignType, Names, Rename, SettingsFile};
pub use error::InternalError;
pub use files::{Files, PathError};
pub use metadata::{Metadata, Publish};
pub use settings::{Runtime, Settings};
pub use statusful_document::{
    Input, Overlay, Reader, Strictness, diagnostic, glob, openapi, read, selection, source, suggestion, vendor,
};

use customization::Choices;
use diagnostic::Diagnostics;
use openapi::Document;
use origins::Origins;
use source::Source;

/// A document that was read and checked.
#[derive(Debug)]
pub struct Reading {
    /// The API that the document describes, or `None` if the document has errors.
    pub api: Option<ir::Api>,
    /// Where the API's models come from.
    pub origins: Origins,
    /// The document's errors and warnings.
    pub diagnostics: Diagnostics,
    /// The document's files, to show the locations of diagnostics.
    pub source: Source,
}

/// The result of generating a client.
#[derive(Debug)]
pub struct Generation {
    /// The client, or `None` if the document has errors.
    pub client: Option<Client>,
    /// The document's errors and warnings.
    pub diagnostics: Diagnostics,
    /// The document's files, to show the locations of diagnostics.
    pub source: Source,
}

/// A client in memory.
#[derive(Debug)]
pub struct Client {
    /// The API that the document describes.
    pub api: ir::Api,
    /// Where the API's models come from.
    pub origins: Origins,
    /// The files.
    pub files: Files,
}

/// Generates a client from the bytes of a single-file document. `name` is its name in diagnostics.
///
/// # Errors
///
/// Returns an error only for a bug in this crate. Errors in the document are in [`Generation::diagnostics`].
pub fn generate(name: &str, bytes: &[u8], settings: &Settings) -> Result<Generation, InternalError> {
    generate_from(&Input { name, bytes, overlays: &[], files: None }, settings)
}

/// Generates a client from a document, its overlays and the files that it refers to.
///
/// # Errors
///
/// Returns an error only for a bug in this crate. Errors in the document are in [`Generation::diagnostics`].
pub fn generate_from(input: &Input<'_>, settings: &Settings) -> Result<Generation, InternalError> {
    let Reading { api, origins, diagnostics, source } =
        read_customized(input, &settings.customization, settings.strictness);
    let client = api.map(|api| client(api, origins, &source, settings)).transpose()?;
    Ok(Generation { client, diagnostics, source })
}

/// Reads and checks a document, and lowers it if it has no errors. Generates nothing.
///
/// The linter and lowering run concurrently, because few documents have errors.
pub fn read_api(input: &Input<'_>, strictness: Strictness) -> Reading {
    read_customized(input, &Customization::default(), strictness)
}

/// Reads a document like [`read_api`], and applies the user's choices to the API.
pub fn read_customized(input: &Input<'_>, customization: &Customization, strictness: Strictness) -> Reading {
    let mut diagnostics = Diagnostics::new(strictness);
    let mut source = read(input, &mut diagnostics);
    let translation = vendor::translate(&mut source, &mut diagnostics);
    selection::remove_ignored(&mut source);
    let choices = Choices::of(customization, &mut source);
    if !select(&mut source, customization, &choices, &mut diagnostics) {
        return Reading { api: None, origins: Origins::default(), diagnostics, source };
    }
    let document = Document::new(&source);
    let lower = || {
        let mut found = Diagnostics::new(strictness);
        (lower::lower_customized(&document, customization, &choices, &mut found), found)
    };
    let may_be_lowered = !diagnostics.has_errors() && statusful_document::has_version(&document);
    let lint = || {
        let mut found = Diagnostics::new(strictness);
        lint::check(&document, &mut found);
        found.into_iter().map(|diagnostic| translation.reword(diagnostic))
    };
    let (found, lowered) = parallel::both(lint, || may_be_lowered.then(lower));
    diagnostics.extend(found);
    let lowered = (!diagnostics.has_errors()).then(|| lowered.unwrap_or_else(lower));
    let lowered = lowered.map(|(lowered, found)| {
        diagnostics.extend(found);
        lowered
    });
    let lowered = lowered.filter(|_| !diagnostics.has_errors());
    let (api, origins) = lowered.map_or_else(Default::default, |(api, origins)| (Some(api), origins));
    Reading { api, origins, diagnostics, source }
}

/// Removes everything that is not selected. Returns `false` if the selection is invalid, in which case the document is
/// not checked: diagnostics would be about operations that the user does not want.
fn select(
    source: &mut Source,
    customization: &Customization,
    choices: &Choices,
    diagnostics: &mut Diagnostics,
) -> bool {
    if !statusful_document::has_version(&Document::new(source)) || diagnostics.has_errors() {
        return true;
    }
    // Choices about other operations are not errors.
    let mut errors = choices.unknown_schemas(customization, &Document::new(source));
    let outcome = selection::select(source, &customization.selection);
    errors.extend(outcome.err().into_iter().flatten().map(|error| choices.selection_error(error)));
    let is_right = errors.is_empty();
    diagnostics.extend(errors);
    is_right
}

/// Generates the files of a client from its API.
fn client(api: ir::Api, origins: Origins, source: &Source, settings: &Settings) -> Result<Client, InternalError> {
    let mut api = ir::Api { strict_dates: settings.strict_dates, ..api };
    if !settings.unused_models {
        api.drop_unused_models();
    }
    let carried = settings.mock.then(|| mock::carried(source, &settings.customization.selection));
    let mock = carried.as_ref().map(|carried| mock::module(carried, settings));
    let mut texts = rust::files(&api, settings)?;
    texts.extend(mock.map(|mock| rust::rendered(mock, settings)).transpose()?);
    texts.extend(carried.into_iter().flat_map(mock::Carried::into_files));
    let files = render::files(&api, texts, settings)?;
    Ok(Client { api, origins, files })
}

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

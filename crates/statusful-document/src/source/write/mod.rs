//! A tree as text again. What is written reads as the same tree; comments and quotes of the document are not kept.

mod json;
mod yaml;

use std::fmt;

use super::{Notation, Source};

/// Why a tree could not be written. Values of a document can always be.
#[derive(Debug)]
pub struct WriteError(String);

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for WriteError {}

/// Returns the document as text, in the notation that it was read in.
pub fn write(source: &Source) -> Result<String, WriteError> {
    let notation = source.files.first().map_or(Notation::Yaml, |file| Notation::of(&file.name, &file.text));
    let mut text = match notation {
        Notation::Json => json::write(&source.root).map_err(|error| WriteError(error.to_string()))?,
        Notation::Yaml => yaml::write(&source.root).map_err(|error| WriteError(error.to_string()))?,
    };
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}

//! Errors of mocks.

use std::path::PathBuf;
use std::{error, fmt, io};

use statusful_document::diagnostic::{Diagnostics, Style, quote, render_all};
use statusful_document::source::SourceFile;

use crate::ScenarioError;

/// The error if a mock cannot start or be changed.
#[derive(Debug)]
#[non_exhaustive]
pub enum MockError {
    /// The document cannot be read, or is not OpenAPI.
    Document(DocumentError),
    /// The document has no operation of that name.
    UnknownOperation {
        /// The name.
        name: String,
        /// The names of the operations.
        available: Vec<String>,
    },
    /// A scenario has a syntax error.
    Scenario {
        /// The operation.
        operation: String,
        /// The error.
        error: ScenarioError,
    },
    /// A scenario names a response or an example that the operation does not have.
    UnknownResponse {
        /// The operation.
        operation: String,
        /// The response or example, such as `418` or `200:alice`.
        name: String,
        /// The documented statuses, or the examples of the response.
        available: Vec<String>,
    },
    /// A file of a scenario cannot be read.
    File {
        /// The path as the scenario has it.
        path: PathBuf,
        /// The error.
        error: io::Error,
    },
    /// The server cannot listen on the address.
    Listen(io::Error),
}

/// The errors of a document that cannot be served.
#[derive(Debug)]
pub struct DocumentError {
    diagnostics: Diagnostics,
    files: Vec<SourceFile>,
}

impl DocumentError {
    pub(crate) fn new(diagnostics: Diagnostics, files: Vec<SourceFile>) -> Self {
        Self { diagnostics, files }
    }

    /// Returns the diagnostics.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// Returns the files that the diagnostics point into.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }
}

/// Writes the diagnostics with excerpts of the files.
impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(render_all(&self.files, &self.diagnostics, Style::Plain).trim_end())
    }
}

impl error::Error for DocumentError {}

impl fmt::Display for MockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document(error) => error.fmt(f),
            Self::UnknownOperation { name, available } => {
                write!(f, "the document has no operation {}; available: {}", quote(name), listed(available))
            }
            Self::Scenario { operation, error } => write!(f, "invalid scenario of {}: {error}", quote(operation)),
            Self::UnknownResponse { operation, name, available } => {
                write!(f, "the operation {} has no {}; available: {}", quote(operation), quote(name), listed(available))
            }
            Self::File { path, error } => {
                write!(f, "cannot read the file {} of a scenario: {error}", quote(&path.to_string_lossy()))
            }
            Self::Listen(error) => write!(f, "cannot listen on the address: {error}"),
        }
    }
}

impl error::Error for MockError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Document(error) => error.source(),
            Self::Scenario { error, .. } => Some(error),
            Self::File { error, .. } | Self::Listen(error) => Some(error),
            Self::UnknownOperation { .. } | Self::UnknownResponse { .. } => None,
        }
    }
}

/// How many names a message lists.
const NAMES: usize = 20;

fn listed(names: &[String]) -> String {
    let mut shown: Vec<_> = names.iter().take(NAMES).map(|name| quote(name)).collect();
    if names.len() > NAMES {
        shown.push(format!("{} more", names.len() - NAMES));
    }
    if shown.is_empty() { "none".to_owned() } else { shown.join(", ") }
}

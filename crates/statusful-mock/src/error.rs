//! Why a mock does not start.

use std::{error, fmt, io};

use statusful_document::diagnostic::{Diagnostics, Style, quote, render_all};
use statusful_document::source::SourceFile;

use crate::ScenarioError;

/// Why a mock does not start, or cannot be told what to answer.
#[derive(Debug)]
#[non_exhaustive]
pub enum MockError {
    /// The document means nothing.
    Document(DocumentError),
    /// The document has no operation of that name.
    UnknownOperation {
        /// The name.
        name: String,
        /// What operations are called.
        available: Vec<String>,
    },
    /// A text is no scenario.
    Scenario {
        /// The operation that it is for.
        operation: String,
        /// Where and why.
        error: ScenarioError,
    },
    /// A scenario asks for a response or an example that the operation does not have.
    UnknownResponse {
        /// The operation.
        operation: String,
        /// What is asked for, such as `418` or `200:alice`.
        name: String,
        /// The statuses, or the examples of the response.
        available: Vec<String>,
    },
    /// The address cannot be listened on.
    Listen(io::Error),
}

/// What is wrong with a document that means nothing.
#[derive(Debug)]
pub struct DocumentError {
    diagnostics: Diagnostics,
    files: Vec<SourceFile>,
}

impl DocumentError {
    pub(crate) fn new(diagnostics: Diagnostics, files: Vec<SourceFile>) -> Self {
        Self { diagnostics, files }
    }

    /// All that is wrong.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// The files that these point into.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }
}

/// The diagnostics as people read them.
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
                write!(f, "the document has no operation {}; there is {}", quote(name), listed(available))
            }
            Self::Scenario { operation, error } => write!(f, "the scenario of {}: {error}", quote(operation)),
            Self::UnknownResponse { operation, name, available } => {
                write!(f, "the operation {} has no {}; there is {}", quote(operation), quote(name), listed(available))
            }
            Self::Listen(error) => write!(f, "the address cannot be listened on: {error}"),
        }
    }
}

impl error::Error for MockError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Document(error) => error.source(),
            Self::Scenario { error, .. } => Some(error),
            Self::Listen(error) => Some(error),
            Self::UnknownOperation { .. } | Self::UnknownResponse { .. } => None,
        }
    }
}

/// How many names a message has.
const NAMES: usize = 20;

fn listed(names: &[String]) -> String {
    let mut shown: Vec<_> = names.iter().take(NAMES).map(|name| quote(name)).collect();
    if names.len() > NAMES {
        shown.push(format!("{} more", names.len() - NAMES));
    }
    if shown.is_empty() { "none".to_owned() } else { shown.join(", ") }
}

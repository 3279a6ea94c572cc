//! Tests over many documents: whether they generate, whether the clients compile, and whether the clients follow their
//! documents on the wire.
//!
//! [`corpus`] measures the generation and compiles the clients. [`conform`] serves every documented response to a
//! generated client, and checks every request that arrives. [`spector`] runs generated clients against the server of
//! TypeSpec's HTTP specifications. [`json_schema`] reads the values of the JSON Schema Test Suite with generated models. All of
//! these write the clients into one Cargo [`Workspace`], so that dependencies are compiled once for all documents. [`oasdiff`]
//! compares pairs of documents, and [`schemathesis`] lets the tool of that name test the mock server; both generate nothing.

mod cargo;
pub mod conform;
pub mod corpus;
mod documents;
mod exceptions;
mod exclusions;
pub mod json_schema;
pub mod oasdiff;
mod python;
pub mod schemathesis;
pub mod spector;
mod table;
mod unions;
mod workspace;

use indicatif::ProgressBar;

pub use cargo::{CompileError, Compiled};
pub use documents::{CorpusDocument, documents};
pub use exceptions::Exceptions;
pub use exclusions::Exclusions;
pub use unions::Unions;
pub use workspace::Workspace;

/// The reason why a run or a document fails, as a message.
pub type Failure = String;

/// Creates a progress bar with a label and a length, so that the caller decides how progress is shown.
pub type NewBar<'b> = &'b dyn Fn(&'static str, usize) -> ProgressBar;

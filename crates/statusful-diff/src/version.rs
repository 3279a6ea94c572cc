//! One of the versions that are compared.

use statusful_codegen::ir::Api;
use statusful_codegen::origins::Origins;
use statusful_codegen::source::Source;

/// A version of a document: its client, and the document itself, which has what the types of the client do not.
#[derive(Debug)]
pub struct Version {
    /// The client.
    pub api: Api,
    /// The schema of each model.
    pub origins: Origins,
    /// The document.
    pub source: Source,
}

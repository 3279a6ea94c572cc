//! The documents, and the clients that are generated from them.

use std::path::Path;

use statusful_codegen::openapi::Document;
use statusful_codegen::{Client, Generation};

use super::scenario::Compiled;
use crate::conform::generated;
use crate::conform::pair::{OperationPair, pairs};
use crate::{CorpusDocument, Failure, documents};

/// A document and its client.
#[derive(Debug)]
pub(super) struct Subject {
    /// How the document was compiled.
    pub(super) compiled: Compiled,
    pub(super) document: CorpusDocument,
    pub(super) client: Client,
    /// The parsed document. Its client is in `client`.
    pub(super) generation: Generation,
}

/// A client with the operations of its document.
#[derive(Debug)]
pub(super) struct Target<'a> {
    pub(super) subject: &'a Subject,
    pub(super) pairs: Vec<OperationPair<'a>>,
}

impl Subject {
    /// Returns the name of the client's package.
    pub(super) fn package(&self) -> &str {
        self.document.package.as_str()
    }
}

/// Generates a client for each compiled document in a folder.
pub(super) fn subjects(compiled: Vec<Compiled>, folder: &Path) -> Result<Vec<Subject>, Failure> {
    let documents = documents(folder, None)?;
    let subjects = compiled.into_iter().map(|compiled| {
        let document = documents.iter().find(|document| document.name == compiled.file);
        let document = document.ok_or_else(|| format!("{} was not written", compiled.file))?.clone();
        let mut generation = generated(&document).map_err(|fault| format!("{}: {fault}", document.name))?;
        let client = generation.client.take().ok_or_else(|| format!("{} has errors: statusful lint", document.name))?;
        Ok(Subject { compiled, document, client, generation })
    });
    subjects.collect()
}

/// Matches the operations of each document with those of its client.
pub(super) fn targets<'a>(subjects: &'a [Subject], documents: &'a [Document<'a>]) -> Vec<Target<'a>> {
    let targets = subjects.iter().zip(documents).map(|(subject, document)| {
        let (pairs, _) = pairs(document, &subject.client.api);
        Target { subject, pairs }
    });
    targets.collect()
}

//! The result of a comparison.

use std::collections::BTreeMap;

use crate::text::{code, fill};
use crate::{ChangeKind, ChangePlace, Effect, NextVersion, Reached};

/// The differences between two documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// The old document.
    pub old: DocumentInfo,
    /// The new document.
    pub new: DocumentInfo,
    /// The changes, grouped by subject. Breaking subjects and changes come first.
    pub all: Vec<Change>,
    /// The operations that use each changed model, by model name.
    pub reached_by: BTreeMap<String, Vec<Reached>>,
    /// Whether nothing that is written into the client changed, including its documentation, except for the version of the document.
    pub is_same_client: bool,
    /// The next version of the client, if it was asked for.
    pub next: Option<NextVersion>,
}

/// The title and the version of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentInfo {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Change {
    /// The client, operation or model that changed.
    pub subject: Subject,
    /// The place within the subject.
    pub place: ChangePlace,
    /// The kind of change.
    pub kind: ChangeKind,
    /// The old value, as written in Rust or in the document; may be empty.
    pub old: String,
    /// The new value, in the same form.
    pub new: String,
}

/// The subject of a change. If its name changed too, `was` is the old name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The client as a whole: its modules and servers.
    Client,
    /// An operation.
    Operation {
        /// The `operationId`.
        id: String,
        /// The HTTP method.
        method: String,
        /// The path template.
        path: String,
        /// The old `operationId`, if it changed.
        was: Option<String>,
    },
    /// A model.
    Model {
        /// The name in Rust.
        name: String,
        /// The old name, if it changed.
        was: Option<String>,
    },
}

impl Changes {
    /// Returns `true` if nothing changed.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Returns the number of changes with an effect.
    pub fn count(&self, effect: Effect) -> usize {
        self.all.iter().filter(|change| change.effect() == effect).count()
    }

    /// Returns `true` if any change breaks users of the client.
    pub fn is_breaking(&self) -> bool {
        self.count(Effect::Breaking) > 0
    }

    /// Returns each subject with its changes.
    pub fn by_subject(&self) -> impl Iterator<Item = (&Subject, &[Change])> {
        self.all.chunk_by(|a, b| a.subject == b.subject).map(|changes| (&changes[0].subject, changes))
    }
}

impl Change {
    /// Returns the effect on users of the client.
    pub fn effect(&self) -> Effect {
        self.kind.effect()
    }

    /// Returns a sentence that describes the change, without a full stop. Text of the document is in code spans.
    pub fn message(&self) -> String {
        fill(self.kind.message(), &self.old, &self.new)
    }

    /// Returns what users should do, without a full stop; may be empty.
    pub fn advice(&self) -> String {
        fill(self.kind.advice(), &self.old, &self.new)
    }
}

impl Subject {
    /// Returns the subject as readers see it, with text of the document in code spans.
    pub fn title(&self) -> String {
        match self {
            Self::Client => "the client".to_owned(),
            Self::Operation { id, method, path, was } => {
                format!("{} ({}{})", code(&format!("{method} {path}")), code(id), formerly(was.as_deref()))
            }
            Self::Model { name, was } => format!("{}{}", code(&format!("types::{name}")), formerly(was.as_deref())),
        }
    }
}

fn formerly(was: Option<&str>) -> String {
    was.map(|was| format!(", formerly {}", code(was))).unwrap_or_default()
}

//! What changed, as data.

use std::collections::BTreeMap;

use crate::text::{code, fill};
use crate::{Effect, Kind, Place, Reached};

/// Everything that changed between two documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// The document that was.
    pub old: Document,
    /// The document that is.
    pub new: Document,
    /// The changes, subject by subject, the subjects and changes that break first.
    pub all: Vec<Change>,
    /// Which operations have to do with each model that changed.
    pub reached_by: BTreeMap<String, Vec<Reached>>,
}

/// What a document says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it is about.
    pub subject: Subject,
    /// Where in that.
    pub place: Place,
    /// What happened.
    pub kind: Kind,
    /// What was, as Rust or the document has it; may be empty.
    pub old: String,
    /// What is, in the same way.
    pub new: String,
}

/// What a change is about. Where its name changed too, `was` is the name before.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The client as a whole: its modules and servers.
    Client,
    /// An operation.
    Operation {
        /// Its `operationId`.
        id: String,
        /// Its method, as HTTP writes it.
        method: String,
        /// Its path template.
        path: String,
        /// Its `operationId` before.
        was: Option<String>,
    },
    /// A model.
    Model {
        /// Its name in Rust.
        name: String,
        /// Its name before.
        was: Option<String>,
    },
}

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// How many changes have the effect.
    pub fn count(&self, effect: Effect) -> usize {
        self.all.iter().filter(|change| change.effect() == effect).count()
    }

    /// Whether any change breaks users of the client.
    pub fn is_breaking(&self) -> bool {
        self.count(Effect::Breaking) > 0
    }

    /// The changes of each subject.
    pub fn by_subject(&self) -> impl Iterator<Item = (&Subject, &[Change])> {
        self.all.chunk_by(|a, b| a.subject == b.subject).map(|changes| (&changes[0].subject, changes))
    }
}

impl Change {
    /// What it does to users of the client.
    pub fn effect(&self) -> Effect {
        self.kind.effect()
    }

    /// What happened, without a full stop. Text of the document stands in code spans.
    pub fn message(&self) -> String {
        fill(self.kind.message(), &self.old, &self.new)
    }

    /// What to do about it, without a full stop; may be empty.
    pub fn advice(&self) -> String {
        fill(self.kind.advice(), &self.old, &self.new)
    }
}

impl Subject {
    /// How people call it, with text of the document in code spans.
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

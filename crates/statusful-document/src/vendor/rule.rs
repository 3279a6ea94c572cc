//! The meaning of a key of another vendor.

use super::edit::Edit;
use crate::openapi::{Document, ObjectKind, Operation, Place};
use crate::source::{Entry, Node, Span, Value};

/// The meaning of a key in some objects.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    /// The key.
    pub(super) key: &'static str,
    /// The objects in which it means this.
    pub(super) objects: &'static [ObjectKind],
    /// The meaning.
    pub(super) meaning: Meaning,
}

/// The meaning of a key.
#[derive(Debug, Clone, Copy)]
pub(super) enum Meaning {
    /// The same as this key of ours, with the same value.
    Same(&'static str),
    /// The same as this key of ours, with a value that is translated.
    Translated(&'static str, Translator),
    /// Nothing for a client, for this reason.
    Nothing(&'static str),
}

/// Translates a key; the edits are usually of the object that has the key.
pub(super) type Translator = fn(&Subject<'_>) -> Result<Vec<Edit>, Refusal>;

/// Why a key cannot be translated.
#[derive(Debug)]
pub(super) struct Refusal {
    /// The value that is not supported.
    pub(super) span: Span,
    /// The reason, which follows "is ignored: ".
    pub(super) reason: String,
}

/// A key of another vendor, and where it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subject<'d> {
    pub(super) document: &'d Document<'d>,
    /// The object that has it.
    pub(super) place: Place<'d>,
    /// The same, if it is an operation.
    pub(super) operation: Option<Operation<'d>>,
    /// The value, and where its key is.
    pub(super) entry: &'d Entry,
}

impl<'d> Subject<'d> {
    /// Returns the value.
    pub(super) fn value(self) -> &'d Node {
        &self.entry.node
    }

    /// Returns the edit that gives the object a key of ours, with a value that is where the vendor's is.
    pub(super) fn becomes(self, key: &'static str, value: Value) -> Vec<Edit> {
        let entry = Entry { key: self.entry.key, node: self.node(value) };
        vec![Edit { object: self.place.node.span, key, entry }]
    }

    /// Returns a value that is where the vendor's is.
    pub(super) fn node(self, value: Value) -> Node {
        Node { span: self.value().span, value }
    }

    /// Refuses the value as a whole.
    pub(super) fn refuse<T>(self, reason: impl Into<String>) -> Result<T, Refusal> {
        refuse(self.value(), reason)
    }
}

/// Refuses a value because of a part of it.
pub(super) fn refuse<T>(part: &Node, reason: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal { span: part.span, reason: reason.into() })
}

/// Returns an object of nodes, each where the vendor's value is.
pub(super) fn object(members: impl IntoIterator<Item = (&'static str, Node)>) -> Value {
    let entry = |(key, node): (&str, Node)| (key.to_owned(), Entry { key: node.span, node });
    Value::Object(members.into_iter().map(entry).collect())
}

//! The models found so far: named by hints until all are known.

use std::collections::{HashMap, VecDeque};

use super::choice::Members;
use super::object::Parts;
use crate::ir::{Docs, Example, Kind, TypeId, TypeRef};
use crate::source::Span;

/// What a model might be called.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hint {
    /// A name of the document's own wins over one that is derived.
    pub(super) derived: bool,
    /// The words.
    pub(super) words: String,
    /// Whether it stands in an operation rather than in a component.
    pub(super) inline: bool,
}

impl Hint {
    /// The name of a component.
    pub(super) fn component(name: &str) -> Self {
        Self { derived: false, words: name.to_owned(), inline: false }
    }

    /// A name made of the operation that a schema stands in.
    pub(super) fn operation(id: &str) -> Self {
        Self { derived: true, words: id.to_owned(), inline: true }
    }

    /// The name of something inside.
    pub(super) fn inside(&self, part: &str) -> Self {
        Self { derived: true, words: format!("{} {part}", self.words), inline: self.inline }
    }
}

/// The insides of a model that are still to be lowered.
pub(super) enum Shape<'d> {
    /// An object with fields.
    Object(Parts<'d>),
    /// One of several schemas.
    Union(Members<'d>),
}

/// A model whose insides are still to be lowered.
pub(super) struct Task<'d> {
    pub(super) hint: Hint,
    pub(super) shape: Shape<'d>,
}

/// A model without its final name.
pub(super) struct Draft {
    pub(super) hint: Hint,
    pub(super) place: Span,
    pub(super) kind: Option<Kind>,
    pub(super) docs: Docs,
    pub(super) deprecated: bool,
    pub(super) example: Example,
}

/// The models found so far.
#[derive(Default)]
pub(super) struct Drafts<'d> {
    pub(super) models: Vec<Draft>,
    /// What a schema became, by where it stands: a schema is lowered once however often it is referred to.
    pub(super) known: HashMap<Span, TypeRef>,
    /// What several schemas became together; nothing while they are being looked into.
    pub(super) shared: HashMap<Vec<Span>, Option<TypeRef>>,
    /// Lists and maps being lowered, and the newtype of those that turned out to hold themselves.
    pub(super) open: HashMap<Span, Option<TypeId>>,
    tasks: VecDeque<(TypeId, Task<'d>)>,
}

impl<'d> Drafts<'d> {
    /// Reserves a model.
    pub(super) fn add(&mut self, draft: Draft) -> TypeId {
        self.models.push(draft);
        TypeId(self.models.len() - 1)
    }

    /// Puts a model's insides off, so that no chain of references is ever followed on the stack.
    pub(super) fn defer(&mut self, id: TypeId, task: Task<'d>) {
        self.tasks.push_back((id, task));
    }

    /// The next model to look into.
    pub(super) fn next_task(&mut self) -> Option<(TypeId, Task<'d>)> {
        self.tasks.pop_front()
    }

    /// Says what a reserved model is.
    pub(super) fn finish(&mut self, id: TypeId, kind: Kind) {
        if let Some(draft) = self.models.get_mut(id.0) {
            draft.kind = Some(kind);
        }
    }
}

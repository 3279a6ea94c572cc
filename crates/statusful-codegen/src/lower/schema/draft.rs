//! Models while they are found: named by hints until all are known.

use std::collections::{HashMap, VecDeque};

use super::form::{Alternatives, Parts};
use crate::extension;
use crate::ir::{Deprecation, Docs, Example, Kind, TypeId, TypeRef};
use crate::openapi::Schema;
use crate::origins::{AlternativeOrigin, Origin};
use crate::source::Span;

/// What a model might be called.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hint {
    /// Whether the name is derived from where the schema is. A name that the document gives wins over such a name.
    pub(crate) derived: bool,
    /// The words of the name.
    pub(crate) words: String,
    /// Whether the schema is in an operation rather than in a component.
    pub(crate) inline: bool,
}

impl Hint {
    /// Returns the name of a component.
    pub(crate) fn component(name: &str) -> Self {
        Self { derived: false, words: name.to_owned(), inline: false }
    }

    /// Returns a name made of the operation that a schema is in.
    pub(crate) fn operation(words: &str) -> Self {
        Self { derived: true, words: words.to_owned(), inline: true }
    }

    /// Returns the name that the document chooses for a model, or else this one.
    pub(crate) fn chosen(&self, schema: Schema<'_>) -> Self {
        match extension::name(schema.extension(extension::X_TYPE_NAME)) {
            Some(name) => Self { derived: false, words: name.to_owned(), inline: self.inline },
            None => self.clone(),
        }
    }

    /// Returns the name of a part.
    pub(crate) fn inside(&self, part: &str) -> Self {
        Self { derived: true, words: format!("{} {part}", self.words), inline: self.inline }
    }
}

/// A model without its final name.
#[derive(Debug)]
pub(crate) struct Draft {
    /// What it might be called.
    pub(crate) hint: Hint,
    /// Where it comes from.
    pub(crate) origin: Origin,
    /// What it is, once that is known.
    pub(crate) kind: Option<Kind>,
    /// What it means.
    pub(crate) docs: Docs,
    /// That the document advises against it, if it does.
    pub(crate) deprecated: Option<Deprecation>,
    /// A value of it.
    pub(crate) example: Example,
}

/// A model whose parts are still to be lowered.
#[derive(Debug)]
pub(super) struct Task<'d> {
    pub(super) hint: Hint,
    pub(super) inside: Inside<'d>,
}

/// The parts of a model.
#[derive(Debug)]
pub(super) enum Inside<'d> {
    Object(Parts<'d>),
    Union(Alternatives<'d>),
}

/// The models found so far.
#[derive(Debug, Default)]
pub(super) struct Drafts<'d> {
    pub(super) models: Vec<Draft>,
    /// What a schema became, by where it is: a schema is lowered once however often it is referred to.
    pub(super) known: HashMap<Span, TypeRef>,
    /// What several schemas became together; nothing while they are being lowered.
    pub(super) known_together: HashMap<Vec<Span>, Option<TypeRef>>,
    /// What an alternative became with what is lent to it, by where these are.
    pub(super) known_with: HashMap<Vec<Span>, TypeRef>,
    /// Lists and maps being lowered, and the newtype of those that turned out to contain themselves.
    pub(super) open: HashMap<Span, Option<TypeId>>,
    tasks: VecDeque<(TypeId, Task<'d>)>,
}

impl<'d> Drafts<'d> {
    /// Adds a model.
    pub(super) fn add(&mut self, draft: Draft) -> TypeId {
        self.models.push(draft);
        TypeId(self.models.len() - 1)
    }

    /// Puts the parts of a model off, so that no chain of references is ever followed on the stack.
    pub(super) fn defer(&mut self, id: TypeId, task: Task<'d>) {
        self.tasks.push_back((id, task));
    }

    /// Removes the next model whose parts are still to be lowered.
    pub(super) fn next_task(&mut self) -> Option<(TypeId, Task<'d>)> {
        self.tasks.pop_front()
    }

    /// Notes that a schema alone describes the model that it became, unless it became the model of another schema.
    pub(super) fn note_whole(&mut self, place: Span, ty: &TypeRef) {
        let model = match ty {
            TypeRef::Nullable(inner) => inner.model(),
            ty => ty.model(),
        };
        let draft = model.and_then(|id| self.models.get_mut(id.0));
        if let Some(draft) = draft.filter(|draft| draft.origin.place == place) {
            draft.origin.is_whole = true;
        }
    }

    /// Sets where the variants of a union come from.
    pub(super) fn set_variants(&mut self, id: TypeId, variants: Vec<Vec<AlternativeOrigin>>) {
        if let Some(draft) = self.models.get_mut(id.0) {
            draft.origin.variants = variants;
        }
    }

    /// Sets what a model is.
    pub(super) fn finish(&mut self, id: TypeId, kind: Kind) {
        if let Some(draft) = self.models.get_mut(id.0) {
            draft.kind = Some(kind);
        }
    }
}

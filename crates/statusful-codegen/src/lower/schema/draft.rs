//! Models under construction. They have preliminary names until all models are known.

use std::collections::{HashMap, VecDeque};

use super::form::{Alternatives, Parts};
use crate::extension;
use crate::ir::{Deprecation, Docs, Example, Kind, TypeId, TypeRef};
use crate::openapi::Schema;
use crate::origins::{AlternativeOrigin, Origin};
use crate::source::Span;

/// A hint for the name of a model.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hint {
    /// Whether the name is derived from the schema's location. A name in the document takes precedence over such a
    /// name.
    pub(crate) derived: bool,
    /// The words of the name.
    pub(crate) words: String,
    /// Whether the schema is in an operation instead of a component.
    pub(crate) inline: bool,
}

impl Hint {
    /// Returns the name of a component.
    pub(crate) fn component(name: &str) -> Self {
        Self { derived: false, words: name.to_owned(), inline: false }
    }

    /// Returns a name that is derived from the operation that contains a schema.
    pub(crate) fn operation(words: &str) -> Self {
        Self { derived: true, words: words.to_owned(), inline: true }
    }

    /// Returns the name that the document chooses for a model, or this one if there is none.
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
    /// The hint for its name.
    pub(crate) hint: Hint,
    /// Where the model comes from.
    pub(crate) origin: Origin,
    /// The kind, once it is known.
    pub(crate) kind: Option<Kind>,
    /// The description.
    pub(crate) docs: Docs,
    /// The deprecation, if any.
    pub(crate) deprecated: Option<Deprecation>,
    /// An example value.
    pub(crate) example: Example,
}

/// A model whose parts have not been lowered.
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
    /// The type of each schema, by location, so that a schema is lowered only once.
    pub(super) known: HashMap<Span, TypeRef>,
    /// The common type of several schemas, or `None` while they are being lowered.
    pub(super) known_together: HashMap<Vec<Span>, Option<TypeRef>>,
    /// The type of each alternative with lent objects, by the locations of these.
    pub(super) known_with: HashMap<Vec<Span>, TypeRef>,
    /// The lists and maps that are being lowered, and the newtype of each one that contains itself.
    pub(super) open: HashMap<Span, Option<TypeId>>,
    tasks: VecDeque<(TypeId, Task<'d>)>,
}

impl<'d> Drafts<'d> {
    /// Adds a model.
    pub(super) fn add(&mut self, draft: Draft) -> TypeId {
        self.models.push(draft);
        TypeId(self.models.len() - 1)
    }

    /// Defers lowering the parts of a model, so that chains of references are never followed on the stack.
    pub(super) fn defer(&mut self, id: TypeId, task: Task<'d>) {
        self.tasks.push_back((id, task));
    }

    /// Removes the next model whose parts have not been lowered.
    pub(super) fn next_task(&mut self) -> Option<(TypeId, Task<'d>)> {
        self.tasks.pop_front()
    }

    /// Records that a schema alone describes its model, unless the model belongs to another schema.
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

    /// Sets the origins of a union's variants.
    pub(super) fn set_variants(&mut self, id: TypeId, variants: Vec<Vec<AlternativeOrigin>>) {
        if let Some(draft) = self.models.get_mut(id.0) {
            draft.origin.variants = variants;
        }
    }

    /// Sets the kind of a model.
    pub(super) fn finish(&mut self, id: TypeId, kind: Kind) {
        if let Some(draft) = self.models.get_mut(id.0) {
            draft.kind = Some(kind);
        }
    }
}

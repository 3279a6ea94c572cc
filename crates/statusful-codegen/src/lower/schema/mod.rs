//! Lowers schemas to types.
//!
//! [`classify`] determines the form of a schema without lowering its parts, with a file for each rule. [`Models`]
//! lowers the parts, and is the only place that recurses.

mod any_of;
mod choice;
mod classify;
mod constants;
mod context;
mod discriminator;
mod draft;
mod enumeration;
mod facts;
mod flatten;
mod form;
mod heritage;
mod merge;
mod narrow;
mod normal;
mod object;
mod parts;
mod scalar;
mod shape;
mod together;
mod typed;
mod variants;

pub(super) use constants::of as constants;
pub(super) use draft::{Draft, Hint};

use classify::classify;
use context::{Context, untyped};
use draft::{Drafts, Inside, Task};
use facts::KnownFacts;
use form::{Form, Parts};
use heritage::Heritage;

use std::collections::HashMap;

use super::{docs, example};
use crate::customization::ForeignType;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::extension;
use crate::ir::{Ident, Kind, Struct, TypeId, TypeRef};
use crate::openapi::{AdditionalProperties, Components, Document, Schema};
use crate::origins::Origin;
use crate::source::Span;

/// The maximum number of directly nested lists, maps and references.
const MAX_NESTING: usize = 64;

/// The maximum number of models of a client. The largest public documents have a few thousand.
const MAX_MODELS: usize = 100_000;

/// The maximum number of alternatives that get the properties of the schemas around them, per schema of the document
/// and in total.
const COMBINATIONS_FOR_SCHEMA: usize = 8;
const COMBINATIONS_IN_ANY: usize = 1_000;

/// The maximum number of properties that nested choices get. Their number would double with each nested choice.
const NESTED_FOR_SCHEMA: usize = 4;
const NESTED_IN_ANY: usize = 128;

/// The models of a document, collected while schemas are lowered.
pub(super) struct Models<'c, 'd> {
    drafts: Drafts<'d>,
    heritage: Heritage<'d>,
    facts: KnownFacts<'d>,
    /// The remaining number of alternatives that may get the properties of the schemas around them.
    combinations: usize,
    /// The remaining number of properties that nested choices may get.
    nested: usize,
    /// Whether any schema has `x-error-message`.
    has_messages: bool,
    /// The types that the user chose for named schemas, by location.
    foreign: HashMap<Span, &'c str>,
    diagnostics: &'c mut Diagnostics,
}

impl<'c, 'd> Models<'c, 'd> {
    /// Returns the JSON Pointer of the error message in the body of a failure. Documents without `x-error-message` are
    /// not searched.
    pub(super) fn message(&self, body: Schema<'d>) -> Option<String> {
        self.has_messages.then(|| extension::error_message(body))?
    }

    /// Lowers every named schema, used or not, so that names in the document take precedence.
    pub(super) fn of_components(
        document: &'d Document<'d>,
        types: &'c [ForeignType],
        diagnostics: &'c mut Diagnostics,
    ) -> Self {
        let heritage = Heritage::of(document);
        let (mut schemas, mut has_messages) = (0, false);
        for place in document.places() {
            schemas += usize::from(place.view::<Schema<'_>>().is_some());
            has_messages |= place.extension(extension::X_ERROR_MESSAGE).is_some();
        }
        let mut models = Self {
            drafts: Drafts::default(),
            heritage,
            facts: KnownFacts::default(),
            combinations: COMBINATIONS_IN_ANY + COMBINATIONS_FOR_SCHEMA * schemas,
            nested: NESTED_IN_ANY + NESTED_FOR_SCHEMA * schemas,
            has_messages,
            foreign: foreign(document, types),
            diagnostics,
        };
        for (name, schema) in document.components().into_iter().flat_map(Components::schemas) {
            models.schema(schema, &Hint::component(name));
        }
        models
    }

    /// Lowers the parts of every model, and returns all models.
    pub(super) fn finish(mut self) -> Vec<Draft> {
        while let Some((id, task)) = self.drafts.next_task() {
            let kind = match &task.inside {
                Inside::Object(parts) => self.object(parts, &task.hint),
                Inside::Union(alternatives) => self.union(id, alternatives, &task.hint),
            };
            self.drafts.finish(id, kind);
        }
        self.drafts.models
    }

    /// Adds a warning.
    pub(super) fn warn(&mut self, warning: Diagnostic) {
        self.diagnostics.push(warning);
    }

    /// Returns `true` if a model is an open enum. Enums are known immediately; other models are lowered later.
    pub(super) fn is_enum(&self, id: TypeId) -> bool {
        matches!(self.drafts.models.get(id.0).map(|model| &model.kind), Some(Some(Kind::Enum(_))))
    }

    /// Returns the type of a schema. Reserves its models; their parts are lowered later.
    pub(super) fn schema(&mut self, schema: Schema<'d>, hint: &Hint) -> TypeRef {
        let place = schema.span();
        if let Some(known) = self.drafts.known.get(&place) {
            return known.clone();
        }
        if let Some(path) = self.foreign.get(&place).copied() {
            return self.foreign(schema, hint, path);
        }
        if let Some(open) = self.drafts.open.get(&place).copied() {
            return self.reenter(schema, hint, open);
        }
        if self.drafts.open.len() > MAX_NESTING {
            return self.untyped(place, "schemas are nested too deeply");
        }
        self.drafts.open.insert(place, None);
        let hint = &hint.chosen(schema);
        let form = classify(schema, &mut self.context());
        let ty = self.build(form, hint);
        let ty = match self.drafts.open.remove(&place).flatten() {
            Some(id) => self.newtype(id, ty),
            None => ty,
        };
        self.drafts.note_whole(place, &ty);
        self.drafts.known.insert(place, ty.clone());
        ty
    }

    /// Returns the type that the user chose for a schema. It has the name of the schema.
    fn foreign(&mut self, schema: Schema<'d>, hint: &Hint, path: &str) -> TypeRef {
        let id = self.reserve(schema, hint);
        self.drafts.finish(id, Kind::Foreign(path.to_owned()));
        let ty = TypeRef::Named(id);
        let ty = if schema.is_nullable() { TypeRef::Nullable(Box::new(ty)) } else { ty };
        self.drafts.known.insert(schema.span(), ty.clone());
        ty
    }

    /// Creates a newtype for a list or map that contains itself, so that it can refer to itself.
    fn reenter(&mut self, schema: Schema<'d>, hint: &Hint, open: Option<TypeId>) -> TypeRef {
        let id = open.unwrap_or_else(|| self.reserve(schema, hint));
        self.drafts.open.insert(schema.span(), Some(id));
        TypeRef::Named(id)
    }

    /// Finishes the newtype of a list or map that contains itself, and returns the type of references to it. A newtype
    /// is never an `Option`; where `null` is allowed, each reference is.
    fn newtype(&mut self, id: TypeId, ty: TypeRef) -> TypeRef {
        let TypeRef::Nullable(inner) = ty else {
            self.drafts.finish(id, Kind::Newtype(ty));
            return TypeRef::Named(id);
        };
        self.drafts.finish(id, Kind::Newtype(with_nullable(*inner, id)));
        TypeRef::Nullable(Box::new(TypeRef::Named(id)))
    }

    /// Returns the type of a value that all of these schemas apply to.
    fn together(&mut self, schemas: &[Schema<'d>], hint: &Hint) -> TypeRef {
        let describing = together::describing(schemas);
        match (describing.as_slice(), schemas.last()) {
            (_, None) => TypeRef::Any,
            ([], Some(last)) => self.schema(*last, hint),
            ([one], _) => self.schema(*one, hint),
            (several, _) => self.several(several, hint),
        }
    }

    /// Lowers several schemas together. Schemas that contain themselves occur again in the same combination, whose type
    /// is either known, or is that of the last schema.
    fn several(&mut self, schemas: &[Schema<'d>], hint: &Hint) -> TypeRef {
        let resolved: Vec<_> = schemas.iter().filter_map(|schema| schema.resolve()).collect();
        let key: Vec<Span> = resolved.iter().map(|schema| schema.span()).collect();
        match self.drafts.known_together.get(&key) {
            Some(Some(known)) => return known.clone(),
            Some(None) => return schemas.last().map_or(TypeRef::Any, |last| self.schema(*last, hint)),
            None => self.drafts.known_together.insert(key.clone(), None),
        };
        let form = together::together(schemas, &resolved, &mut self.context());
        let ty = self.build(form, hint);
        self.drafts.known_together.insert(key, Some(ty.clone()));
        ty
    }

    /// Lowers the parts of a form that has no name of its own.
    fn build(&mut self, form: Form<'d>, hint: &Hint) -> TypeRef {
        match form {
            Form::Any => TypeRef::Any,
            Form::Scalar(scalar) => TypeRef::Scalar(scalar),
            Form::List(items) => {
                TypeRef::List(Box::new(items.map_or(TypeRef::Any, |items| self.schema(items, &hint.inside("item")))))
            }
            Form::ListOfAll(items) => TypeRef::List(Box::new(self.together(&items, &hint.inside("item")))),
            Form::Map(values) => {
                TypeRef::Map(Box::new(values.map_or(TypeRef::Any, |values| self.schema(values, &hint.inside("value")))))
            }
            Form::MapOfAny(schema, values) => {
                TypeRef::Map(Box::new(self.build(typed::one_of(schema, &values), &hint.inside("value"))))
            }
            Form::With(schema, lent) => self.with(schema, &lent, hint),
            Form::Same(schema) => self.schema(schema, hint),
            Form::Reference(schema) => self.reference(schema),
            Form::Enum(schema, texts) => self.string_enum(schema, &texts, hint),
            Form::Object(schema, parts) => self.model(schema, hint, Inside::Object(parts)),
            Form::Union(schema, alternatives) => self.model(schema, hint, Inside::Union(alternatives)),
            Form::Nullable(form) => match self.build(*form, hint) {
                ty @ (TypeRef::Nullable(_) | TypeRef::Any) => ty,
                ty => TypeRef::Nullable(Box::new(ty)),
            },
        }
    }

    fn reference(&mut self, schema: Schema<'d>) -> TypeRef {
        match (schema.resolve(), schema.reference_name()) {
            (Some(target), Some(name)) => self.schema(target, &Hint::component(name)),
            _ => self.untyped(schema.span(), "the reference has no target"),
        }
    }

    fn string_enum(&mut self, schema: Schema<'d>, texts: &[&'d str], hint: &Hint) -> TypeRef {
        let id = self.reserve(schema, hint);
        self.drafts.finish(id, Kind::Enum(enumeration::listed(schema, texts)));
        TypeRef::Named(id)
    }

    fn object(&mut self, parts: &Parts<'d>, hint: &Hint) -> Kind {
        let mut fields = Vec::new();
        for (wire, schemas) in &parts.properties {
            let ty = self.together(schemas, &hint.inside(wire));
            fields.push(object::field(wire, schemas, ty, parts.required.contains_key(wire)));
        }
        fields.extend(object::undescribed(parts, &mut self.context()));
        let rest = self.rest(parts, hint);
        if fields.is_empty() {
            // These are several objects without any described property, so there are no fields.
            return Kind::Newtype(TypeRef::Map(Box::new(rest.unwrap_or(TypeRef::Any))));
        }
        Kind::Struct(Struct { fields, rest: rest.map(|ty| (Ident::new("additional_properties"), ty)) })
    }

    /// Returns the type of an object's additional properties, if it has any.
    fn rest(&mut self, parts: &Parts<'d>, hint: &Hint) -> Option<TypeRef> {
        match parts.rest.as_ref()? {
            AdditionalProperties::Of(values) => Some(self.schema(*values, &hint.inside("value"))),
            AdditionalProperties::OneOf(schemas) => {
                let form = typed::one_of(*schemas.first()?, schemas);
                Some(self.build(form, &hint.inside("value")))
            }
            AdditionalProperties::Any => Some(TypeRef::Any),
            AdditionalProperties::None => None,
        }
    }

    /// Reserves a model for a schema.
    fn reserve(&mut self, schema: Schema<'d>, hint: &Hint) -> TypeId {
        self.drafts.add(Draft {
            hint: hint.clone(),
            origin: Origin { place: schema.span(), is_whole: false, variants: Vec::new() },
            kind: None,
            docs: docs::of_schema(schema),
            deprecated: docs::deprecation_of_schema(schema),
            example: example::of_schema(schema),
        })
    }

    /// Reserves a model for a schema, and defers lowering its parts.
    fn model(&mut self, schema: Schema<'d>, hint: &Hint, inside: Inside<'d>) -> TypeRef {
        if self.drafts.models.len() > MAX_MODELS {
            return self.untyped(schema.span(), "there are too many models");
        }
        let id = self.reserve(schema, hint);
        self.drafts.defer(id, Task { hint: hint.clone(), inside });
        TypeRef::Named(id)
    }

    /// Warns that something is not typed, and why.
    fn untyped(&mut self, place: Span, why: &str) -> TypeRef {
        self.warn(untyped(place, why));
        TypeRef::Any
    }

    fn context(&mut self) -> Context<'_, 'd> {
        Context { heritage: &self.heritage, facts: &self.facts, diagnostics: self.diagnostics }
    }
}

/// Returns the types that the user chose, by the locations of their schemas.
fn foreign<'c>(document: &Document<'_>, types: &'c [ForeignType]) -> HashMap<Span, &'c str> {
    let schemas = document.root().get("components").and_then(|components| components.get("schemas"));
    let node = |name: &str| document.resolve(schemas?.get(name)?);
    types.iter().filter_map(|chosen| Some((node(&chosen.schema)?.span, chosen.path.as_str()))).collect()
}

/// Returns a type in which every reference to a model is nullable.
fn with_nullable(ty: TypeRef, model: TypeId) -> TypeRef {
    let inside = |inner: Box<TypeRef>| Box::new(with_nullable(*inner, model));
    match ty {
        TypeRef::Named(id) if id == model => TypeRef::Nullable(Box::new(ty)),
        TypeRef::List(inner) => TypeRef::List(inside(inner)),
        TypeRef::Map(inner) => TypeRef::Map(inside(inner)),
        TypeRef::Nullable(inner) if *inner == TypeRef::Named(model) => TypeRef::Nullable(inner),
        TypeRef::Nullable(inner) => TypeRef::Nullable(inside(inner)),
        ty => ty,
    }
}

//! The form of a schema before its parts are lowered, as found by [`super::classify`] and used by [`super::Models`].

use std::collections::BTreeSet;

use std::collections::HashSet;

use indexmap::IndexMap;

use super::discriminator::Tagging;
use super::flatten::flattened;
use crate::ir::Scalar;
use crate::openapi::{AdditionalProperties, Schema};
use crate::source::Span;

/// The form of a schema.
#[derive(Debug)]
pub(super) enum Form<'d> {
    /// Any JSON.
    Any,
    /// A scalar.
    Scalar(Scalar),
    /// A list of items with a schema, or of any JSON.
    List(Option<Schema<'d>>),
    /// A list of items that all of these schemas apply to.
    ListOfAll(Vec<Schema<'d>>),
    /// A map to values with a schema, or to any JSON.
    Map(Option<Schema<'d>>),
    /// A map to values that any of these schemas describes.
    MapOfAny(Schema<'d>, Vec<Schema<'d>>),
    /// The same as another schema.
    Same(Schema<'d>),
    /// A schema together with lent objects.
    With(Schema<'d>, Lent<'d>),
    /// The same as the target of a reference.
    Reference(Schema<'d>),
    /// An open enum of strings.
    Enum(Schema<'d>, Vec<&'d str>),
    /// An object with fields.
    Object(Schema<'d>, Parts<'d>),
    /// One of several alternatives.
    Union(Schema<'d>, Alternatives<'d>),
    /// A form, or `null`.
    Nullable(Box<Form<'d>>),
}

impl Form<'_> {
    /// Returns the form, extended by `null` if it is nullable.
    pub(super) fn or_null(self, is_nullable: bool) -> Self {
        match self {
            form @ (Self::Any | Self::Nullable(_)) => form,
            form if is_nullable => Self::Nullable(Box::new(form)),
            form => form,
        }
    }
}

/// The properties of an object, from one schema or from all schemas of an `allOf`.
#[derive(Debug, Default)]
pub(super) struct Parts<'d> {
    /// The schemas of each property, which all apply to its value.
    pub(super) properties: IndexMap<&'d str, Vec<Schema<'d>>>,
    /// The names of required properties, and where they are listed.
    pub(super) required: IndexMap<&'d str, Span>,
    /// The schema of additional properties.
    pub(super) rest: Option<AdditionalProperties<'d>>,
}

impl<'d> Parts<'d> {
    /// Creates the parts of one schema.
    pub(super) fn of(schema: Schema<'d>) -> Self {
        let mut parts = Self::default();
        parts.add(schema);
        parts
    }

    /// Adds conditional properties: those that other schemas do not describe. They are optional.
    pub(super) fn add_conditional(&mut self, schema: Schema<'d>) {
        for (name, property) in schema.properties() {
            self.properties.entry(name.value).or_insert_with(|| vec![property]);
        }
    }

    /// Adds what another schema says about the same object.
    pub(super) fn add(&mut self, schema: Schema<'d>) {
        for (name, property) in schema.properties() {
            self.properties.entry(name.value).or_default().push(property);
        }
        self.required.extend(schema.required().map(|name| (name.value, name.span)));
        match (&self.rest, schema.additional_properties()) {
            // Properties that another part describes with a pattern count as evaluated, so they are not additional.
            (Some(_), Some(AdditionalProperties::None)) | (_, None) => {}
            (_, rest) => self.rest = rest,
        }
    }
}

/// The alternatives of a union, and the property that selects one.
#[derive(Debug)]
pub(super) struct Alternatives<'d> {
    pub(super) list: Vec<Alternative<'d>>,
    pub(super) tagging: Option<Tagging>,
}

/// An alternative of a union.
#[derive(Debug)]
pub(super) struct Alternative<'d> {
    pub(super) schema: Schema<'d>,
    pub(super) extent: Extent<'d>,
}

/// The part of a schema that an alternative covers.
#[derive(Debug)]
pub(super) enum Extent<'d> {
    /// The whole schema.
    Whole,
    /// The whole schema, which is the component with this name.
    Component(&'d str),
    /// The values of this type.
    OfType(crate::openapi::JsonType),
    /// The whole schema, excluding the schemas that extend it. It is the component with this name.
    Base(&'d str),
    /// The whole schema, with the properties of lent objects.
    With(Lent<'d>),
    /// The whole schema and these alternatives, any of which can apply.
    AnyOf(Vec<Schema<'d>>, Lent<'d>),
}

impl<'d> Extent<'d> {
    /// Returns an alternative with lent objects, unless it already contains them.
    pub(super) fn of(alternative: Schema<'d>, lent: Option<&Lent<'d>>) -> Self {
        let Some(lent) = lent else { return Self::Whole };
        let own: HashSet<_> = flattened(alternative, &[]).into_iter().flatten().map(Schema::span).collect();
        let has_all = lent.objects.iter().all(|object| own.contains(&object.span()));
        if has_all && lent.conditional.is_empty() { Self::Whole } else { Self::With(lent.clone()) }
    }
}

/// Objects whose properties are also in an alternative.
#[derive(Debug, Clone, Default)]
pub(super) struct Lent<'d> {
    /// The objects that apply to every value.
    pub(super) objects: Vec<Schema<'d>>,
    /// The objects that apply to some values.
    pub(super) conditional: Vec<Schema<'d>>,
    /// The locations of the choices that led to the alternative. It is not chosen from again, even if choices form a
    /// cycle.
    pub(super) chosen: BTreeSet<Span>,
}

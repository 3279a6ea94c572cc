//! What a schema becomes, before its parts are lowered: what [`super::classify`] finds, and [`super::Models`] builds.

use std::collections::BTreeSet;

use std::collections::HashSet;

use indexmap::IndexMap;

use super::discriminator::Tagging;
use super::flatten::flattened;
use crate::ir::Scalar;
use crate::openapi::{AdditionalProperties, Schema};
use crate::source::Span;

/// What a schema becomes.
#[derive(Debug)]
pub(super) enum Form<'d> {
    /// Any JSON.
    Any,
    /// A value without parts.
    Scalar(Scalar),
    /// A list of what a schema describes, or of any JSON.
    List(Option<Schema<'d>>),
    /// A list of items that all of these schemas describe.
    ListOfAll(Vec<Schema<'d>>),
    /// A map to what a schema describes, or to any JSON.
    Map(Option<Schema<'d>>),
    /// A map to what any of these schemas describes.
    MapOfAny(Schema<'d>, Vec<Schema<'d>>),
    /// The same as another schema.
    Same(Schema<'d>),
    /// What a schema describes, together with what is lent to it.
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
    /// Returns the form with `null` as another value.
    pub(super) fn or_null(self, is_nullable: bool) -> Self {
        match self {
            form @ (Self::Any | Self::Nullable(_)) => form,
            form if is_nullable => Self::Nullable(Box::new(form)),
            form => form,
        }
    }
}

/// The properties of an object, from one schema or from all of an `allOf`.
#[derive(Debug, Default)]
pub(super) struct Parts<'d> {
    /// The schemas of each property: a value is valid against all of them.
    pub(super) properties: IndexMap<&'d str, Vec<Schema<'d>>>,
    /// The names of required properties, and where they are listed.
    pub(super) required: IndexMap<&'d str, Span>,
    /// What properties may be that are not described.
    pub(super) rest: Option<AdditionalProperties<'d>>,
}

impl<'d> Parts<'d> {
    /// Creates the parts of one schema.
    pub(super) fn of(schema: Schema<'d>) -> Self {
        let mut parts = Self::default();
        parts.add(schema);
        parts
    }

    /// Adds what a schema says of some objects: properties that others do not describe, and that are not required.
    pub(super) fn add_conditional(&mut self, schema: Schema<'d>) {
        for (name, property) in schema.properties() {
            self.properties.entry(name.value).or_insert_with(|| vec![property]);
        }
    }

    /// Adds what another schema says of the same object.
    pub(super) fn add(&mut self, schema: Schema<'d>) {
        for (name, property) in schema.properties() {
            self.properties.entry(name.value).or_default().push(property);
        }
        self.required.extend(schema.required().map(|name| (name.value, name.span)));
        match (&self.rest, schema.additional_properties()) {
            // Properties that another part describes by a pattern are evaluated, and so are not additional.
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

/// How much of a schema an alternative is.
#[derive(Debug)]
pub(super) enum Extent<'d> {
    /// All of it.
    Whole,
    /// All of it; it is the component with this name.
    Component(&'d str),
    /// The values of this type.
    OfType(crate::openapi::JsonType),
    /// All of it, and not the schemas that extend it; it is the component with this name.
    Base(&'d str),
    /// All of it, together with the properties of objects.
    With(Lent<'d>),
    /// All of it and of these alternatives, any of which may hold.
    AnyOf(Vec<Schema<'d>>, Lent<'d>),
}

impl<'d> Extent<'d> {
    /// Returns an alternative with what is lent to it, if it does not have that already.
    pub(super) fn of(alternative: Schema<'d>, lent: Option<&Lent<'d>>) -> Self {
        let Some(lent) = lent else { return Self::Whole };
        let own: HashSet<_> = flattened(alternative, &[]).into_iter().flatten().map(Schema::span).collect();
        let has_all = lent.objects.iter().all(|object| own.contains(&object.span()));
        if has_all && lent.conditional.is_empty() { Self::Whole } else { Self::With(lent.clone()) }
    }
}

/// Objects whose properties an alternative has too.
#[derive(Debug, Clone, Default)]
pub(super) struct Lent<'d> {
    /// The objects that hold for every value.
    pub(super) objects: Vec<Schema<'d>>,
    /// The objects that hold for some values.
    pub(super) conditional: Vec<Schema<'d>>,
    /// Where the choices are that led to the alternative. It does not choose again, even if it is in a circle of choices.
    pub(super) chosen: BTreeSet<Span>,
}

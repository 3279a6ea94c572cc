//! The variants of a union: their types, and how each is selected.

use super::any_of;
use super::constants::describes;
use super::discriminator::can_lack;
use super::facts::Described;
use super::flatten::flattened;
use super::form::{Alternative, Alternatives, Extent, Form, Lent};
use super::shape::shapes;
use super::{Hint, Models, merge, parts, typed};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Constant, Docs, Kind, ObjectShape, Scalar, Shape, TypeId, TypeName, TypeRef, Union, Variant};
use crate::lower::docs;
use crate::openapi::{JsonType, Schema};
use crate::origins::AlternativeOrigin;

impl<'d> Models<'_, 'd> {
    /// Lowers the variants of a union, each type once.
    pub(super) fn union(&mut self, id: TypeId, alternatives: &Alternatives<'d>, hint: &Hint) -> Kind {
        let mut origins: Vec<Vec<AlternativeOrigin>> = Vec::new();
        let shapes = self.shapes(id, alternatives);
        let mut variants: Vec<Variant> = Vec::new();
        for (index, (alternative, shape)) in alternatives.list.iter().zip(shapes).enumerate() {
            let tags = alternatives.tagging.as_ref().map(|tagging| tagging.values[index].clone()).unwrap_or_default();
            let ty = self.variant(alternative, &tags, hint);
            let origin = origins_of(alternative);
            if let Some(same) = variants.iter().position(|other| other.ty == ty) {
                join(&mut variants[same], tags, shape);
                origins[same].extend(origin);
                continue;
            }
            origins.push(origin);
            variants.push(Variant {
                name: TypeName::variant(&alternative.name(&tags)),
                tags,
                shape,
                adds_tag: adds_tag(alternatives, alternative),
                ty,
                docs: documentation(alternative),
            });
        }
        if let [only] = variants.as_mut_slice()
            && only.ty == TypeRef::Any
        {
            only.shape = only.shape.as_ref().map(|_| Shape::Any);
        }
        let tag = alternatives.tagging.as_ref().map(|tagging| tagging.property.clone());
        let have_constants = || variants.iter().all(|variant| variant.shape.as_ref().is_some_and(has_constant));
        let open = tag.is_some() || variants.len() > 1 && have_constants();
        let union = Union { tag, variants, open };
        self.warn_of_indistinct(id, &union, &origins);
        self.drafts.set_variants(id, origins);
        Kind::Union(union)
    }

    /// Returns the shapes of the alternatives that a tag does not always select.
    fn shapes(&mut self, id: TypeId, alternatives: &Alternatives<'d>) -> Vec<Option<Shape>> {
        let Some(tagging) = &alternatives.tagging else {
            let described: Vec<_> = alternatives.list.iter().map(Described::of).collect();
            let shapes = self.compared(id, &described);
            return shapes.into_iter().map(|shape| Some(shape.without_null())).collect();
        };
        let lacks = |alternative: &&Alternative<'d>| can_lack(alternative.schema, &tagging.property);
        let described: Vec<_> = alternatives.list.iter().filter(lacks).map(Described::of).collect();
        let mut shapes = self.compared(id, &described).into_iter();
        alternatives.list.iter().map(|alternative| if lacks(&alternative) { shapes.next() } else { None }).collect()
    }

    /// Returns the shapes of alternatives. Warns if they do not distinguish everything that the document does.
    fn compared(&mut self, id: TypeId, described: &[Vec<Described<'d>>]) -> Vec<Shape> {
        let found = shapes(described, &self.context());
        if let Some(draft) = self.drafts.models.get(id.0).filter(|_| found.are_widened) {
            let place = draft.origin.place;
            self.warn(
                Diagnostic::new(Code::Untyped, "the alternatives of this choice are too complex to compare")
                    .at(place, "a value may be decoded as the wrong alternative")
                    .help(
                        "add a discriminator, or give each alternative a required property with a different constant",
                    ),
            );
        }
        found.shapes
    }

    /// Warns if a value can match two variants, and nothing selects one of them.
    fn warn_of_indistinct(&mut self, id: TypeId, union: &Union, origins: &[Vec<AlternativeOrigin>]) {
        let Some([one, two]) = union.indistinct() else { return };
        let place = |index: usize| origins[index].first().map(|origin| origin.place);
        let (Some(draft), Some(one), Some(two)) = (self.drafts.models.get(id.0), place(one), place(two)) else {
            return;
        };
        let choice = draft.origin.place;
        self.warn(
            Diagnostic::new(Code::IndistinctAlternatives, "a value can match several alternatives of this choice")
                .at(choice, "the alternative that describes most of the value is used, or the first of several")
                .at(one, "a value of this alternative")
                .at(two, "can also match this one")
                .help("add a `discriminator`, or require a property in each alternative that the others do not have"),
        );
    }

    fn variant(&mut self, alternative: &Alternative<'d>, tags: &[Constant], hint: &Hint) -> TypeRef {
        let inside = hint.inside(&alternative.name(tags));
        // If one alternative of a choice allows `null`, the whole choice does.
        match self.whole_variant(alternative, &inside) {
            TypeRef::Nullable(ty) => *ty,
            ty => ty,
        }
    }

    fn whole_variant(&mut self, alternative: &Alternative<'d>, inside: &Hint) -> TypeRef {
        let schema = alternative.schema;
        let form = match &alternative.extent {
            Extent::Whole => return self.schema(schema, inside),
            Extent::Component(name) => return self.schema(schema, &Hint::component(name)),
            Extent::OfType(JsonType::String) if schema.values().is_some() => return TypeRef::Scalar(Scalar::String),
            Extent::OfType(ty) => typed::of_type(schema, *ty, &mut self.context()),
            Extent::Base(_) => {
                let objects = flattened(schema, &[]).unwrap_or_default();
                parts::merged_object(schema, &Lent { objects, ..Lent::default() }, &mut self.context())
            }
            Extent::With(lent) => return self.with(schema, lent, inside),
            Extent::AnyOf(schemas, lent) => Form::Object(schema, any_of::parts(schemas, lent, &mut self.context())),
        };
        self.build(form, inside)
    }

    /// Lowers a schema with lent objects. Choices may contain each other, so the same combination may occur again.
    pub(super) fn with(&mut self, described: Schema<'d>, lent: &Lent<'d>, inside: &Hint) -> TypeRef {
        let schema = described.resolve().unwrap_or(described);
        let all = [schema].into_iter().chain(lent.objects.iter().copied()).chain(lent.conditional.iter().copied());
        let mut key: Vec<_> = all.map(Schema::span).chain(lent.chosen.iter().copied()).collect();
        key[1..].sort_unstable();
        key.dedup();
        if let Some(known) = self.drafts.known_with.get(&key) {
            return known.clone();
        }
        if !self.may_combine(lent) {
            let ty = self.untyped(schema.span(), "there are too many combinations of choices");
            self.drafts.known_with.insert(key, ty.clone());
            return ty;
        }
        let form = merge::merged(described, lent, &mut self.context());
        let ty = self.build(form, inside);
        self.drafts.known_with.insert(key, ty.clone());
        ty
    }

    /// Returns `true` if one more alternative may get the lent properties, and counts it.
    fn may_combine(&mut self, lent: &Lent<'d>) -> bool {
        let properties = || lent.objects.iter().chain(&lent.conditional).map(|object| object.properties().count());
        let (budget, cost) = match lent.chosen.len() {
            0 | 1 => (&mut self.combinations, 1),
            _ => (&mut self.nested, 1 + properties().sum::<usize>()),
        };
        let rest = budget.checked_sub(cost);
        *budget = rest.unwrap_or_default();
        rest.is_some()
    }
}

/// Returns the origins of an alternative. There may be several.
fn origins_of(alternative: &Alternative<'_>) -> Vec<AlternativeOrigin> {
    let origin = |schema: Schema<'_>| AlternativeOrigin { place: schema.span(), component: None, only: None };
    let own = origin(alternative.schema);
    match &alternative.extent {
        Extent::Component(name) | Extent::Base(name) => {
            vec![AlternativeOrigin { component: Some((*name).to_owned()), ..own }]
        }
        Extent::OfType(ty) => vec![AlternativeOrigin { only: Some(*ty), ..own }],
        Extent::AnyOf(schemas, _) => schemas.iter().map(|schema| origin(*schema)).collect(),
        Extent::Whole | Extent::With(_) => vec![own],
    }
}

/// Adds another alternative of the same type to a variant.
fn join(variant: &mut Variant, tags: Vec<Constant>, shape: Option<Shape>) {
    variant.tags.extend(tags);
    variant.shape = match (variant.shape.take(), shape) {
        (Some(one), Some(two)) => Some(Shape::any_of(vec![one, two])),
        (one, two) => one.or(two),
    };
}

/// Returns `true` if the property that selects an alternative is not one of its own properties.
fn adds_tag(alternatives: &Alternatives<'_>, alternative: &Alternative<'_>) -> bool {
    let Some(tagging) = &alternatives.tagging else { return false };
    let lent = match &alternative.extent {
        Extent::With(lent) | Extent::AnyOf(_, lent) => lent.objects.as_slice(),
        _ => &[],
    };
    let mut all = lent.iter().copied().chain([alternative.schema]);
    !all.any(|schema| describes(schema, &tagging.property))
}

fn documentation(alternative: &Alternative<'_>) -> Docs {
    match alternative.extent {
        Extent::OfType(_) | Extent::AnyOf(..) => Docs::default(),
        _ => docs::of_schema(alternative.schema),
    }
}

/// Returns `true` if values of a shape always have a constant.
fn has_constant(shape: &Shape) -> bool {
    match shape {
        Shape::Constants(constants) => constants.len() == 1,
        Shape::Object(ObjectShape { required, values, .. }) => {
            values.iter().any(|(name, shape)| required.contains(name) && has_constant(shape))
        }
        Shape::AnyOf(shapes) => shapes.iter().all(has_constant),
        Shape::Any | Shape::Null | Shape::Scalar(_) | Shape::Array(_) => false,
    }
}

//! The shapes of alternatives, which distinguish their values.

use std::collections::HashMap;
use std::rc::Rc;

use indexmap::{IndexMap, IndexSet};

use super::context::Context;
use super::facts::{Described, Facts};
use crate::ir::{ObjectShape, Scalar, Shape};
use crate::openapi::{JsonType, Schema};

/// The maximum depth to which properties and items are compared.
const DEPTH: usize = 3;

/// The maximum number of schemas that are compared for one union, including nested alternatives.
const MAX_SCHEMAS: usize = 20_000;

/// The maximum number of properties of nested alternatives in total. If there are more, they share one shape, because
/// each nested choice doubles their number.
const MAX_PROPERTIES: usize = 256;

/// The maximum number of names in the shapes of a union's nested values, in addition to [`NESTED_PER_NAME`] for each name
/// of the alternatives themselves. If there are more, values are compared less deeply.
const MAX_NESTED: usize = 500;

/// See [`MAX_NESTED`].
const NESTED_PER_NAME: usize = 4;

/// The shapes of the alternatives of a union.
pub(super) struct Shapes {
    pub(super) shapes: Vec<Shape>,
    /// Whether a shape allows more than its alternative, because there was too much to compare.
    pub(super) are_widened: bool,
}

/// Returns the shape of each alternative, which has one or more descriptions.
pub(super) fn shapes<'d>(alternatives: &[Vec<Described<'d>>], context: &Context<'_, 'd>) -> Shapes {
    let compared = |depth| {
        let mut comparison = Comparison { context, left: MAX_SCHEMAS, are_widened: depth < DEPTH };
        let shapes = comparison.shapes(alternatives, depth);
        Shapes { shapes, are_widened: comparison.are_widened }
    };
    let is_small = |shapes: &Shapes| {
        let own: usize = shapes.shapes.iter().map(Shape::names).sum();
        let all: usize = shapes.shapes.iter().map(Shape::all_names).sum();
        all - own <= MAX_NESTED + NESTED_PER_NAME * own
    };
    (1..=DEPTH).rev().map(compared).find(is_small).unwrap_or_else(|| compared(0))
}

/// The cost of a nested alternative, which is merged with the schemas around it.
const ALTERNATIVE_COST: usize = 10;

struct Comparison<'a, 'c, 'd> {
    context: &'a Context<'c, 'd>,
    left: usize,
    are_widened: bool,
}

/// The index of an alternative, and that of a nested alternative in it.
type Place = (usize, usize);

/// The shapes of a property's values, or of a list's items if there is no name, where they differ.
type Differences<'d> = HashMap<(Place, Option<&'d str>), Shape>;

impl<'d> Comparison<'_, '_, 'd> {
    fn shapes(&mut self, alternatives: &[Vec<Described<'d>>], depth: usize) -> Vec<Shape> {
        let facts: Vec<Vec<Rc<Facts<'d>>>> = alternatives.iter().map(|described| self.facts(described)).collect();
        let differences = self.differences(&facts, depth);
        let mut are_widened = false;
        let shape = |(index, facts): (usize, &Vec<Rc<Facts<'d>>>)| {
            if let Some(wide) = wide_shape(facts) {
                are_widened = true;
                return wide;
            }
            let each = facts.iter().enumerate().map(|(inner, facts)| shape(facts, (index, inner), &differences));
            Shape::any_of(each.collect())
        };
        let shapes = facts.iter().enumerate().map(shape).collect();
        self.are_widened |= are_widened;
        shapes
    }

    fn facts(&mut self, described: &[Described<'d>]) -> Vec<Rc<Facts<'d>>> {
        let Some(facts) = self.known_facts(described) else {
            self.are_widened = true;
            return vec![Rc::default()];
        };
        // Nested alternatives cost time, too, and a few schemas in a cycle have very many.
        self.left = self.left.saturating_sub(ALTERNATIVE_COST * facts.len().saturating_sub(described.len()));
        facts
    }

    /// Returns `None` if there is too much to compare.
    fn known_facts(&mut self, described: &[Described<'d>]) -> Option<Vec<Rc<Facts<'d>>>> {
        self.left = self.left.checked_sub(described.len())?;
        let each: Option<Vec<_>> = described.iter().map(|described| Facts::of(described, self.context)).collect();
        Some(each?.concat())
    }

    fn differences(&mut self, facts: &[Vec<Rc<Facts<'d>>>], depth: usize) -> Differences<'d> {
        let mut differences = Differences::new();
        let Some(depth) = depth.checked_sub(1) else { return differences };
        for (name, holders) in parts(facts) {
            let is_shared = holders.iter().any(|(place, _)| place.0 != holders[0].0.0);
            let is_same = holders.iter().all(|(_, schemas)| is_same(schemas, &holders[0].1));
            if !is_shared || is_same {
                continue;
            }
            let described: Vec<Vec<_>> =
                holders.iter().map(|(_, schemas)| Described::all(schemas).into_iter().collect()).collect();
            let shapes = self.shapes(&described, depth);
            if shapes.iter().all(|shape| *shape == shapes[0]) {
                continue;
            }
            differences.extend(holders.iter().zip(shapes).map(|((place, _), shape)| ((*place, name), shape)));
        }
        differences
    }
}

/// Returns every property, and the items of lists, with the facts that contain them and their schemas.
fn parts<'d>(facts: &[Vec<Rc<Facts<'d>>>]) -> IndexMap<Option<&'d str>, Vec<(Place, Vec<Schema<'d>>)>> {
    let mut parts: IndexMap<_, Vec<_>> = IndexMap::new();
    for (index, alternatives) in facts.iter().enumerate() {
        for (inner, facts) in alternatives.iter().enumerate() {
            let place = (index, inner);
            let members = facts.members.iter().filter(|(_, member)| !member.schemas.is_empty());
            for (name, member) in members {
                parts.entry(Some(*name)).or_default().push((place, member.schemas.clone()));
            }
            if !facts.items.is_empty() {
                parts.entry(None).or_default().push((place, facts.items.clone()));
            }
        }
    }
    parts
}

/// Returns one shape for the objects of alternatives with too many properties in total.
fn wide_shape(facts: &[Rc<Facts<'_>>]) -> Option<Shape> {
    let members: usize = facts.iter().map(|facts| facts.members.len()).sum();
    if facts.len() < 2 || members <= MAX_PROPERTIES || !facts.iter().all(|facts| facts.is_object()) {
        return None;
    }
    let is_required = |name: &str| facts.iter().all(|facts| facts.members.get(name).is_some_and(|it| it.required));
    let names: IndexSet<_> = facts.iter().flat_map(|facts| facts.members.keys().copied()).collect();
    let (required, optional): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| is_required(name));
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    let object =
        ObjectShape { required: owned(required), optional: owned(optional), values: Vec::new(), closed: false };
    Some(Shape::Object(object).or_null(facts.iter().any(|facts| facts.nullable)))
}

fn is_same(one: &[Schema<'_>], two: &[Schema<'_>]) -> bool {
    let target = |schema: &Schema<'_>| schema.resolve().map(Schema::span);
    one.iter().map(target).eq(two.iter().map(target))
}

fn shape(facts: &Facts<'_>, place: Place, differences: &Differences<'_>) -> Shape {
    if !facts.constants.is_empty() {
        return Shape::Constants(facts.constants.clone()).or_null(facts.nullable);
    }
    let each = facts.types.as_slice().iter().map(|ty| match ty {
        JsonType::Null => Shape::Null,
        JsonType::Boolean => Shape::Scalar(Scalar::Bool),
        JsonType::Integer => Shape::Scalar(Scalar::Int64),
        JsonType::Number => Shape::Scalar(Scalar::Double),
        JsonType::String => Shape::Scalar(facts.text.unwrap_or(Scalar::String)),
        JsonType::Array => Shape::Array(Box::new(differences.get(&(place, None)).cloned().unwrap_or_default())),
        JsonType::Object => Shape::Object(object(facts, place, differences)),
    });
    let each: Vec<_> = each.collect();
    if each.is_empty() { Shape::Any } else { Shape::any_of(each).or_null(facts.nullable) }
}

fn object(facts: &Facts<'_>, place: Place, differences: &Differences<'_>) -> ObjectShape {
    let names = |required: bool| {
        let some = facts.members.iter().filter(move |(_, member)| member.required == required);
        some.map(|(name, _)| (*name).to_owned()).collect()
    };
    let values = facts.members.keys().filter_map(|name| {
        let shape = differences.get(&(place, Some(*name))).filter(|shape| **shape != Shape::Any)?;
        Some(((*name).to_owned(), shape.clone()))
    });
    ObjectShape { required: names(true), optional: names(false), values: values.collect(), closed: facts.closed }
}

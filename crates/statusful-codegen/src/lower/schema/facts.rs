//! Facts about the values of a schema that can be seen in a value: types, constants, properties, items.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use indexmap::IndexMap;

use super::constants;
use super::context::Context;
use super::form::{Alternative, Extent, Lent};
use super::normal::Normal;
use super::scalar;
use crate::ir::{Constant, Scalar};
use crate::openapi::{AdditionalProperties, JsonType, JsonTypes, Schema};
use crate::source::Span;

/// The maximum number of nested alternatives that are distinguished.
const MAX_ALTERNATIVES: usize = 64;

/// The maximum depth of nested alternatives.
const MAX_DEPTH: usize = 6;

/// Several schemas that all apply to a value.
#[derive(Debug, Clone)]
pub(super) struct Described<'d> {
    schema: Schema<'d>,
    lent: Lent<'d>,
    /// The only type of the values, if another alternative covers the other types.
    only: Option<JsonType>,
    represents_heirs: bool,
}

impl<'d> Described<'d> {
    /// Returns the schemas that apply to the values of an alternative.
    pub(super) fn of(alternative: &Alternative<'d>) -> Vec<Self> {
        let with = |schema, lent: &Lent<'d>| Self { lent: lent.clone(), ..Self::whole(schema) };
        let whole = Self::whole(alternative.schema);
        match &alternative.extent {
            Extent::Whole | Extent::Component(_) => vec![whole],
            Extent::OfType(ty) => vec![Self { only: Some(*ty), ..whole }],
            Extent::Base(_) => vec![Self { represents_heirs: false, ..whole }],
            Extent::With(lent) => vec![with(alternative.schema, lent)],
            Extent::AnyOf(schemas, lent) => schemas.iter().map(|schema| with(*schema, lent)).collect(),
        }
    }

    fn whole(schema: Schema<'d>) -> Self {
        Self { schema, lent: Lent::default(), only: None, represents_heirs: true }
    }

    /// Returns the schemas that apply to a value that all of these schemas describe.
    pub(super) fn all(schemas: &[Schema<'d>]) -> Option<Self> {
        let (last, others) = schemas.split_last()?;
        let lent = Lent { objects: others.to_vec(), ..Lent::default() };
        Some(Self { lent, ..Self::whole(*last) })
    }

    fn key(&self, depth: usize) -> Key {
        let Lent { objects, conditional, chosen } = &self.lent;
        let schemas = [self.schema].into_iter().chain(objects.iter().copied()).chain(conditional.iter().copied());
        let places = schemas.map(Schema::span).chain(chosen.iter().copied()).collect();
        (places, [objects.len(), conditional.len()], self.only, self.represents_heirs, depth)
    }
}

/// A cache of facts. Schemas that contain each other are visited again and again.
#[derive(Debug, Default)]
pub(super) struct KnownFacts<'d>(RefCell<HashMap<Key, Alike<'d>>>);

/// The description, and the depth to which nested alternatives are followed.
type Key = (Vec<Span>, [usize; 2], Option<JsonType>, bool, usize);

/// The facts of each alternative, or `None` if there are too many.
type Alike<'d> = Option<Vec<Rc<Facts<'d>>>>;

/// Facts about a value.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts<'d> {
    pub(super) nullable: bool,
    pub(super) types: JsonTypes,
    pub(super) constants: Vec<Constant>,
    /// The type of strings.
    pub(super) text: Option<Scalar>,
    pub(super) members: IndexMap<&'d str, Member<'d>>,
    /// Whether other properties are not allowed.
    pub(super) closed: bool,
    /// The schemas of items.
    pub(super) items: Vec<Schema<'d>>,
}

/// A property.
#[derive(Debug, Clone, Default)]
pub(super) struct Member<'d> {
    pub(super) required: bool,
    pub(super) schemas: Vec<Schema<'d>>,
}

impl<'d> Facts<'d> {
    /// Returns the facts of each alternative of a description. Returns `None` if there are too many, or if they are
    /// nested too deeply.
    pub(super) fn of(described: &Described<'d>, context: &Context<'_, 'd>) -> Alike<'d> {
        Self::within(described, context, MAX_DEPTH)
    }

    fn within(described: &Described<'d>, context: &Context<'_, 'd>, depth: usize) -> Alike<'d> {
        let depth = depth.checked_sub(1)?;
        let key = described.key(depth);
        if let Some(known) = context.facts.0.borrow().get(&key) {
            return known.clone();
        }
        let found = Self::find(described, context, depth);
        context.facts.0.borrow_mut().insert(key, found.clone());
        found
    }

    fn find(described: &Described<'d>, context: &Context<'_, 'd>, depth: usize) -> Alike<'d> {
        let anything = || Some(vec![Rc::default()]);
        let Some(resolved) = described.schema.resolve() else { return anything() };
        let heirs = context.heritage.heirs(resolved);
        if described.represents_heirs && !heirs.is_empty() {
            let heirs = heirs.iter().map(|(_, heir)| Described::whole(*heir));
            return Self::of_each(heirs, context, depth);
        }
        let Some(normal) = Normal::of(described.schema, &described.lent, context) else { return anything() };
        let mut own = Self::of_parts(&normal.parts);
        for schema in normal.conditional.iter().chain(&described.lent.conditional) {
            own.add_conditional(*schema);
        }
        if let Some(only) = described.only {
            own.types = [only].into_iter().collect();
            own.constants.retain(|constant| constant.json_type() == only);
        }
        let Some((_, alternatives)) = normal.choices.last() else { return Some(vec![Rc::new(own)]) };
        let (nulls, some): (Vec<_>, Vec<_>) = alternatives.iter().partition(|alternative| alternative.is_null());
        let holders = normal.choices.iter().map(|(holder, _)| holder.span());
        let lent = Lent {
            objects: normal.parts.clone(),
            conditional: described.lent.conditional.clone(),
            chosen: holders.chain(described.lent.chosen.iter().copied()).collect(),
        };
        let inner =
            some.into_iter().map(|schema: &Schema<'d>| Described { lent: lent.clone(), ..Described::whole(*schema) });
        let mut all = Self::of_each(inner, context, depth)?;
        if own.nullable || !nulls.is_empty() {
            for facts in &mut all {
                Rc::make_mut(facts).nullable = true;
            }
        }
        Some(all)
    }

    fn of_each(list: impl Iterator<Item = Described<'d>>, context: &Context<'_, 'd>, depth: usize) -> Alike<'d> {
        let mut all = Vec::new();
        for described in list {
            all.extend(Self::within(&described, context, depth)?);
            if all.len() > MAX_ALTERNATIVES {
                return None;
            }
        }
        if all.is_empty() {
            all.push(Rc::default());
        }
        Some(all)
    }

    fn of_parts(parts: &[Schema<'d>]) -> Self {
        let mut facts = Self::default();
        for part in parts {
            facts.add(*part);
        }
        if let ([], []) = (facts.types.as_slice(), facts.constants.as_slice()) {
            let implied = match parts.iter().any(|part| part.describes_properties()) || !facts.members.is_empty() {
                true => Some(JsonType::Object),
                false if !facts.items.is_empty() => Some(JsonType::Array),
                false => None,
            };
            facts.types = implied.into_iter().collect();
        }
        facts.closed &= parts.len() == 1;
        facts
    }

    fn add(&mut self, part: Schema<'d>) {
        self.nullable |= part.is_nullable();
        let types = part.types();
        if self.types.is_empty() || !types.is_empty() && !types.is_disjoint(&self.types) {
            self.types = if types.is_empty() { self.types.clone() } else { types };
        }
        self.constants.extend(constants::of(part).unwrap_or_default());
        if !part.format().is_empty() || self.text.is_none() {
            self.text = Some(scalar::string(part));
        }
        for (name, property) in part.properties() {
            self.members.entry(name.value).or_default().schemas.push(property);
        }
        for name in part.required() {
            self.members.entry(name.value).or_default().required = true;
        }
        self.items.extend(part.items());
        self.closed = matches!(part.additional_properties(), Some(AdditionalProperties::None));
    }

    fn add_conditional(&mut self, schema: Schema<'d>) {
        for (name, property) in schema.properties() {
            let member = self.members.entry(name.value).or_default();
            if member.schemas.is_empty() {
                member.schemas.push(property);
            }
        }
    }

    /// Returns `true` if values are always objects with described properties.
    pub(super) fn is_object(&self) -> bool {
        self.types.is_just(JsonType::Object) && !self.members.is_empty() && self.constants.is_empty()
    }
}

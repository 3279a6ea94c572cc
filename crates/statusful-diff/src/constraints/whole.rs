//! A schema with everything else that holds for the same value.

use std::collections::{BTreeMap, HashSet};

use statusful_codegen::openapi::{AdditionalProperties, JsonType, Keyword, Schema};
use statusful_codegen::source::Span;

/// How many schemas may describe one value. A document has a few; one that was written to be large has any number.
const MAX_PARTS: usize = 100;

/// All schemas that hold for a value: the schema itself, what it refers to, the parts of `allOf`, and the only alternative beside
/// `null`.
#[derive(Debug, Clone)]
pub(super) struct Whole<'d> {
    parts: Vec<Schema<'d>>,
}

/// The keywords of a [`Whole`] that say what a value is.
pub(super) struct Keywords<'d>(BTreeMap<&'d str, Vec<Keyword<'d>>>);

impl<'d> Keywords<'d> {
    /// Returns the values of a keyword, which have to be satisfied together.
    pub(super) fn values(&self, keyword: &str) -> &[Keyword<'d>] {
        self.0.get(keyword).map_or(&[], Vec::as_slice)
    }
}

impl<'d> Whole<'d> {
    pub(super) fn of(schemas: impl IntoIterator<Item = Schema<'d>>) -> Self {
        let mut due: Vec<_> = schemas.into_iter().collect();
        due.reverse();
        let (mut seen, mut parts) = (HashSet::new(), Vec::new());
        while let Some(schema) = due.pop().filter(|_| parts.len() < MAX_PARTS) {
            if !seen.insert(schema.span()) {
                continue;
            }
            // Where siblings of a reference do not count, it is only its target.
            if schema.reference().is_none() || schema.has_siblings_of_reference() {
                parts.push(schema);
            }
            let more = schema.target().into_iter().chain(schema.all_of()).chain(sole_alternative(schema));
            due.extend(more.collect::<Vec<_>>().into_iter().rev());
        }
        Self { parts }
    }

    pub(super) fn spans(&self) -> impl Iterator<Item = Span> {
        self.parts.iter().map(|part| part.span())
    }

    /// Returns the keywords with their values in all parts.
    pub(super) fn keywords(&self) -> Keywords<'d> {
        let mut keywords = BTreeMap::new();
        for (name, value) in self.parts.iter().flat_map(|part| part.assertions()) {
            keywords.entry(name).or_insert_with(Vec::new).push(value);
        }
        Keywords(keywords)
    }

    /// Returns the parts.
    pub(super) fn parts(&self) -> &[Schema<'d>] {
        &self.parts
    }

    /// Returns `true` if no value can be of the types of both.
    pub(super) fn is_disjoint(&self, other: &Self) -> bool {
        let types = |whole: &Self| whole.parts.iter().map(|part| part.types()).collect::<Vec<_>>();
        let (these, others) = (types(self), types(other));
        these.iter().any(|one| others.iter().any(|two| one.is_disjoint(two)))
    }

    /// Returns `true` if the value may be a number.
    pub(super) fn has_numbers(&self) -> bool {
        let is_number = |part: &Schema<'_>| {
            let types = part.types();
            types.contains(JsonType::Integer) || types.contains(JsonType::Number)
        };
        self.parts.iter().any(is_number)
    }

    /// Returns `true` if the value has properties with schemas.
    pub(super) fn is_object(&self) -> bool {
        self.parts.iter().any(|part| part.has_properties())
    }

    /// Returns where the parts are that say more than which others hold.
    pub(super) fn describing(&self) -> Vec<Span> {
        self.parts.iter().filter(|part| part.describes_itself()).map(|part| part.span()).collect()
    }

    /// Returns how much text describes the value.
    pub(super) fn size(&self) -> usize {
        self.spans().map(|span| span.end.saturating_sub(span.start)).sum()
    }

    /// Returns the names of the properties, each once.
    pub(super) fn properties(&self) -> Vec<&'d str> {
        let mut seen = HashSet::new();
        let names = self.parts.iter().flat_map(|part| part.properties().map(|(name, _)| name.value));
        names.filter(|name| seen.insert(*name)).collect()
    }

    /// Returns the schemas of a property; none if no part has it.
    pub(super) fn property(&self, name: &str) -> Vec<Schema<'d>> {
        self.parts.iter().filter_map(|part| part.property(name)).collect()
    }

    /// Returns the schemas of the items of a list.
    pub(super) fn items(&self) -> Vec<Schema<'d>> {
        self.parts.iter().filter_map(|part| part.items()).collect()
    }

    /// Returns the schemas of the properties that no schema names.
    pub(super) fn rest(&self) -> Vec<Schema<'d>> {
        let rest = self.parts.iter().filter_map(|part| match part.additional_properties()? {
            AdditionalProperties::Of(schema) => Some(schema),
            _ => None,
        });
        rest.collect()
    }

    /// Returns the keyword of the alternatives.
    pub(super) fn keyword_of_alternatives(&self) -> &'static str {
        if self.parts.iter().any(|part| part.one_of().is_some()) { "oneOf" } else { "anyOf" }
    }

    /// Returns the alternatives of `oneOf` and `anyOf` that are not `null`, if there are several.
    pub(super) fn alternatives(&self) -> Vec<Schema<'d>> {
        let lists = self.parts.iter().flat_map(|part| alternatives(*part));
        lists.filter(|alternatives| alternatives.len() > 1).flatten().collect()
    }
}

/// Returns the alternatives of `oneOf`, and those of `anyOf`, without `null`.
fn alternatives(schema: Schema<'_>) -> impl Iterator<Item = Vec<Schema<'_>>> {
    let lists = [schema.one_of(), schema.any_of()].into_iter().flatten();
    lists.map(|list| list.into_iter().filter(|schema| !schema.is_null()).collect())
}

/// Returns the alternatives that are the only ones of their list beside `null`, and so always hold.
fn sole_alternative(schema: Schema<'_>) -> impl Iterator<Item = Schema<'_>> {
    alternatives(schema).filter(|list| list.len() == 1).flatten()
}

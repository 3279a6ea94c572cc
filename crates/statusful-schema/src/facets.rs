//! The keywords of a bundled schema, by their meaning.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};
use statusful_document::openapi::JsonType;

use crate::keyword;

/// One object of a schema: its own keywords, without what it refers to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facet<'s>(&'s Map<String, Value>);

/// All objects of a schema that apply to one value: its own, and those of its references, parts and alternatives.
#[derive(Debug, Default)]
pub(crate) struct Facets<'s>(Vec<Facet<'s>>);

/// Keywords from which the type of a schema without `type` is guessed; earlier rows take precedence.
const KEYWORDS_OF_TYPES: [(JsonType, &[&str]); 4] = [
    (
        JsonType::Object,
        &[
            keyword::PROPERTIES,
            keyword::REQUIRED,
            keyword::ADDITIONAL_PROPERTIES,
            keyword::MIN_PROPERTIES,
            keyword::PATTERN_PROPERTIES,
        ],
    ),
    (JsonType::Array, &[keyword::ITEMS, keyword::PREFIX_ITEMS, keyword::MIN_ITEMS, keyword::UNIQUE_ITEMS]),
    (JsonType::String, &[keyword::PATTERN, keyword::MIN_LENGTH, keyword::MAX_LENGTH, keyword::FORMAT]),
    (
        JsonType::Number,
        &[
            keyword::MINIMUM,
            keyword::MAXIMUM,
            keyword::EXCLUSIVE_MINIMUM,
            keyword::EXCLUSIVE_MAXIMUM,
            keyword::MULTIPLE_OF,
        ],
    ),
];

impl<'s> Facet<'s> {
    pub(crate) fn of(schema: &'s Value) -> Option<Self> {
        schema.as_object().map(Self)
    }

    /// Returns `true` if both are the same object of the schema.
    pub(crate) fn is(self, other: Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }

    pub(crate) fn reference(self) -> Option<&'s str> {
        self.text(keyword::REF)
    }

    pub(crate) fn all_of(self) -> &'s [Value] {
        self.list(keyword::ALL_OF)
    }

    /// Returns the alternatives of `oneOf` and those of `anyOf`.
    pub(crate) fn choices(self) -> [&'s [Value]; 2] {
        [self.list(keyword::ONE_OF), self.list(keyword::ANY_OF)]
    }

    pub(crate) fn types(self) -> Option<Vec<JsonType>> {
        Some(match self.0.get(keyword::TYPE)? {
            Value::String(name) => JsonType::from_key(name).into_iter().collect(),
            types => types.as_array()?.iter().filter_map(|name| JsonType::from_key(name.as_str()?)).collect(),
        })
    }

    /// Returns `true` if the schema allows `null` and no other type.
    pub(crate) fn is_null(self) -> bool {
        self.text(keyword::TYPE) == Some(JsonType::Null.as_str())
    }

    pub(crate) fn constant(self) -> Option<&'s Value> {
        self.0.get(keyword::CONST)
    }

    pub(crate) fn listed_values(self) -> Option<&'s [Value]> {
        Some(self.list(keyword::ENUM)).filter(|values| !values.is_empty())
    }

    pub(crate) fn format(self) -> Option<&'s str> {
        self.text(keyword::FORMAT)
    }

    pub(crate) fn pattern(self) -> Option<&'s str> {
        self.text(keyword::PATTERN)
    }

    pub(crate) fn min_length(self) -> Option<f64> {
        self.number(keyword::MIN_LENGTH)
    }

    pub(crate) fn max_length(self) -> Option<f64> {
        self.number(keyword::MAX_LENGTH)
    }

    pub(crate) fn minimum(self) -> Option<f64> {
        self.number(keyword::MINIMUM)
    }

    pub(crate) fn maximum(self) -> Option<f64> {
        self.number(keyword::MAXIMUM)
    }

    pub(crate) fn exclusive_minimum(self) -> Option<f64> {
        self.number(keyword::EXCLUSIVE_MINIMUM)
    }

    pub(crate) fn exclusive_maximum(self) -> Option<f64> {
        self.number(keyword::EXCLUSIVE_MAXIMUM)
    }

    pub(crate) fn multiple_of(self) -> Option<f64> {
        self.number(keyword::MULTIPLE_OF)
    }

    pub(crate) fn items(self) -> Option<&'s Value> {
        self.0.get(keyword::ITEMS)
    }

    pub(crate) fn min_items(self) -> Option<f64> {
        self.number(keyword::MIN_ITEMS)
    }

    pub(crate) fn max_items(self) -> Option<f64> {
        self.number(keyword::MAX_ITEMS)
    }

    pub(crate) fn properties(self) -> Option<&'s Map<String, Value>> {
        self.0.get(keyword::PROPERTIES)?.as_object()
    }

    pub(crate) fn additional_properties(self) -> Option<&'s Value> {
        self.0.get(keyword::ADDITIONAL_PROPERTIES)
    }

    pub(crate) fn property_names(self) -> Option<&'s Value> {
        self.0.get(keyword::PROPERTY_NAMES)
    }

    pub(crate) fn min_properties(self) -> Option<f64> {
        self.number(keyword::MIN_PROPERTIES)
    }

    pub(crate) fn max_properties(self) -> Option<f64> {
        self.number(keyword::MAX_PROPERTIES)
    }

    pub(crate) fn xml(self) -> Option<&'s Map<String, Value>> {
        self.0.get(keyword::XML)?.as_object()
    }

    /// Returns `true` if a keyword of a document's own, such as `x-error-message`, is `true`.
    pub(crate) fn is_marked(self, keyword: &str) -> bool {
        self.0.get(keyword) == Some(&Value::Bool(true))
    }

    /// Returns `true` if the schema is that of a property that is not sent.
    pub(crate) fn is_hidden(self) -> bool {
        self.0.contains_key(keyword::HIDDEN)
    }

    fn has_any(self, keywords: &[&str]) -> bool {
        keywords.iter().any(|keyword| self.0.contains_key(*keyword))
    }

    fn list(self, keyword: &str) -> &'s [Value] {
        self.0.get(keyword).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    fn text(self, keyword: &str) -> Option<&'s str> {
        self.0.get(keyword)?.as_str()
    }

    fn number(self, keyword: &str) -> Option<f64> {
        self.0.get(keyword)?.as_f64()
    }
}

impl<'s> Facets<'s> {
    pub(crate) fn push(&mut self, facet: Facet<'s>) {
        self.0.push(facet);
    }

    pub(crate) fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    pub(crate) fn contains(&self, facet: Facet<'s>) -> bool {
        self.0.iter().any(|known| known.is(facet))
    }

    /// Returns `true` if any facet has a keyword of a document's own that is `true`.
    pub(crate) fn is_marked(&self, keyword: &str) -> bool {
        self.0.iter().any(|facet| facet.is_marked(keyword))
    }

    /// Returns the values of a keyword in the facets that have it.
    pub(crate) fn each<T>(&self, keyword: fn(Facet<'s>) -> Option<T>) -> impl Iterator<Item = T> {
        self.0.iter().copied().filter_map(keyword)
    }

    /// Returns the largest of the lower limits of a count, such as `minLength`.
    pub(crate) fn at_least(&self, limit: fn(Facet<'s>) -> Option<f64>) -> usize {
        self.each(limit).map(count).max().unwrap_or(0)
    }

    /// Returns the smallest of the upper limits of a count, such as `maxLength`.
    pub(crate) fn at_most(&self, limit: fn(Facet<'s>) -> Option<f64>) -> usize {
        self.each(limit).map(count).min().unwrap_or(usize::MAX)
    }

    /// Returns the types that all facets with `type` allow.
    pub(crate) fn types(&self) -> Vec<JsonType> {
        self.each(Facet::types).reduce(|shared, types| common(&shared, &types)).unwrap_or_default()
    }

    /// Returns the types that any facet allows, by `type`, `enum` or `const`.
    pub(crate) fn possible_types(&self) -> BTreeSet<JsonType> {
        let of_values = |facet: Facet<'s>| {
            let values = facet.listed_values().unwrap_or_default().iter().chain(facet.constant());
            values.map(type_of).collect()
        };
        self.0.iter().flat_map(|facet| facet.types().unwrap_or_else(|| of_values(*facet))).collect()
    }

    /// Guesses the type of a schema without `type` from its other keywords.
    pub(crate) fn guessed_type(&self) -> Option<JsonType> {
        let has_any = |(_, keywords): &&(JsonType, &[&str])| self.0.iter().any(|facet| facet.has_any(keywords));
        KEYWORDS_OF_TYPES.iter().find(has_any).map(|(ty, _)| *ty)
    }

    /// Returns the schemas of the item at an index.
    pub(crate) fn item(&self, index: usize) -> Vec<&'s Value> {
        self.prefix_items().nth(index).map_or_else(|| self.each(Facet::items).collect(), |schema| vec![schema])
    }

    /// Returns the schemas of the first items.
    pub(crate) fn prefix_items(&self) -> impl Iterator<Item = &'s Value> {
        self.0.iter().flat_map(|facet| facet.list(keyword::PREFIX_ITEMS))
    }

    pub(crate) fn has_unique_items(&self) -> bool {
        self.0.iter().any(|facet| facet.0.get(keyword::UNIQUE_ITEMS) == Some(&Value::Bool(true)))
    }

    /// Returns the schemas of properties by name.
    pub(crate) fn properties(&self) -> BTreeMap<&'s str, Vec<&'s Value>> {
        let mut properties = BTreeMap::<_, Vec<_>>::new();
        for (name, schema) in self.each(Facet::properties).flatten() {
            properties.entry(name.as_str()).or_default().push(schema);
        }
        properties
    }

    /// Returns the names of required properties.
    pub(crate) fn required(&self) -> Vec<&'s str> {
        self.0.iter().flat_map(|facet| facet.list(keyword::REQUIRED)).filter_map(Value::as_str).collect()
    }

    /// Returns `true` if any facet allows properties that it does not name.
    pub(crate) fn allows_additional_properties(&self) -> bool {
        self.each(Facet::additional_properties).any(|schema| *schema != Value::Bool(false))
    }
}

/// Returns the type of a value: of any number, `number`.
pub(crate) fn type_of(value: &Value) -> JsonType {
    match value {
        Value::Null => JsonType::Null,
        Value::Bool(_) => JsonType::Boolean,
        Value::Number(_) => JsonType::Number,
        Value::String(_) => JsonType::String,
        Value::Array(_) => JsonType::Array,
        Value::Object(_) => JsonType::Object,
    }
}

/// Returns `true` if a value is of a type.
pub(crate) fn is_of(value: &Value, ty: JsonType) -> bool {
    match ty {
        JsonType::Integer => value.is_i64() || value.is_u64(),
        ty => type_of(value) == ty,
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast to an integer saturates")]
fn count(limit: f64) -> usize {
    limit as usize
}

/// Returns the types of both lists: an integer is a number too.
fn common(a: &[JsonType], b: &[JsonType]) -> Vec<JsonType> {
    let is_in = |ty: &JsonType, list: &[JsonType]| {
        list.contains(ty) || (*ty == JsonType::Integer && list.contains(&JsonType::Number))
    };
    let mut shared: Vec<_> = a.iter().copied().filter(|ty| is_in(ty, b)).collect();
    shared.extend(b.iter().copied().filter(|ty| is_in(ty, a) && !a.contains(ty)));
    shared
}

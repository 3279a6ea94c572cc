//! A schema of a document as one JSON Schema (2020-12) that contains everything it refers to.

use serde_json::{Map, Value, json};
use statusful_document::openapi::{Discriminator, JsonType, Keyword, Schema, Xml, XmlNode};
use statusful_document::source::Node;

use crate::{integer, keyword};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The direction in which a value is sent, which decides about `readOnly` and `writeOnly`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To the server, without `readOnly` properties.
    Request,
    /// From the server, without `writeOnly` properties.
    Response,
}

/// Returns a schema with everything that it refers to under `$defs`.
pub fn bundle(schema: Schema<'_>, direction: Direction) -> Value {
    Bundle::new(direction).finish(|bundle| vec![bundle.schema(schema)])
}

/// An alternative of a choice.
#[derive(Debug, Clone, Copy)]
pub struct Alternative<'d> {
    /// The schema with the alternatives, or the one that others extend.
    pub choice: Schema<'d>,
    /// The alternative, or the schema that extends the other.
    pub schema: Schema<'d>,
    /// The name of the schema, if it is a component that no reference names.
    pub component: Option<&'d str>,
    /// The type of the values, if other types are other alternatives.
    pub only: Option<JsonType>,
}

impl Alternative<'_> {
    /// Returns a schema for the values of the alternative, whatever the choice says of them.
    pub fn bundle(&self, direction: Direction) -> Value {
        Bundle::new(direction).finish(|bundle| vec![bundle.selected(self)])
    }

    /// Returns a schema for the values of the alternative that are values of the choice.
    pub fn bundle_in_choice(&self, direction: Direction) -> Value {
        Bundle::new(direction).finish(|bundle| vec![bundle.schema(self.choice), bundle.selected(self)])
    }
}

impl<'d> Bundle<'d> {
    fn new(direction: Direction) -> Self {
        Self { direction, targets: Vec::new() }
    }

    /// Returns a schema with these parts, and with everything that they refer to.
    fn finish(mut self, parts: impl FnOnce(&mut Self) -> Vec<Value>) -> Value {
        let parts = parts(&mut self);
        let mut definitions = Map::new();
        while let Some(target) = self.targets.get(definitions.len()).copied() {
            definitions.insert(definition(definitions.len()), self.schema(target));
        }
        json!({ (keyword::SCHEMA): DIALECT, (keyword::ALL_OF): parts, (keyword::DEFS): definitions })
    }

    fn selected(&mut self, alternative: &Alternative<'d>) -> Value {
        let named = self.alternative(alternative.choice.discriminator(), alternative.schema, alternative.component);
        match alternative.only {
            Some(ty) => json!({ (keyword::ALL_OF): [named, { (keyword::TYPE): ty.as_str() }] }),
            None => named,
        }
    }
}

/// Returns a value of the document as JSON. A number that is out of range becomes the largest or smallest number.
pub fn json(node: &Node) -> Value {
    node.to_json_with(&|text| serde_json::from_str(text).unwrap_or_else(|_| nearest(text)))
}

/// Returns the nearest number to one that is out of range, such as `1e400` as a bound.
fn nearest(text: &str) -> Value {
    if text.starts_with('-') { f64::MIN.into() } else { f64::MAX.into() }
}

fn definition(index: usize) -> String {
    format!("d{index}")
}

struct Bundle<'d> {
    direction: Direction,
    /// The targets of references, in the order in which they are found.
    targets: Vec<Schema<'d>>,
}

impl<'d> Bundle<'d> {
    fn schema(&mut self, schema: Schema<'d>) -> Value {
        if let Some(allows_all) = schema.as_bool() {
            return allows_all.into();
        }
        let mut out = Map::new();
        if schema.reference().is_some() {
            // The generator reports a reference that leads nowhere; here it allows every value.
            out.extend(self.reference(schema).map(|reference| (keyword::REF.to_owned(), reference.into())));
            if !schema.has_siblings_of_reference() {
                return out.into();
            }
        }
        for (name, keyword) in schema.portable_keywords() {
            out.extend(self.keyword(schema, name, keyword).map(|value| (name.to_owned(), value)));
        }
        limit(schema, &mut out);
        out.extend(schema.xml().map(|xml| (keyword::XML.to_owned(), self::xml(xml))));
        if schema.says_nullable() && is_composed(schema) {
            return json!({ (keyword::ANY_OF): [out, { (keyword::TYPE): "null" }] });
        }
        out.into()
    }

    fn reference(&mut self, schema: Schema<'d>) -> Option<String> {
        let target = schema.target()?;
        let known = self.targets.iter().position(|known| known.is(target));
        let index = known.unwrap_or_else(|| {
            self.targets.push(target);
            self.targets.len() - 1
        });
        Some(format!("#/{}/{}", keyword::DEFS, definition(index)))
    }

    /// Returns the value of a keyword, or `None` if the keyword has no effect.
    fn keyword(&mut self, schema: Schema<'d>, name: &str, keyword: Keyword<'d>) -> Option<Value> {
        match (name, keyword) {
            (keyword::PROPERTIES, Keyword::Map(properties)) => Some(self.properties(properties)),
            (keyword::ONE_OF | keyword::ANY_OF, Keyword::List(alternatives)) => {
                let discriminator = schema.discriminator();
                let alternatives = alternatives.into_iter();
                non_empty(alternatives.map(|alternative| self.alternative(discriminator, alternative, None)).collect())
            }
            (keyword::TYPE, _) => types(schema),
            (keyword::REQUIRED, _) => {
                let is_hidden = |name: &str| schema.property(name).is_some_and(|property| self.hides(property));
                let required = schema.required().map(|name| name.value).filter(|name| !is_hidden(name));
                non_empty(required.map(Value::from).collect())
            }
            (keyword::ENUM, Keyword::Value(node)) => values(schema, node),
            (_, Keyword::Schema(inner)) => Some(self.schema(inner)),
            (_, Keyword::List(parts)) => non_empty(parts.into_iter().map(|part| self.schema(part)).collect()),
            (_, Keyword::Map(parts)) => {
                let parts = parts.into_iter().map(|(name, part)| (name.to_owned(), self.schema(part)));
                Some(parts.collect::<Map<_, _>>().into())
            }
            (_, Keyword::Value(node)) => Some(json(node)),
        }
    }

    /// Returns the properties, with a mark on those that are not sent.
    fn properties(&mut self, properties: Vec<(&'d str, Schema<'d>)>) -> Value {
        let mut out = Map::new();
        for (name, property) in properties {
            let mut value = self.schema(property);
            if let Value::Object(keywords) = &mut value
                && self.hides(property)
            {
                keywords.insert(keyword::HIDDEN.to_owned(), true.into());
            }
            out.insert(name.to_owned(), value);
        }
        out.into()
    }

    /// Returns `true` if values of a property are not sent in the direction.
    fn hides(&self, property: Schema<'d>) -> bool {
        match self.direction {
            Direction::Request => property.is_read_only(),
            Direction::Response => property.is_write_only(),
        }
    }

    /// Returns an alternative that requires its value of the discriminator, so that no two alternatives are valid at
    /// once.
    fn alternative(
        &mut self,
        discriminator: Option<Discriminator<'d>>,
        alternative: Schema<'d>,
        component: Option<&'d str>,
    ) -> Value {
        let inner = self.schema(alternative);
        let Some((discriminator, property)) = discriminator.and_then(|found| Some((found, found.property()?))) else {
            return inner;
        };
        let values = discriminator_values(discriminator, property, alternative, component);
        if values.is_empty() {
            return inner;
        }
        let tag = json!({
            (keyword::PROPERTIES): { property: { (keyword::ENUM): values } },
            (keyword::REQUIRED): [property],
        });
        json!({ (keyword::ALL_OF): [inner, tag] })
    }
}

/// Returns the values of the discriminator that select an alternative: those that the mapping assigns to it, or its
/// name unless its own schema lists the values, or chooses between schemas that do.
fn discriminator_values<'d>(
    discriminator: Discriminator<'d>,
    property: &str,
    alternative: Schema<'d>,
    component: Option<&'d str>,
) -> Vec<&'d str> {
    let Some(name) = alternative.reference_name().or(component) else { return Vec::new() };
    let mapped = match component {
        Some(name) => discriminator.values_of_component(name),
        None => discriminator.values_of(alternative),
    };
    if mapped.is_empty() && !lists_values(alternative, property, LISTING_DEPTH) { vec![name] } else { mapped }
}

/// How far the parts of an alternative are followed.
const LISTING_DEPTH: usize = 8;

/// Returns `true` if a schema or a part of it lists the values of a property, or is a choice in turn.
fn lists_values(schema: Schema<'_>, property: &str, depth: usize) -> bool {
    let Some(schema) = schema.resolve() else { return false };
    let lists = schema.property(property).and_then(Schema::resolve).is_some_and(|property| property.values().is_some());
    let chooses = schema.alternatives().is_some_and(|alternatives| !alternatives.is_empty());
    let is_listed_in = |part: Schema<'_>| depth > 0 && lists_values(part, property, depth - 1);
    lists || chooses || schema.all_of().into_iter().any(is_listed_in)
}

/// Limits a number to the integers of its format, which no validator of JSON Schema checks.
fn limit(schema: Schema<'_>, keywords: &mut Map<String, Value>) {
    let types = schema.types();
    let is_number = types.as_slice().iter().any(|ty| matches!(ty, JsonType::Integer | JsonType::Number));
    let Some((least, most)) = integer::range(schema.format()).filter(|_| is_number) else { return };
    let mut limit = |keyword: &str, bound: i128, is_within: fn(f64, f64) -> bool| {
        let Some(bound) = integer::number(bound) else { return };
        let known = keywords.get(keyword).and_then(Value::as_f64);
        let is_limited = known.is_some_and(|known| bound.as_f64().is_some_and(|bound| is_within(known, bound)));
        if !is_limited {
            keywords.insert(keyword.to_owned(), bound.into());
        }
    };
    limit(keyword::MINIMUM, least, |known, bound| known >= bound);
    limit(keyword::MAXIMUM, most, |known, bound| known <= bound);
}

fn xml(xml: Xml<'_>) -> Value {
    let fields = [
        (keyword::XML_NAME, xml.name()),
        (keyword::XML_NAMESPACE, xml.namespace()),
        (keyword::XML_PREFIX, xml.prefix()),
        (keyword::XML_NODE, xml.node_type().map(XmlNode::key)),
    ];
    fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?.into()))).collect::<Map<_, _>>().into()
}

/// Returns `true` if the schema consists of others, so that `null` in its own keywords would not allow `null`.
fn is_composed(schema: Schema<'_>) -> bool {
    schema.reference().is_some() || schema.has_all_of() || schema.alternatives().is_some()
}

/// Returns `true` if `type` and `enum` have to allow `null`.
fn allows_null(schema: Schema<'_>) -> bool {
    schema.says_nullable() && !is_composed(schema)
}

fn types(schema: Schema<'_>) -> Option<Value> {
    let types = schema.types_with_null();
    let mut names: Vec<_> = types.as_slice().iter().map(|ty| ty.as_str()).collect();
    if allows_null(schema) && !names.is_empty() && !names.contains(&"null") {
        names.push("null");
    }
    match names.as_slice() {
        [] => None,
        [name] => Some((*name).into()),
        names => Some(names.into()),
    }
}

fn values(schema: Schema<'_>, list: &Node) -> Option<Value> {
    let mut values: Vec<_> = list.items().map(json).collect();
    if allows_null(schema) && !values.is_empty() && !values.contains(&Value::Null) {
        values.push(Value::Null);
    }
    non_empty(values)
}

/// Returns a list, or `None` if it is empty: some keywords must not have an empty list, and for the others it has no
/// effect.
fn non_empty(values: Vec<Value>) -> Option<Value> {
    (!values.is_empty()).then(|| values.into())
}

#[cfg(test)]
mod tests;

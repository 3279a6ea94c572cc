//! All keywords of schemas.

use super::super::grammar::{ObjectKind, Shape};
use super::super::view::View;
use super::Schema;
use crate::source::{Entry, Node};

/// The value of a keyword.
#[derive(Debug, Clone)]
pub enum Keyword<'d> {
    /// A schema.
    Schema(Schema<'d>),
    /// Schemas in a list.
    List(Vec<Schema<'d>>),
    /// Schemas by name.
    Map(Vec<(&'d str, Schema<'d>)>),
    /// Any other value.
    Value(&'d Node),
}

/// Keywords that annotate, and do not say what a value is (JSON Schema Validation 2020-12, section 9).
const ANNOTATIONS: [&str; 11] = [
    "description",
    "title",
    "nullable",
    "deprecated",
    "example",
    "examples",
    "default",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "$comment",
];

/// Keywords that identify a schema or define others: they mean nothing once the schema is copied out of the document.
const IDENTITIES: [&str; 7] = ["$id", "id", "$schema", "$anchor", "$dynamicAnchor", "$defs", "definitions"];

/// Keywords that only OpenAPI has (OpenAPI 3.0.3, section 4.7.24.1), apart from `nullable`.
const OPENAPI_ONLY: [&str; 4] = ["discriminator", "xml", "externalDocs", "example"];

/// Keywords that describe the parts of a value, or values as a whole.
const DESCRIPTIONS: [&str; 13] = [
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "unevaluatedProperties",
    "dependentSchemas",
    "then",
    "else",
    "allOf",
    "oneOf",
    "anyOf",
    "items",
    "enum",
];

/// Keywords that restrict values, and do not describe them.
const RESTRICTIONS: [&str; 12] = [
    "required",
    "not",
    "minProperties",
    "maxProperties",
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "maximum",
    "minItems",
    "maxItems",
    "description",
];

fn is_annotation(keyword: &str) -> bool {
    ANNOTATIONS.contains(&keyword) || keyword.starts_with("x-")
}

impl<'d> Schema<'d> {
    /// Returns `true` if nothing in the schema says what a value is.
    pub fn has_only_annotations(self) -> bool {
        self.node.members().all(|(keyword, _)| is_annotation(keyword))
    }

    /// Returns `true` if the schema says what a value is apart from its `allOf`.
    pub fn describes_itself(self) -> bool {
        let is_other = |keyword| matches!(keyword, "$ref" | "allOf" | "discriminator") || is_annotation(keyword);
        self.node.members().any(|(keyword, _)| !is_other(keyword))
    }

    /// Returns `true` if the schema only restricts values, such as by `required`.
    pub fn only_restricts(self) -> bool {
        self.node.as_object().is_some_and(|members| members.keys().all(|key| RESTRICTIONS.contains(&key.as_str())))
    }

    /// Returns `true` if the schema describes properties.
    pub fn describes_properties(self) -> bool {
        self.has_any(&["properties", "additionalProperties", "patternProperties", "unevaluatedProperties"])
    }

    /// Returns `true` if the schema says more of a value than a type and bounds.
    pub(super) fn describes_parts(self) -> bool {
        self.has_any(&DESCRIPTIONS)
    }

    fn has_any(self, keywords: &[&str]) -> bool {
        keywords.iter().any(|keyword| self.fields().node(keyword).is_some())
    }

    /// Returns the keywords in document order, in the notation of JSON Schema 2020-12. References and `nullable` are left
    /// out, and so are keywords for a schema that have another value.
    pub fn keywords(self) -> impl Iterator<Item = (&'d str, Keyword<'d>)> + use<'d> {
        self.node.members().filter_map(move |(name, entry)| self.keyword(name, entry))
    }

    /// Returns the keywords as [`Schema::keywords`] does, without those that identify the schema and those that only
    /// OpenAPI has: what is left means the same in any JSON Schema.
    pub fn portable_keywords(self) -> impl Iterator<Item = (&'d str, Keyword<'d>)> + use<'d> {
        self.keywords().filter(|(name, _)| !IDENTITIES.contains(name) && !OPENAPI_ONLY.contains(name))
    }

    /// Returns the keywords that say what a value is: [`Schema::portable_keywords`] without annotations.
    pub fn assertions(self) -> impl Iterator<Item = (&'d str, Keyword<'d>)> + use<'d> {
        self.portable_keywords().filter(|(name, _)| !is_annotation(name))
    }

    fn keyword(self, name: &'d str, entry: &'d Entry) -> Option<(&'d str, Keyword<'d>)> {
        let view = |node| Self::of(self.document, node);
        let node = &entry.node;
        // OpenAPI 3.0 marks a bound as exclusive by a boolean, JSON Schema 2020-12 by another keyword.
        let is_exclusive = |keyword| self.fields().flag(keyword) == Some(true);
        let name = match name {
            "$ref" | "$dynamicRef" | "nullable" => return None,
            "exclusiveMinimum" | "exclusiveMaximum" if node.as_bool().is_some() => return None,
            "minimum" if is_exclusive("exclusiveMinimum") => "exclusiveMinimum",
            "maximum" if is_exclusive("exclusiveMaximum") => "exclusiveMaximum",
            name => name,
        };
        let keyword = match schemas(name) {
            Some(Shape::List(_)) => Keyword::List(node.items().map(view).collect()),
            Some(Shape::Map(_)) => {
                Keyword::Map(node.members().map(|(name, entry)| (name, view(&entry.node))).collect())
            }
            Some(_) if node.as_object().is_some() || node.as_bool().is_some() => Keyword::Schema(view(node)),
            Some(_) => return None,
            None => Keyword::Value(node),
        };
        Some((name, keyword))
    }
}

/// Returns `true` if a keyword has one schema, a list or a map of them; nothing if it has none.
fn schemas(keyword: &str) -> Option<Shape> {
    let (_, shape) = ObjectKind::Schema.fields().iter().find(|(field, _)| *field == keyword)?;
    shape.of_schemas()
}

//! Keywords whose schemas are not types: conditions, and schemas of names or of what is excluded.

use std::collections::{BTreeMap, BTreeSet};

use statusful_codegen::openapi::{Keyword, Schema};

use super::canonical::of_schema;
use super::difference::Difference;
use super::whole::Keywords;

/// The effect of a tighter schema below a keyword on the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Sense {
    /// The value is restricted more.
    Same,
    /// The value is restricted less.
    Opposite,
    /// Either.
    Unknown,
}

const CONDITIONS: [(&str, Sense); 12] = [
    ("not", Sense::Opposite),
    ("if", Sense::Unknown),
    ("then", Sense::Same),
    ("else", Sense::Same),
    ("contains", Sense::Same),
    ("contentSchema", Sense::Same),
    ("propertyNames", Sense::Same),
    ("patternProperties", Sense::Same),
    ("dependentSchemas", Sense::Same),
    ("prefixItems", Sense::Same),
    ("unevaluatedProperties", Sense::Same),
    ("unevaluatedItems", Sense::Same),
];

/// The schemas of a condition below a path such as `patternProperties/^x-`.
pub(super) type Condition<'d> = (String, Sense, [Schema<'d>; 2]);

/// The conditions of two schemas.
#[derive(Default)]
pub(super) struct Conditions<'d> {
    /// Schemas that both sides have.
    pub(super) both: Vec<Condition<'d>>,
    /// Schemas that only one side has.
    pub(super) differences: Vec<Difference>,
}

/// Matches the conditions of two schemas.
pub(super) fn conditions<'d>(old: &Keywords<'d>, new: &Keywords<'d>) -> Conditions<'d> {
    let mut conditions = Conditions::default();
    for (keyword, sense) in CONDITIONS {
        let [was, is] = [old, new].map(|keywords| by_path(keyword, keywords));
        let paths: BTreeSet<_> = was.keys().chain(is.keys()).collect();
        for path in paths {
            let [was, is] = [&was, &is].map(|schemas| schemas.get(path).map_or(&[][..], Vec::as_slice));
            if let ([old], [new]) = (was, is) {
                conditions.both.push((path.clone(), sense, [*old, *new]));
            } else {
                let texts = |schemas: &[Schema<'d>]| schemas.iter().copied().map(of_schema).collect();
                conditions.differences.extend(Difference::of_sets(path, &texts(was), &texts(is)));
            }
        }
    }
    conditions
}

/// Returns the schemas of a keyword by their paths. Several parts of a value may have the keyword. A schema that every value
/// satisfies is none.
fn by_path<'d>(keyword: &str, keywords: &Keywords<'d>) -> BTreeMap<String, Vec<Schema<'d>>> {
    let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let mut add = |path: String, schema: Schema<'d>| {
        if schema.as_bool() != Some(true) {
            found.entry(path).or_default().push(schema);
        }
    };
    for value in keywords.values(keyword) {
        match value {
            Keyword::Schema(schema) => add(keyword.to_owned(), *schema),
            Keyword::List(schemas) => {
                for (index, schema) in schemas.iter().enumerate() {
                    add(format!("{keyword}/{index}"), *schema);
                }
            }
            Keyword::Map(schemas) => {
                for (name, schema) in schemas {
                    add(format!("{keyword}/{name}"), *schema);
                }
            }
            Keyword::Value(_) => {}
        }
    }
    found
}

impl Sense {
    /// Returns the sense of a schema with this sense below a schema with another one.
    pub(super) fn below(self, outer: Self) -> Self {
        match (self, outer) {
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (one, two) if one == two => Self::Same,
            _ => Self::Opposite,
        }
    }
}

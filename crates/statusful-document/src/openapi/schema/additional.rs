//! Properties that a schema does not name (JSON Schema 2020-12, sections 10.3.2.2 and 10.3.2.3).

use super::super::view::Fields;
use super::super::{Document, View};
use super::Schema;
use crate::source::Node;

/// The properties that a schema allows without naming them.
#[derive(Debug, Clone)]
pub enum AdditionalProperties<'d> {
    /// There are none.
    None,
    /// Any value.
    Any,
    /// Values of a schema.
    Of(Schema<'d>),
    /// Values of one of several schemas, depending on the name.
    OneOf(Vec<Schema<'d>>),
}

/// Patterns that every name matches.
const ANY_NAME: [&str; 9] = ["", "^", ".*", "^.*", "^.*$", ".+", "^.+$", ".", "^.+"];

/// `additionalProperties` or `unevaluatedProperties`, together with `patternProperties`. Names are not compared with
/// patterns, so that without `additionalProperties` a value may be anything, unless every name matches the pattern.
pub(super) fn of<'d>(document: &'d Document<'d>, fields: Fields<'d>) -> Option<AdditionalProperties<'d>> {
    let others = fields.node("additionalProperties").or_else(|| fields.node("unevaluatedProperties"));
    let others = others.map(|node| others_of(document, node));
    let patterns: Vec<_> = fields.entries("patternProperties").collect();
    let schemas = patterns.iter().map(|(_, entry)| Schema::of(document, &entry.node));
    match (others, patterns.as_slice()) {
        (others, []) => others,
        (_, [(pattern, entry)]) if ANY_NAME.contains(pattern) => {
            Some(AdditionalProperties::Of(Schema::of(document, &entry.node)))
        }
        (Some(AdditionalProperties::None), _) => Some(several(schemas.collect())),
        (Some(AdditionalProperties::Of(others)), _) => Some(several(schemas.chain([others]).collect())),
        _ => Some(AdditionalProperties::Any),
    }
}

fn others_of<'d>(document: &'d Document<'d>, node: &'d Node) -> AdditionalProperties<'d> {
    match node.as_bool() {
        Some(true) => AdditionalProperties::Any,
        Some(false) => AdditionalProperties::None,
        None => AdditionalProperties::Of(Schema::of(document, node)),
    }
}

fn several(schemas: Vec<Schema<'_>>) -> AdditionalProperties<'_> {
    match schemas.as_slice() {
        [one] => AdditionalProperties::Of(*one),
        _ => AdditionalProperties::OneOf(schemas),
    }
}

//! Properties that a schema does not name (JSON Schema 2020-12, sections 10.3.2.2 and 10.3.2.3).

use super::super::view::Fields;
use super::super::{Document, View};
use super::Schema;
use crate::source::Node;

/// What properties may be that a schema does not name.
#[derive(Debug, Clone, Copy)]
pub enum AdditionalProperties<'d> {
    /// There are none.
    None,
    /// Any value.
    Any,
    /// Values of a schema.
    Of(Schema<'d>),
}

/// `additionalProperties`, or else the first of `patternProperties`.
pub(super) fn of<'d>(document: &'d Document<'d>, fields: Fields<'d>) -> Option<AdditionalProperties<'d>> {
    let pattern = || fields.entries("patternProperties").next().map(|(_, entry)| &entry.node);
    let node: &'d Node = fields.node("additionalProperties").or_else(pattern)?;
    Some(match node.as_bool() {
        Some(true) => AdditionalProperties::Any,
        Some(false) => AdditionalProperties::None,
        None => AdditionalProperties::Of(Schema::of(document, node)),
    })
}

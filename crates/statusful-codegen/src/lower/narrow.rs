//! A value that several schemas describe: what the narrowest of them says, of the type that any of them names.

use super::Lowering;
use super::enumeration::listed;
use super::merge::choice_of;
use super::schema::type_names;
use super::types::Hint;
use crate::ir::TypeRef;
use crate::source::Node;

impl<'d> Lowering<'d> {
    /// What the narrowest schema says. One that has no type, such as `format: date` alone, has it from another.
    pub(super) fn narrowed(&mut self, schemas: &[&'d Node], hint: &Hint) -> TypeRef {
        let Some(&narrow) = schemas.get(narrowest(schemas)) else { return TypeRef::Any };
        let named = std::iter::once(narrow).chain(schemas.iter().rev().copied()).map(type_names);
        let types = named.into_iter().find(|types| !types.is_empty()).unwrap_or_default();
        match (listed(narrow), types.as_slice()) {
            (Some(values), types) => self.enumeration(narrow, types, &values, hint),
            (None, []) => self.by_type(narrow, hint),
            (None, [one]) => self.typed(narrow, one, hint),
            (None, several) => self.one_of_types(narrow, several, hint),
        }
    }
}

/// Whether a schema says something of a value whose type is left to another.
pub(super) fn is_remnant(schema: &Node) -> bool {
    let is_whole = schema.get("$ref").is_some() || schema.get("allOf").is_some() || choice_of(schema).is_some();
    !is_whole && type_names(schema).is_empty()
}

/// Which of several schemas allows least, as far as its keywords show; the last when they exclude each other.
pub(super) fn narrowest(schemas: &[&Node]) -> usize {
    let last = schemas.len().saturating_sub(1);
    if schemas.iter().any(|schema| schemas.last().is_some_and(|last| are_disjoint(schema, last))) {
        return last;
    }
    (0..schemas.len()).max_by_key(|index| narrowness(schemas[*index])).unwrap_or(last)
}

fn narrowness(schema: &Node) -> usize {
    let has = |keys: &[&str]| keys.iter().any(|key| schema.get(key).is_some());
    let ranks = [has(&["type"]), has(&["format"]), has(&["items", "properties", "allOf"]), listed(schema).is_some()];
    ranks.iter().rposition(|rank| *rank).map_or(0, |rank| rank + 1)
}

/// Whether no value is of both schemas' types.
pub(super) fn are_disjoint(a: &Node, b: &Node) -> bool {
    let (a, b) = (type_names(a), type_names(b));
    let is_whole = |ty: &&str| matches!(*ty, "integer" | "number");
    let shares = a.iter().any(|ty| b.contains(ty)) || a.iter().any(is_whole) && b.iter().any(is_whole);
    !a.is_empty() && !b.is_empty() && !shares
}

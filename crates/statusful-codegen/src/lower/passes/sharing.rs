//! Merges models that operations describe in the same way, so that large documents make smaller clients.
//!
//! Models that are named in the document keep their names. Otherwise, the first name in alphabetical order is kept.

use std::collections::HashMap;

use crate::ir::{Api, Field, Ident, Kind, TypeId, TypeRef};

/// Merges equal models until there are none.
pub(in crate::lower) fn merge(api: &mut Api) {
    let mut gone = vec![false; api.types.len()];
    loop {
        let same = alike(api, &gone);
        if same.is_empty() {
            break;
        }
        for id in same.keys() {
            gone[id.0] = true;
        }
        api.map_models(|id| same.get(&id).copied().unwrap_or(id));
    }
    api.retain_models(|id| !gone.get(id.0).copied().unwrap_or_default());
}

/// Returns for each model that equals an earlier one that earlier model.
fn alike(api: &Api, gone: &[bool]) -> HashMap<TypeId, TypeId> {
    let mut first = HashMap::new();
    let mut same = HashMap::new();
    for (index, ty) in api.types.iter().enumerate().filter(|(index, ty)| ty.inline && !gone[*index]) {
        let id = TypeId(index);
        let shared = *first.entry((Shape::of(&ty.kind), ty.usage, &ty.docs, &ty.deprecated)).or_insert(id);
        if shared != id {
            same.insert(id, shared);
        }
    }
    same
}

/// The contents of a model, regardless of the order of its fields, because operations may list the same properties in
/// different orders.
#[derive(PartialEq, Eq, Hash)]
enum Shape<'a> {
    Struct(Vec<&'a Field>, &'a Option<(Ident, TypeRef)>),
    Other(&'a Kind),
}

impl<'a> Shape<'a> {
    fn of(kind: &'a Kind) -> Self {
        let Kind::Struct(object) = kind else { return Self::Other(kind) };
        let mut fields: Vec<_> = object.fields.iter().collect();
        fields.sort_by_key(|field| &field.wire);
        Self::Struct(fields, &object.rest)
    }
}

//! Tags of variants whose type allows any string: such a field has only one value in the union, so constructors fill it
//! in.

use std::collections::BTreeMap;

use crate::ir::{Api, Constant, Kind, Optionality, Scalar, TypeId, TypeRef};

/// Sets the constant of each such field, unless unions disagree about it.
pub(in crate::lower) fn fill(api: &mut Api) {
    let mut found: BTreeMap<(TypeId, usize), Vec<Constant>> = BTreeMap::new();
    for ty in &api.types {
        let Kind::Union(union) = &ty.kind else { continue };
        let Some(tag) = &union.tag else { continue };
        for variant in &union.variants {
            if let Some(id) = variant.ty.model()
                && let Some(index) = free_text(api, id, tag)
            {
                found.entry((id, index)).or_default().extend(variant.tags.iter().cloned());
            }
        }
    }
    for ((id, index), mut values) in found {
        values.dedup();
        if let ([constant], Some(Kind::Struct(object))) =
            (values.as_slice(), api.types.get_mut(id.0).map(|ty| &mut ty.kind))
        {
            object.fields[index].constant = Some(constant.clone());
        }
    }
}

/// Returns the index of a required field that allows any string.
fn free_text(api: &Api, id: TypeId, wire: &str) -> Option<usize> {
    let Kind::Struct(object) = &api.ty(id)?.kind else { return None };
    object.fields.iter().position(|field| {
        let is_text = field.ty == TypeRef::Scalar(Scalar::String);
        field.wire == wire && is_text && field.optionality == Optionality::Required
    })
}

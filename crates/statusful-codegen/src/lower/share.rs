//! Models that operations describe alike, each on the spot, are one model: so large documents make small clients.
//!
//! What the document names stays as it is named. The first name in the alphabet stands for all.

use std::collections::HashMap;

use crate::ir::{Api, Operation, TypeId, TypeRef};

/// Makes one of the models that are alike, until none are.
pub(super) fn identical(api: &mut Api) {
    let mut gone = vec![false; api.types.len()];
    loop {
        let same = alike(api, &gone);
        if same.is_empty() {
            break;
        }
        for id in same.keys() {
            gone[id.0] = true;
        }
        redirect(api, |id| same.get(&id).copied().unwrap_or(id));
    }
    let kept_before = gone.iter().scan(0, |kept, gone| {
        let before = *kept;
        *kept += usize::from(!gone);
        Some(TypeId(before))
    });
    let new_ids: Vec<_> = kept_before.collect();
    redirect(api, |id| new_ids[id.0]);
    let mut gone = gone.into_iter();
    api.types.retain(|_| !gone.next().unwrap_or_default());
}

/// For each model that is like one before it, that one.
fn alike(api: &Api, gone: &[bool]) -> HashMap<TypeId, TypeId> {
    let mut first = HashMap::new();
    let mut same = HashMap::new();
    for (index, ty) in api.types.iter().enumerate().filter(|(index, ty)| ty.inline && !gone[*index]) {
        let id = TypeId(index);
        let shared = *first.entry((&ty.kind, ty.usage, &ty.docs, ty.deprecated)).or_insert(id);
        if shared != id {
            same.insert(id, shared);
        }
    }
    same
}

/// Makes every reference follow.
fn redirect(api: &mut Api, new: impl Fn(TypeId) -> TypeId) {
    let models = api.types.iter_mut().flat_map(|ty| ty.kind.types_mut());
    let operations = api.groups.iter_mut().flat_map(|group| &mut group.operations).flat_map(Operation::types_mut);
    for id in models.chain(operations).filter_map(TypeRef::model_mut) {
        *id = new(*id);
    }
}

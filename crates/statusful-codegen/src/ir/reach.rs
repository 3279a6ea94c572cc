//! Which models operations use, directly or indirectly.

use std::collections::BTreeSet;

use super::{Api, TypeId, TypeRef};

impl Api {
    /// Returns for each model the indices of the groups whose operations use it.
    pub fn reaching_groups(&self) -> Vec<BTreeSet<usize>> {
        let mut reaching = vec![BTreeSet::new(); self.types.len()];
        for (group, operations) in self.groups.iter().map(|group| &group.operations).enumerate() {
            let types = operations.iter().flat_map(|operation| operation.sent().chain(operation.received()));
            let mut reached: Vec<TypeId> = types.filter_map(TypeRef::model).collect();
            while let Some(TypeId(index)) = reached.pop() {
                if let (Some(groups), Some(ty)) = (reaching.get_mut(index), self.types.get(index))
                    && groups.insert(group)
                {
                    reached.extend(ty.kind.types().into_iter().filter_map(TypeRef::model));
                }
            }
        }
        reaching
    }

    /// Removes the models that no operation uses.
    pub fn drop_unused_models(&mut self) {
        let reaching = self.reaching_groups();
        self.retain_models(|TypeId(index)| reaching.get(index).is_some_and(|groups| !groups.is_empty()));
    }

    /// Sorts the models by name.
    pub(crate) fn sort_models(&mut self) {
        let mut order: Vec<usize> = (0..self.types.len()).collect();
        order.sort_by(|one, two| self.types[*one].name.cmp(&self.types[*two].name));
        let mut new_ids = vec![TypeId(0); order.len()];
        for (new, old) in order.into_iter().enumerate() {
            new_ids[old] = TypeId(new);
        }
        self.map_models(|TypeId(index)| new_ids.get(index).copied().unwrap_or(TypeId(index)));
        self.types.sort_by(|one, two| one.name.cmp(&two.name));
    }

    /// Removes the models for which `keep` returns `false`. Remaining models must not refer to them.
    pub(crate) fn retain_models(&mut self, keep: impl Fn(TypeId) -> bool) {
        let kept: Vec<bool> = (0..self.types.len()).map(|index| keep(TypeId(index))).collect();
        let mut index = 0;
        self.types.retain(|_| {
            index += 1;
            kept.get(index - 1).copied().unwrap_or_default()
        });
        let before = kept.iter().scan(0, |before, kept| Some(std::mem::replace(before, *before + usize::from(*kept))));
        let new_ids: Vec<TypeId> = before.map(TypeId).collect();
        self.map_models(|TypeId(index)| new_ids.get(index).copied().unwrap_or(TypeId(index)));
    }
}

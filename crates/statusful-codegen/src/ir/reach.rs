//! Which models the operations of each group reach.

use std::collections::BTreeSet;

use super::{Api, TypeId, TypeRef};

impl Api {
    /// Returns for each model the indices of the groups whose operations reach it.
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
}

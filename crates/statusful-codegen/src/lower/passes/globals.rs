//! The parameters that can be set for all calls of a client.

use std::collections::BTreeMap;

use super::names;
use crate::ir::{Api, Global, Operation};

/// Collects the global parameters of all operations. Of several with the same location and name, the first is used.
pub(in crate::lower) fn collect(api: &mut Api) {
    let mut known = BTreeMap::new();
    let mut globals: Vec<Global> = Vec::new();
    for group in &api.groups {
        for parameter in group.operations.iter().flat_map(Operation::global_parameters) {
            let index = *known.entry((parameter.location, parameter.wire.as_str())).or_insert_with(|| {
                globals.push(Global { parameter: parameter.clone(), features: Vec::new() });
                globals.len() - 1
            });
            if let Some(global) = globals.get_mut(index).filter(|it| !it.features.contains(&group.feature)) {
                global.features.push(group.feature.clone());
            }
        }
    }
    names::settle_globals(&mut globals);
    api.globals = globals;
}

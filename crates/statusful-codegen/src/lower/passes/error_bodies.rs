//! Names error bodies that several operations share after their status instead of the first operation: `ForbiddenBody`,
//! or `ErrorBody` for different statuses.
//!
//! Success bodies keep their names, because `OkBody` would be less clear than the name of an operation.

use std::collections::{BTreeMap, HashSet};

use crate::ir::{Api, Operation, TypeId, TypeName, TypeRef};
use crate::origins::Origins;

/// Renames bodies that only failures of several operations use, and the models inside them.
pub(in crate::lower) fn name(api: &mut Api, origins: &mut Origins) {
    let mut bodies: Vec<_> = uses(api).into_iter().filter_map(|(id, uses)| Body::of(api, id, &uses)).collect();
    bodies.sort_by(|a, b| (b.operations, &a.name).cmp(&(a.operations, &b.name)));
    let mut taken: HashSet<TypeName> = api.types.iter().map(|ty| ty.name.clone()).collect();
    let mut renamed = false;
    for body in bodies {
        // Renames either the whole family or none of it.
        let family: Vec<_> = (0..api.types.len()).filter(|index| body.contains(api, *index)).collect();
        let names: Vec<_> = family.iter().map(|index| body.renamed(&api.types[*index].name)).collect();
        if names.iter().any(|name| taken.contains(name)) {
            continue;
        }
        taken.extend(names.iter().cloned());
        for (index, name) in family.into_iter().zip(names) {
            origins.rename(&api.types[index].name, &name);
            api.types[index].name = name;
            renamed = true;
        }
    }
    if renamed {
        api.sort_models();
    }
}

/// A use of a model as a response body.
struct Use<'a> {
    operation: &'a Operation,
    variant: &'a TypeName,
    is_failure: bool,
}

fn uses(api: &Api) -> BTreeMap<TypeId, Vec<Use<'_>>> {
    let mut uses: BTreeMap<TypeId, Vec<Use<'_>>> = BTreeMap::new();
    for operation in api.operations() {
        let responses = &operation.responses;
        let all = [(false, responses.successes().collect::<Vec<_>>()), (true, responses.failures().collect())];
        for (is_failure, response) in all.into_iter().flat_map(|(is, list)| list.into_iter().map(move |it| (is, it))) {
            if let Some(id) = response.body.ty().and_then(TypeRef::model) {
                uses.entry(id).or_default().push(Use { operation, variant: &response.variant, is_failure });
            }
        }
    }
    uses
}

/// A body to rename.
struct Body {
    /// The current name, with which names of models inside it begin.
    name: TypeName,
    /// The new name.
    new: TypeName,
    /// The number of operations that use it.
    operations: usize,
}

impl Body {
    fn of(api: &Api, id: TypeId, uses: &[Use<'_>]) -> Option<Self> {
        let model = api.ty(id).filter(|ty| ty.inline)?;
        let operations: HashSet<_> = uses.iter().map(|one| &one.operation.marker).collect();
        if operations.len() < 2 || !uses.iter().all(|one| one.is_failure) {
            return None;
        }
        let named_for = |one: &Use<'_>| format!("{}{}Body", one.operation.marker, one.variant);
        let name = uses.iter().map(named_for).find(|name| {
            let rest = model.name.as_str().strip_prefix(name.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest == "Item")
        })?;
        let first = uses.first()?.variant;
        let is_one = first.as_str() != "Default" && uses.iter().all(|one| one.variant == first);
        let kind = if is_one { first.as_str() } else { "Error" };
        let new = TypeName::new(&format!("{kind} body"));
        Some(Self { name: TypeName::new(&name), new, operations: operations.len() })
    }

    fn contains(&self, api: &Api, index: usize) -> bool {
        let ty = &api.types[index];
        let rest = ty.name.as_str().strip_prefix(self.name.as_str());
        ty.inline && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_uppercase))
    }

    fn renamed(&self, name: &TypeName) -> TypeName {
        let rest = name.as_str().strip_prefix(self.name.as_str()).unwrap_or_default();
        self.new.with_suffix(rest)
    }
}

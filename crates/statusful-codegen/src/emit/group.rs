//! A tag's module.

use quote::quote;

use super::{Module, operation};
use crate::ir::{Api, Group, Operation, TypeRef};
use crate::tokens::attributes;

/// Returns the module of a tag, with its operations in order.
pub(super) fn module(api: &Api, group: &Group) -> Module {
    let head = if group.docs.is_empty() {
        attributes::inner_lines(&format!("The operations tagged {}.", crate::tokens::markdown::code(&group.tag)))
    } else {
        attributes::inner_lines(&group.docs.0)
    };
    let items: Vec<_> = group.operations.iter().flat_map(|operation| operation::operation(api, operation)).collect();
    let uses = if group.operations.iter().any(uses_models) {
        quote!(
            use crate::{Call, Client, types};
        )
    } else {
        quote!(
            use crate::{Call, Client};
        )
    };
    Module { path: format!("src/{}.rs", group.module), head, items: std::iter::once(uses).chain(items).collect() }
}

/// Returns whether the code of an operation names a model.
fn uses_models(operation: &Operation) -> bool {
    operation.sent().chain(operation.received()).any(|ty: &TypeRef| ty.model().is_some())
}

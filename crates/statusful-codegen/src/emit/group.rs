//! A tag's module.

use quote::quote;

use super::{Module, facts, operation};
use crate::ir::{Api, Group};
use crate::tokens::attributes;

/// The module of a tag: its operations, one after the other.
pub(super) fn module(api: &Api, group: &Group) -> Module {
    let head = if group.docs.is_empty() {
        attributes::inner_lines(&format!("The operations tagged {}.", crate::tokens::text::code(&group.tag)))
    } else {
        attributes::inner_lines(&group.docs.0)
    };
    let items: Vec<_> = group.operations.iter().flat_map(|operation| operation::operation(api, operation)).collect();
    // An import is there only if something uses it.
    let names_types = items.iter().any(|item| facts::names(item, "types"));
    let uses = if names_types {
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

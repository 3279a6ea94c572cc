//! A tag's module.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Module, lines, operation, parts, path_of};
use crate::ir::{Api, Group, Operation, TypeRef};
use crate::tokens::attributes;
use crate::tokens::markdown::code;

/// Returns the module of a tag, with its operations in order. One that would be too long reexports several parts.
pub(super) fn modules(api: &Api, group: &Group) -> Vec<Module> {
    let tagged = format!("The operations tagged {}.", code(&group.tag));
    let docs = if group.docs.is_empty() { tagged } else { group.docs.0.clone() };
    let sized = group.operations.iter().map(|operation| {
        let items = operation::operation(api, operation);
        (items.iter().map(lines).sum(), (operation, items))
    });
    let root = |items| Module { path: format!("src/{}.rs", group.module), head: attributes::inner_lines(&docs), items };
    match <[_; 1]>::try_from(parts(sized)) {
        Ok([whole]) => vec![root(items(whole))],
        Err(parts) => {
            let names: Vec<_> = (1..=parts.len()).map(|number| format_ident!("part_{number}")).collect();
            let paths = names.iter().map(|name| path_of(&format!("{}/{name}.rs", group.module)));
            let head = attributes::inner_lines(&format!("A part of the operations tagged {}.", code(&group.tag)));
            let files = names.iter().zip(parts).map(|(name, part)| Module {
                path: format!("src/{}/{name}.rs", group.module),
                head: head.clone(),
                items: items(part),
            });
            let declarations = quote!(#(#paths mod #names;)* #(pub use #names::*;)*);
            std::iter::once(root(vec![declarations])).chain(files).collect()
        }
    }
}

/// Returns the items of operations, with what they import.
fn items(operations: Vec<(&Operation, Vec<TokenStream>)>) -> Vec<TokenStream> {
    let uses = if operations.iter().any(|(operation, _)| uses_models(operation)) {
        quote!(
            use crate::{Call, Client, types};
        )
    } else {
        quote!(
            use crate::{Call, Client};
        )
    };
    std::iter::once(uses).chain(operations.into_iter().flat_map(|(_, items)| items)).collect()
}

/// Returns whether the code of an operation names a model.
fn uses_models(operation: &Operation) -> bool {
    operation.sent().chain(operation.received()).any(|ty: &TypeRef| ty.model().is_some())
}

//! The module of a tag.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Module, handle, lines, operation, parts, path_of};
use crate::ir::{Api, Group, Handle, Operation, TypeRef};
use crate::tokens::attributes;
use crate::tokens::markdown::code;

/// Returns the module of a tag, with its operations in order. If it would be too long, it is split into parts and
/// reexports them.
pub(super) fn modules(api: &Api, group: &Group) -> Vec<Module> {
    let tagged = format!("Operations tagged {}.", code(&group.tag));
    let docs = if group.docs.is_empty() { tagged } else { group.docs.0.clone() };
    let sized = group.operations.iter().map(|operation| {
        let items = operation::operation(api, operation);
        (items.iter().map(lines).sum(), (operation, items))
    });
    let root = |items| Module { path: format!("src/{}.rs", group.module), head: attributes::inner_lines(&docs), items };
    match <[_; 1]>::try_from(parts(sized)) {
        Ok([whole]) => {
            let (uses, items) = items(whole);
            vec![root([uses].into_iter().chain(handle::handle(group)).chain(items).collect())]
        }
        Err(parts) => {
            let names: Vec<_> = (1..=parts.len()).map(|number| format_ident!("part_{number}")).collect();
            let paths = names.iter().map(|name| path_of(&format!("{}/{name}.rs", group.module)));
            let head = attributes::inner_lines(&format!("Some of the operations tagged {}.", code(&group.tag)));
            let files = names.iter().zip(parts).map(|(name, part)| Module {
                path: format!("src/{}/{name}.rs", group.module),
                head: head.clone(),
                items: part_items(group, part),
            });
            let declarations = quote!(#(#paths mod #names;)* #(pub use #names::*;)*);
            let handle = handle::handle(group).map(|handle| quote!(use crate::Client; #handle));
            std::iter::once(root([declarations].into_iter().chain(handle).collect())).chain(files).collect()
        }
    }
}

/// Returns the items of one part of the operations, which imports the handle from its parent.
fn part_items(group: &Group, operations: Vec<(&Operation, Vec<TokenStream>)>) -> Vec<TokenStream> {
    let handle = group.handle().map(|Handle { name, .. }| quote!(use super::#name;));
    let (uses, items) = items(operations);
    handle.into_iter().chain([uses]).chain(items).collect()
}

/// Returns the imports of operations, and their items.
fn items(operations: Vec<(&Operation, Vec<TokenStream>)>) -> (TokenStream, Vec<TokenStream>) {
    let uses = if operations.iter().any(|(operation, _)| uses_models(operation)) {
        quote!(
            use crate::{Call, Client, types};
        )
    } else {
        quote!(
            use crate::{Call, Client};
        )
    };
    (uses, operations.into_iter().flat_map(|(_, items)| items).collect())
}

/// Returns `true` if the code of an operation names a model.
fn uses_models(operation: &Operation) -> bool {
    operation.sent().chain(operation.received()).any(|ty: &TypeRef| ty.model().is_some())
}

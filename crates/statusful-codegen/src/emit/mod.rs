//! Emits Rust from an [`ir::Api`](crate::ir::Api). Lowering has made every decision.

mod body;
mod client;
mod constructor;
mod crate_docs;
mod decode;
mod enumeration;
mod extension;
mod globals;
mod group;
mod handle;
mod header;
mod imports;
mod lib_rs;
mod manifest;
mod multipart;
mod object;
mod operation;
mod operation_impl;
mod outcome;
mod package;
mod pagination;
mod parameter;
mod rustdoc;
mod servers;
mod traits;
mod types;
mod union;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;

use crate::Settings;
use crate::ir::{Api, Group};
use crate::models::Models;

pub use manifest::manifest;
pub use types::{Home, ModelSet, model_sets};

/// A Rust file that has not been rendered.
#[derive(Debug)]
pub struct Module {
    /// The path relative to the crate, such as `src/types.rs`.
    pub path: String,
    /// The inner attributes and documentation: `#![…]` and `//!`.
    pub head: TokenStream,
    /// The items, in order.
    pub items: Vec<TokenStream>,
}

/// Returns the files that a client has regardless of its models: its root, the client, its global parameters and its
/// servers.
pub fn base(api: &Api, settings: &Settings) -> Vec<Module> {
    let optional = [globals::module(api), servers::module(api)].into_iter().flatten();
    let optional = optional.map(|module| imports::import(module, &[]));
    let own = [lib_rs::module(api, settings), client::module(api, settings)];
    own.into_iter().chain(optional).chain(traits::root(api)).collect()
}

/// Returns the files of a tag and of its trait.
pub fn group(api: &Api, group: &Group) -> Vec<Module> {
    let modules = group::modules(api, group).into_iter().chain(traits::modules(api, group));
    modules.map(|module| imports::import(module, &[])).collect()
}

/// Returns the files of a set of models. `models` are the ones among them that progenitor rendered.
///
/// The path of each module is preliminary; [`types`] makes it unique.
pub fn models(api: &Api, set: &ModelSet, models: &Models) -> Vec<(Home, Module)> {
    let names: Vec<_> = api.types.iter().map(|ty| ty.name.to_string()).collect();
    let files = types::files(api, set, models).into_iter();
    files.map(|(home, module)| (home, imports::import(module, &names))).collect()
}

/// Names the files of all models, given in the order of their sets, and returns the module that contains them.
pub fn types(api: &Api, homes: Vec<&mut Home>) -> Module {
    types::types(api, homes)
}

/// The maximum number of lines of a file, as estimated by [`lines`].
const MAX_LINES: usize = 4000;

/// Returns the approximate number of lines of the rendered tokens.
fn lines(tokens: &TokenStream) -> usize {
    let tokens = tokens.clone().into_iter();
    tokens
        .map(|token| match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => 0,
            TokenTree::Group(group) => 1 + lines(&group.stream()),
            // Counts fields, variants, statements, attributes and lines of documentation.
            TokenTree::Punct(punct) => usize::from([',', ';', '#'].contains(&punct.as_char())),
            TokenTree::Ident(_) | TokenTree::Literal(_) => 0,
        })
        .sum()
}

/// Splits entries, given with their number of lines, into the fewest parts that fit in a file each.
fn parts<T>(entries: impl IntoIterator<Item = (usize, T)>) -> Vec<Vec<T>> {
    let mut parts: Vec<Vec<T>> = Vec::new();
    let mut length = 0;
    for (lines, entry) in entries {
        if let Some(part) = parts.last_mut().filter(|_| length + lines <= MAX_LINES) {
            length += lines;
            part.push(entry);
        } else {
            length = lines;
            parts.push(vec![entry]);
        }
    }
    parts
}

/// Returns the `#[path]` attribute that a module needs if its path is not ASCII.
fn path_of(path: &str) -> Option<TokenStream> {
    (!path.is_ascii()).then(|| quote!(#[path = #path]))
}

//! [`ir::Api`](crate::ir::Api) to Rust: free functions that spell out what lowering decided.

mod body;
mod call;
mod client;
mod constructor;
mod crate_docs;
mod decode;
mod enumeration;
mod extension;
mod facts;
mod group;
mod header;
mod library;
mod manifest;
mod multipart;
mod operation;
mod outcome;
mod parameter;
mod reference;
mod servers;
mod union;

use proc_macro2::TokenStream;
use quote::ToTokens;

use crate::Settings;
use crate::ir::{Api, Kind, TypeId};
use crate::models::Models;
use crate::tokens::attributes;

pub use manifest::{formatting, manifest};

/// A Rust file to be: its path, its inner attributes and documentation, and its items.
#[derive(Debug)]
pub struct Module {
    /// The path below the crate, such as `src/types.rs`.
    pub path: String,
    /// `#![…]` and `//!`.
    pub head: TokenStream,
    /// Its items, in order.
    pub items: Vec<TokenStream>,
}

/// Every Rust file of a client, given the models that progenitor rendered.
pub fn modules(api: &Api, models: &Models, settings: &Settings) -> Vec<Module> {
    let mut modules =
        vec![library::module(api, settings), client::module(api, settings), call::module(), types(api, models)];
    modules.extend(servers::module(api));
    modules.extend(api.groups.iter().map(|group| group::module(api, group)));
    modules
}

/// The items of the module of calls, as text.
#[cfg(test)]
pub(crate) fn call_items() -> String {
    call::module().items.iter().map(ToString::to_string).collect()
}

/// The models, by name: progenitor's, and those with variants, which are ours.
fn types(api: &Api, models: &Models) -> Module {
    let mut items = Vec::new();
    for (index, ty) in api.types.iter().enumerate() {
        items.extend(models.get(&TypeId(index)).into_iter().flatten().map(ToTokens::to_token_stream));
        match &ty.kind {
            Kind::Struct(object) => items.extend(constructor::constructor(api, ty, object)),
            Kind::Enum(enumeration) => items.extend(enumeration::enumeration(ty, enumeration)),
            Kind::Union(union) => items.extend(union::union(api, ty, union)),
            Kind::Newtype(_) => {}
        }
    }
    Module {
        path: "src/types.rs".to_owned(),
        head: attributes::inner_lines("The models: what is sent and what comes back."),
        items,
    }
}

//! Emits Rust from an [`ir::Api`](crate::ir::Api). Lowering has made every decision.

mod body;
mod client;
mod constructor;
mod crate_docs;
mod decode;
mod enumeration;
mod extension;
mod group;
mod header;
mod imports;
mod lib_rs;
mod manifest;
mod multipart;
mod object;
mod operation;
mod operation_impl;
mod outcome;
mod parameter;
mod rustdoc;
mod servers;
mod union;

use proc_macro2::TokenStream;
use quote::ToTokens;

use crate::Settings;
use crate::ir::{Api, Kind, TypeId};
use crate::models::Models;
use crate::tokens::attributes;

pub use manifest::manifest;

/// A Rust file that is not rendered yet.
#[derive(Debug)]
pub struct Module {
    /// The path relative to the crate, such as `src/types.rs`.
    pub path: String,
    /// The inner attributes and documentation: `#![…]` and `//!`.
    pub head: TokenStream,
    /// The items, in order.
    pub items: Vec<TokenStream>,
}

/// Returns every Rust file of a client. `models` are those that progenitor rendered.
pub fn modules(api: &Api, models: &Models, settings: &Settings) -> Vec<Module> {
    let mut modules =
        vec![lib_rs::module(api, settings), client::module(api, settings), imports::import(types(api, models))];
    modules.extend(servers::module(api).map(imports::import));
    modules.extend(api.groups.iter().map(|group| imports::import(group::module(api, group))));
    modules
}

/// Returns `src/types.rs`: the models that progenitor rendered, with constructors, and the enums and unions.
fn types(api: &Api, models: &Models) -> Module {
    let mut items = Vec::new();
    for (index, ty) in api.types.iter().enumerate() {
        items.extend(models.get(&TypeId(index)).into_iter().flatten().map(ToTokens::to_token_stream));
        match &ty.kind {
            Kind::Struct(object) => {
                items.push(object::object(api, ty, object));
                items.extend(constructor::constructors(api, ty, object));
            }
            Kind::Enum(enumeration) => items.extend(enumeration::enumeration(ty, enumeration)),
            Kind::Union(union) => items.extend(union::union(api, ty, union)),
            Kind::Newtype(inner) => items.push(object::newtype(api, ty, inner)),
        }
    }
    Module {
        path: "src/types.rs".to_owned(),
        head: attributes::inner_lines("The models of requests and responses."),
        items,
    }
}

//! `types`, the module of the models: `src/types.rs`, with a file below it for each set of tags that use the same models.

mod homes;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use self::homes::Home;
use super::{Module, constructor, enumeration, object, path_of, union};
use crate::ir::{Api, Kind, TypeId, TypeRef};
use crate::models::Models;
use crate::tokens::attributes;

const DOCS: &str = "The models of requests and responses.";

/// Returns the files of the module, given the models that progenitor rendered.
///
/// Models compile only with the features of tags whose operations reach them. Their paths do not depend on the files:
/// `types` reexports all of them.
pub(super) fn modules(api: &Api, models: &Models) -> Vec<Module> {
    let homes = homes::homes(api, models);
    if let [Home { models: all, items, .. }] = homes.as_slice()
        && all.len() == api.types.len()
    {
        return vec![Module {
            path: "src/types.rs".to_owned(),
            head: attributes::inner_lines(DOCS),
            items: items.clone(),
        }];
    }
    let head = format!(
        "{DOCS}\n\nThose that the operations of the same tags use are in one file, which compiles with any of these tags."
    );
    let mut items: Vec<_> = homes.iter().map(declaration).collect();
    items.extend(homes.iter().map(reexport));
    let root = Module { path: "src/types.rs".to_owned(), head: attributes::inner_lines(&head), items };
    std::iter::once(root).chain(homes.iter().map(|home| file(api, home))).collect()
}

fn declaration(home: &Home) -> TokenStream {
    let (condition, name) = (home.condition(), &home.name);
    let path = path_of(&format!("types/{name}.rs"));
    quote!(#condition #path mod #name;)
}

fn reexport(home: &Home) -> TokenStream {
    let (condition, name) = (home.condition(), &home.name);
    quote!(#condition pub use #name::*;)
}

fn file(api: &Api, home: &Home) -> Module {
    let own: BTreeSet<_> = home.models.iter().copied().collect();
    let kinds = home.models.iter().filter_map(|id| api.ty(*id)).map(|ty| &ty.kind);
    let refers_to_others = kinds.flat_map(Kind::types).filter_map(TypeRef::model).any(|id| !own.contains(&id));
    let names: BTreeSet<_> = home.models.iter().filter_map(|id| api.ty(*id)).map(|ty| &ty.name).collect();
    let owners = home.models.iter().filter_map(|id| api.ty(*id)?.place.as_ref()?.owner.model());
    let links_to_others = owners.into_iter().any(|owner| !names.contains(owner));
    let allow =
        (!refers_to_others).then(|| quote!(#[allow(unused_imports, reason = "only the documentation links to them")]));
    let others = (refers_to_others || links_to_others).then(|| {
        quote!(
            #allow
            use super::*;
        )
    });
    Module {
        path: format!("src/types/{}.rs", home.name),
        head: attributes::inner_lines(&home.docs),
        items: others.into_iter().chain(home.items.iter().cloned()).collect(),
    }
}

/// Returns the items of a model: what progenitor rendered, with constructors, or an enum or a union.
fn model(api: &Api, models: &Models, id: TypeId) -> Vec<TokenStream> {
    let Some(ty) = api.ty(id) else { return Vec::new() };
    let mut items: Vec<_> = models.get(&id).into_iter().flatten().map(ToTokens::to_token_stream).collect();
    match &ty.kind {
        Kind::Struct(object) => {
            items.push(object::object(api, ty, object));
            items.extend(constructor::constructors(api, ty, object));
        }
        Kind::Enum(enumeration) => items.push(enumeration::enumeration(ty, enumeration)),
        Kind::Union(union) => items.extend(union::union(api, ty, union)),
        Kind::Newtype(inner) => items.push(object::newtype(api, ty, inner)),
    }
    items
}

//! The module `types`, which contains the models: `src/types.rs`, and a file below it for each set of tags that use the
//! same models.

mod homes;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

pub use self::homes::{Home, ModelSet, model_sets};

use super::{Module, constructor, enumeration, lines, object, parts, path_of, union};
use crate::ir::{Api, Ident, Kind, Type, TypeId, TypeRef};
use crate::models::Models;
use crate::tokens::attributes;

const PATH: &str = "src/types.rs";

const DOCS: &str = "Request and response models.";

/// Names the files of all models, given in the order of their sets, and returns the module that reexports them.
pub(super) fn types(api: &Api, mut homes: Vec<&mut Home>) -> Module {
    homes::name(api, &mut homes);
    homes.sort_by(|a, b| a.name().map(Ident::as_str).cmp(&b.name().map(Ident::as_str)));
    let head = format!(
        "{DOCS}\n\nModels that are used by the same tags share a file, which is compiled if any of these tags is enabled."
    );
    let mut items: Vec<_> = homes.iter().map(|home| declaration(home)).collect();
    items.extend(homes.iter().map(|home| reexport(home)));
    Module { path: PATH.to_owned(), head: attributes::inner_lines(&head), items }
}

/// Returns the files of the models, without their paths. Models used by the same tags share a file.
///
/// Models are compiled only with the features of tags whose operations use them. Paths of models do not depend on the
/// files, because `types` reexports all of them. `models` are the ones that progenitor rendered, at least those that
/// these files need.
pub(super) fn files(api: &Api, set: &ModelSet, models: &Models) -> Vec<(Home, Module)> {
    let sized = set.models.iter().map(|id| {
        let items = model(api, models, *id);
        (items.iter().map(lines).sum(), (*id, items))
    });
    let parts = parts(sized);
    let is_all = parts.len() == 1 && set.models.len() == api.types.len();
    let files = parts.into_iter().map(|part| {
        let (ids, items): (Vec<_>, Vec<_>) = part.into_iter().unzip();
        let home = Home::of(api, set, is_all);
        let items = items.into_iter().flatten().collect();
        let module = if is_all {
            Module { path: home.path(), head: attributes::inner_lines(DOCS), items }
        } else {
            file(api, &home, &ids, items)
        };
        (home, module)
    });
    files.collect()
}

fn declaration(home: &Home) -> TokenStream {
    let (condition, name) = (home.condition(), home.name());
    let path = name.and_then(|name| path_of(&format!("types/{name}.rs")));
    quote!(#condition #path mod #name;)
}

fn reexport(home: &Home) -> TokenStream {
    let (condition, name) = (home.condition(), home.name());
    quote!(#condition pub use #name::*;)
}

fn file(api: &Api, home: &Home, models: &[TypeId], items: Vec<TokenStream>) -> Module {
    let own: BTreeSet<_> = models.iter().copied().collect();
    let kinds = models.iter().filter_map(|id| api.ty(*id)).map(|ty| &ty.kind);
    let refers_to_others = kinds.flat_map(Kind::types).filter_map(TypeRef::model).any(|id| !own.contains(&id));
    let names: BTreeSet<_> = models.iter().filter_map(|id| api.ty(*id)).map(|ty| &ty.name).collect();
    let owners = models.iter().filter_map(|id| api.ty(*id)?.place.as_ref()?.owner.model());
    let links_to_others = owners.into_iter().any(|owner| !names.contains(owner));
    let allow =
        (!refers_to_others).then(|| quote!(#[allow(unused_imports, reason = "only the documentation uses them")]));
    let others = (refers_to_others || links_to_others).then(|| {
        quote!(
            #allow
            use super::*;
        )
    });
    Module {
        path: home.path(),
        head: attributes::inner_lines(&home.docs),
        items: others.into_iter().chain(items).collect(),
    }
}

/// Returns the items of a model: progenitor's output with constructors, an enum, or a union.
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
        Kind::Foreign(path) => items.push(foreign(ty, path)),
        Kind::Newtype(inner) => items.push(object::newtype(api, ty, inner)),
    }
    items
}

/// Returns an alias for a type of another crate.
fn foreign(ty: &Type, path: &str) -> TokenStream {
    let (name, docs, deprecated) = (&ty.name, attributes::of_model(ty), attributes::deprecated(ty.deprecated.as_ref()));
    // The settings were validated. If the path still cannot be parsed, the compiler reports it.
    let path: TokenStream = path.parse().unwrap_or_default();
    quote! {
        #docs #deprecated
        pub type #name = #path;
    }
}

//! Which file each model is in.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::model;
use crate::emit::parts;
use crate::ir::{Api, Ident, TypeId};
use crate::models::Models;
use crate::tokens::markdown::code;

/// How many tags a name lists; the name of a file that more of them share says how many more there are.
const NAMED_TAGS: usize = 3;

/// A file of models.
pub(super) struct Home {
    /// The name of its module.
    pub name: Ident,
    /// Its documentation.
    pub docs: String,
    /// The features that it compiles with; without any, it always does.
    pub features: Vec<String>,
    /// Its models.
    pub models: Vec<TypeId>,
    /// Their items.
    pub items: Vec<TokenStream>,
}

impl Home {
    /// Returns the attribute by which it compiles with any of its features.
    pub(super) fn condition(&self) -> Option<TokenStream> {
        match self.features.as_slice() {
            [] => None,
            [feature] => Some(quote!(#[cfg(feature = #feature)])),
            features => Some(quote!(#[cfg(any(#(feature = #features),*))])),
        }
    }
}

/// Returns the files of all models, sorted by name. A file that would be too long is several.
pub(super) fn homes(api: &Api, models: &Models) -> Vec<Home> {
    let mut by_groups: BTreeMap<BTreeSet<usize>, Vec<TypeId>> = BTreeMap::new();
    for (index, groups) in api.reaching_groups().into_iter().enumerate() {
        by_groups.entry(groups).or_default().push(TypeId(index));
    }
    let mut names = Names { taken: api.types.iter().map(|ty| ty.name.to_string()).collect() };
    let mut homes = Vec::new();
    for (groups, ids) in by_groups {
        let groups: Vec<_> = groups.into_iter().filter_map(|index| api.groups.get(index)).collect();
        let tags: Vec<_> = groups.iter().map(|group| code(&group.tag)).collect();
        let modules: Vec<_> = groups.iter().map(|group| group.module.as_str()).collect();
        let sized = ids.into_iter().map(|id| (id, model(api, models, id)));
        for part in parts(sized.map(|(id, items)| (items.iter().map(crate::emit::lines).sum(), (id, items)))) {
            let (models, items): (Vec<_>, Vec<_>) = part.into_iter().unzip();
            homes.push(Home {
                name: names.free(&file_name(&modules)),
                docs: docs(&tags),
                features: groups.iter().map(|group| group.feature.clone()).collect(),
                models,
                items: items.into_iter().flatten().collect(),
            });
        }
    }
    homes.sort_by(|a, b| a.name.as_str().cmp(b.name.as_str()));
    homes
}

fn docs(tags: &[String]) -> String {
    match tags {
        [] => "The models that no operation uses.".to_owned(),
        [tag] => format!("The models that only operations with the tag {tag} use."),
        [tags @ .., last] => format!("The models that operations with the tags {} and {last} share.", tags.join(", ")),
    }
}

fn file_name(modules: &[&str]) -> String {
    match modules {
        [] => "unused".to_owned(),
        [named @ .., last] if named.len() < NAMED_TAGS => {
            named.iter().chain([last]).copied().collect::<Vec<_>>().join("_and_")
        }
        [first, others @ ..] => format!("{first}_and_{}_more", others.len()),
    }
}

/// The names that are not free for modules: those of other modules and of models.
struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    fn free(&mut self, wanted: &str) -> Ident {
        let wanted = Ident::module(wanted);
        let numbered = (2..).map(|number: usize| wanted.with_suffix(&number.to_string()));
        let free = std::iter::once(wanted.clone()).chain(numbered).find(|name| self.taken.insert(name.to_string()));
        free.unwrap_or(wanted)
    }
}

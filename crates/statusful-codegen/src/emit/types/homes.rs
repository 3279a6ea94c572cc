//! Which file each model is in.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::PATH;
use crate::ir::{Api, Ident, TypeId};
use crate::tokens::markdown::code;

/// How many tags a name lists; the name of a file that more of them share says how many more there are.
const NAMED_TAGS: usize = 3;

/// The models that the operations of the same tags use.
#[derive(Debug)]
pub struct ModelSet {
    /// The indices of the tags.
    groups: BTreeSet<usize>,
    /// The models.
    pub models: Vec<TypeId>,
}

/// A file of models.
#[derive(Debug)]
pub struct Home {
    /// The name of its module; several may want the same one until [`name`] has named them. There is none if the file has all
    /// models.
    name: Option<Ident>,
    /// Its documentation.
    pub(super) docs: String,
    /// The features that it compiles with; without any, it always does.
    features: Vec<String>,
}

/// Returns the sets of all models.
pub fn model_sets(api: &Api) -> Vec<ModelSet> {
    let mut by_groups: BTreeMap<BTreeSet<usize>, Vec<TypeId>> = BTreeMap::new();
    for (index, groups) in api.reaching_groups().into_iter().enumerate() {
        by_groups.entry(groups).or_default().push(TypeId(index));
    }
    by_groups.into_iter().map(|(groups, models)| ModelSet { groups, models }).collect()
}

impl Home {
    /// Returns a file for models of a set.
    pub(super) fn of(api: &Api, set: &ModelSet, is_all: bool) -> Self {
        let groups: Vec<_> = set.groups.iter().filter_map(|index| api.groups.get(*index)).collect();
        let tags: Vec<_> = groups.iter().map(|group| code(&group.tag)).collect();
        let modules: Vec<_> = groups.iter().map(|group| group.module.as_str()).collect();
        Self {
            name: (!is_all).then(|| Ident::module(&file_name(&modules))),
            docs: docs(&tags),
            features: groups.iter().map(|group| group.feature.clone()).collect(),
        }
    }

    /// Returns whether the file has all models of the client.
    pub fn is_all(&self) -> bool {
        self.name.is_none()
    }

    /// Returns the name of its module.
    pub(super) fn name(&self) -> Option<&Ident> {
        self.name.as_ref()
    }

    /// Returns its path, relative to the crate.
    pub fn path(&self) -> String {
        self.name.as_ref().map_or_else(|| PATH.to_owned(), |name| format!("src/types/{name}.rs"))
    }

    /// Returns the attribute by which it compiles with any of its features.
    pub(super) fn condition(&self) -> Option<TokenStream> {
        match self.features.as_slice() {
            [] => None,
            [feature] => Some(quote!(#[cfg(feature = #feature)])),
            features => Some(quote!(#[cfg(any(#(feature = #features),*))])),
        }
    }
}

/// Gives files names of their own. The first one keeps the name that several want.
pub(super) fn name(api: &Api, homes: &mut [&mut Home]) {
    let mut names = Names { taken: api.types.iter().map(|ty| ty.name.to_string()).collect() };
    for home in homes {
        home.name = home.name.as_ref().map(|name| names.free(name));
    }
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
    fn free(&mut self, wanted: &Ident) -> Ident {
        let numbered = (2..).map(|number: usize| wanted.with_suffix(&number.to_string()));
        let free = std::iter::once(wanted.clone()).chain(numbered).find(|name| self.taken.insert(name.to_string()));
        free.unwrap_or_else(|| wanted.clone())
    }
}

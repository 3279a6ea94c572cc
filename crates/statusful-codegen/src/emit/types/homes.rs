//! Which file each model is in.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::PATH;
use crate::ir::{Api, Ident, TypeId};
use crate::tokens::markdown::code;

/// The maximum number of tags in a file name. The name of a file that more tags share ends with the number of the
/// others.
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
    /// The name of its module, which may not be unique until [`name`] has made it so. `None` if the file contains all
    /// models.
    name: Option<Ident>,
    /// Its documentation.
    pub(super) docs: String,
    /// The features that it is compiled with; if empty, it is always compiled.
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
    /// Returns the file for the models of a set.
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

    /// Returns `true` if the file contains all models of the client.
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

    /// Returns the attribute that compiles it only with one of its features.
    pub(super) fn condition(&self) -> Option<TokenStream> {
        match self.features.as_slice() {
            [] => None,
            [feature] => Some(quote!(#[cfg(feature = #feature)])),
            features => Some(quote!(#[cfg(any(#(feature = #features),*))])),
        }
    }
}

/// Makes the names of files unique. The first of several files with the same name keeps it.
pub(super) fn name(api: &Api, homes: &mut [&mut Home]) {
    let mut names = Names { taken: api.types.iter().map(|ty| ty.name.to_string()).collect() };
    for home in homes {
        home.name = home.name.as_ref().map(|name| names.free(name));
    }
}

fn docs(tags: &[String]) -> String {
    match tags {
        [] => "Models that no operation uses.".to_owned(),
        [tag] => format!("Models that are used only by operations tagged {tag}."),
        [tags @ .., last] => format!("Models that are shared by operations tagged {} and {last}.", tags.join(", ")),
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

/// Names that modules cannot have, because other modules or models have them.
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

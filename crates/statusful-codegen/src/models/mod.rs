//! Structs and newtypes, which progenitor renders.
//!
//! `contract` builds a document that contains only components. It uses only the kinds of schema that progenitor renders
//! predictably, and names that progenitor does not change. `dress` adds the names, attributes and documentation from
//! lowering. Enums and unions are rendered by [`emit`](crate::emit).

mod contract;
mod dress;
mod selection;

use std::collections::BTreeMap;
use std::fmt;

use progenitor::{CrateVers, GenerationSettings, Generator, InterfaceStyle};

use crate::ir::{Api, TypeId};
use selection::Selection;

/// The items of each model that progenitor renders.
pub type Models = BTreeMap<TypeId, Vec<syn::Item>>;

/// Progenitor's output is not as expected. This is a bug in this crate; no document should cause it.
#[derive(Debug)]
pub struct ContractError(String);

impl fmt::Display for ContractError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "progenitor did not render a model as expected: {}; please report this document", self.0)
    }
}

impl std::error::Error for ContractError {}

/// Renders the structs and newtypes among the given models of an API, each with its implementations.
pub fn render(api: &Api, models: &[TypeId]) -> Result<Models, ContractError> {
    let selection = Selection::of(api, models);
    let document = contract::document(api, &selection);
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Positional)
        .with_map_type("::std::collections::BTreeMap")
        .with_derive("PartialEq")
        .with_crate("statusful", CrateVers::Any, None)
        .with_crate("serde_json", CrateVers::Any, None)
        .with_crate("std", CrateVers::Any, None);
    for id in &selection.named {
        let name = contract::model_name(*id);
        settings.with_replacement(&name, &name, std::iter::empty());
    }
    let tokens =
        Generator::new(&settings).generate_tokens(&document).map_err(|error| ContractError(error.to_string()))?;
    let file = syn::parse2(tokens).map_err(|error| ContractError(error.to_string()))?;
    dress::items(api, models, file)
}

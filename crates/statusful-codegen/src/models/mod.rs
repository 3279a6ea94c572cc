//! The plain models, rendered by progenitor.
//!
//! `contract` hands progenitor a document of components alone, in the few kinds of schema that it renders without
//! surprise and under names it leaves alone. `dress` gives what comes back the names, attributes and documentation
//! that lowering settled. Whatever has variants is not progenitor's affair but [`emit`](crate::emit)'s.

mod contract;
mod dress;

use std::collections::BTreeMap;
use std::fmt;

use progenitor::{CrateVers, GenerationSettings, Generator, InterfaceStyle};

use crate::ir::{Api, TypeId};

/// The items of each model that progenitor renders.
pub type Models = BTreeMap<TypeId, Vec<syn::Item>>;

/// Progenitor would not render what the contract says it does: a fault of this crate, never of a document.
#[derive(Debug)]
pub struct ContractError(String);

impl fmt::Display for ContractError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "progenitor did not render a model as agreed: {}; please report this document", self.0)
    }
}

impl std::error::Error for ContractError {}

/// The structs and newtypes of an API, each with what belongs to it.
pub fn render(api: &Api) -> Result<Models, ContractError> {
    let document = contract::document(api);
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Positional)
        .with_map_type("::std::collections::BTreeMap")
        .with_derive("PartialEq")
        .with_crate("statusful", CrateVers::Any, None)
        .with_crate("serde_json", CrateVers::Any, None)
        .with_crate("std", CrateVers::Any, None);
    for name in contract::replaced(api) {
        settings.with_replacement(&name, &name, std::iter::empty());
    }
    let tokens =
        Generator::new(&settings).generate_tokens(&document).map_err(|fault| ContractError(fault.to_string()))?;
    let file = syn::parse2(tokens).map_err(|fault| ContractError(fault.to_string()))?;
    dress::items(api, file)
}

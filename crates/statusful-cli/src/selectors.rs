//! The operations that a command is about.

use clap::Args;
use statusful_codegen::Customization;
use statusful_codegen::selection::{Selection, Selector};

/// The operations to select.
#[derive(Debug, Args)]
pub(crate) struct Selectors {
    /// Use only the operations that match a selector; see `statusful generate --help`.
    #[arg(long, value_name = "SELECTOR", value_parser = Selector::parse)]
    pub(crate) include: Vec<Selector>,
    /// Omit the operations that match a selector.
    #[arg(long, value_name = "SELECTOR", value_parser = Selector::parse)]
    pub(crate) exclude: Vec<Selector>,
}

impl Selectors {
    /// Returns a choice of these operations and of nothing else.
    pub(crate) fn customization(&self) -> Customization {
        let Self { include, exclude } = self;
        let selection = Selection { include: include.clone(), exclude: exclude.clone(), unused_components: false };
        Customization { selection, ..Customization::default() }
    }
}

//! The rows of the table, in groups that are measured together. A new row is a file here and a [`Group`].

mod calls;
mod cold;
mod compile;
mod generate;
mod selection;
mod service;
mod size;
mod tag;

use clap::ValueEnum;

use super::lab::Lab;
use super::row::Row;

/// Rows that are measured together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Group {
    /// Processor time and memory of `cargo check`.
    Compile,
    /// Lines of generated code.
    Size,
    /// Time of generation.
    Generate,
    /// `cargo check` of one tag.
    Tag,
    /// `cargo check` of three operations.
    Selection,
    /// The first build of a small service.
    Service,
    /// What a call costs.
    Calls,
    /// The first `cargo xtask regen`.
    Cold,
}

impl Group {
    pub(super) const ALL: &[Self] = &[
        Self::Compile,
        Self::Size,
        Self::Generate,
        Self::Tag,
        Self::Selection,
        Self::Service,
        Self::Calls,
        Self::Cold,
    ];

    /// Returns the value of `--only`.
    pub(super) fn label(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// Measures the rows.
    pub(super) fn rows(self, lab: &Lab<'_>) -> Vec<Row> {
        match self {
            Self::Compile => compile::rows(lab),
            Self::Size => size::rows(lab),
            Self::Generate => generate::rows(lab),
            Self::Tag => tag::rows(lab),
            Self::Selection => selection::rows(lab),
            Self::Service => service::rows(lab).into(),
            Self::Calls => calls::rows(lab),
            Self::Cold => cold::rows(lab),
        }
    }
}

//! The command `statusful`, and the parts that `cargo xtask` shares with it.
//!
//! The commands only decide what to read and where to write; the other crates do the work. A command is a function that
//! takes its arguments and a [`Report`] and returns success or a [`Failure`]. Only `run` deals with exit codes.
//!
//! Without features, this is only what `cargo xtask regen` shares with the command.

mod apply;
mod document;
mod drift;
mod failure;
mod output;
mod paths;
mod report;
pub mod settings;
mod workspace;

#[cfg(feature = "commands")]
mod check;
#[cfg(feature = "commands")]
mod cli;
#[cfg(feature = "commands")]
mod completions;
#[cfg(feature = "commands")]
mod diff;
#[cfg(feature = "docs")]
mod docs;
#[cfg(feature = "commands")]
mod explain;
#[cfg(feature = "commands")]
mod extensions;
#[cfg(feature = "commands")]
mod generate;
#[cfg(feature = "commands")]
mod init;
#[cfg(feature = "commands")]
mod lint;
#[cfg(feature = "commands")]
mod man;
#[cfg(feature = "mock")]
mod mock;
#[cfg(feature = "commands")]
mod overlay;
#[cfg(feature = "progress")]
mod progress;
#[cfg(feature = "commands")]
mod reading;
#[cfg(feature = "commands")]
mod run;
#[cfg(feature = "commands")]
mod samples;
#[cfg(feature = "commands")]
mod selectors;
#[cfg(feature = "commands")]
mod written;

pub use apply::apply;
#[cfg(feature = "commands")]
pub use cli::Cli;
pub use document::{File, Origin, client};
pub use drift::check_drift;
pub use failure::Failure;
pub use output::{Color, MessageFormat, Output};
pub use report::Report;
#[cfg(feature = "commands")]
pub use run::run;

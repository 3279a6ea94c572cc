//! The command `statusful`, and the parts that `cargo xtask` shares with it.
//!
//! The commands only decide what to read and where to write; the other crates do the work. A command is a function that
//! takes its arguments and a [`Report`] and returns success or a [`Failure`]. Only [`run`] deals with exit codes.

mod apply;
mod check;
mod cli;
mod completions;
mod diff;
#[cfg(feature = "docs")]
mod docs;
mod document;
mod explain;
mod failure;
mod generate;
mod lint;
#[cfg(feature = "mock")]
mod mock;
mod overlay;
mod paths;
mod progress;
mod report;

use std::process::ExitCode;

pub use apply::apply;
pub use cli::{Cli, Color, MessageFormat, Output};
pub use document::{File, Origin, client};
pub use failure::Failure;
pub use progress::progress_bar;
pub use report::Report;

use cli::Command;

/// Runs the command, reports why it fails, if it does, and returns the exit code.
pub fn run(cli: &Cli) -> ExitCode {
    let report = Report::new(&cli.output);
    let outcome = match &cli.command {
        Command::Generate(arguments) => generate::generate(arguments, &report),
        Command::Check(arguments) => check::check(arguments, &report),
        Command::Lint(arguments) => lint::lint(arguments, &report),
        Command::Overlay(arguments) => overlay::overlay(arguments, &report),
        Command::Diff(arguments) => diff::diff(arguments, &report),
        #[cfg(feature = "mock")]
        Command::Mock(arguments) => mock::mock(arguments, &report),
        #[cfg(feature = "docs")]
        Command::Docs(arguments) => docs::docs(arguments, &report),
        Command::Explain(arguments) => {
            explain::explain(arguments, &report);
            Ok(())
        }
        Command::Completions(arguments) => {
            completions::completions(arguments, &report);
            Ok(())
        }
    };
    report.end(outcome)
}

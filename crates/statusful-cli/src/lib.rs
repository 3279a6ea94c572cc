//! The command `statusful`, and what this repository's own commands share with it.
//!
//! Everything here is thin: it says what to read and where to write, and the crates do the rest. A command is a
//! function from its arguments and a [`Report`] to success or a [`Failure`]; only [`run`] knows exit codes.

mod apply;
mod check;
mod cli;
mod completions;
mod diff;
mod docs;
mod document;
mod explain;
mod failure;
mod generate;
mod lint;
mod mock;
mod paths;
mod progress;
mod report;

use std::process::ExitCode;

pub use apply::apply;
pub use cli::{Cli, Color, MessageFormat, Output};
pub use document::{File, Origin, client, counted};
pub use failure::Failure;
pub use report::Report;

use cli::Command;

/// Does what the command line says, tells why if it fails, and gives the exit code.
pub fn run(cli: &Cli) -> ExitCode {
    let report = Report::new(&cli.output);
    let outcome = match &cli.command {
        Command::Generate(arguments) => generate::generate(arguments, &report),
        Command::Check(arguments) => check::check(arguments, &report),
        Command::Lint(arguments) => lint::lint(arguments, &report),
        Command::Diff(arguments) => diff::diff(arguments, &report),
        Command::Mock(arguments) => mock::mock(arguments, &report),
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

//! This repository's own commands: `cargo xtask --help`.
//!
//! Everything here is thin: it says what to read and where to write, and the crates do the rest.

mod check;
mod cli;
mod clients;
mod conform;
mod corpus;
mod docs;
mod document;
mod generate;
mod paths;
mod plans;
mod regen;
mod report;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command};
use report::{Failure, Report};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let report = Report::new(cli.message_format, cli.verbose);
    let outcome = match cli.command {
        Command::Regen { check: false } => regen::regen(&report),
        Command::Regen { check: true } => check::check(&report),
        Command::Docs(arguments) => docs::docs(&arguments, &report),
        Command::Generate(arguments) => generate::generate(&arguments, &report),
        Command::Corpus(arguments) => corpus::corpus(&arguments, &report),
        Command::Conform(arguments) => conform::conform(&arguments, &report),
        Command::CorpusDocument(arguments) => corpus::document(arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if let Failure::Untold(message) = failure {
                eprintln!("error: {message}");
            }
            ExitCode::FAILURE
        }
    }
}

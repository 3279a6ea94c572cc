//! The commands of `cargo xtask` that compile more than the generator: mdBook, HTTP servers and clients.
//!
//! `xtask` lists them in its help, and runs this program for them. The commands only decide what to read and where to write;
//! the other crates do the work.

mod bench;
mod cli;
mod conform;
mod corpus;
mod docs;
mod json_schema;
mod oasdiff;
mod schemathesis;
mod spector;
mod suite;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command};
use statusful_cli::Report;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let report = Report::new(&cli.output);
    let outcome = match cli.command {
        Command::Docs(arguments) => docs::docs(&arguments, &report),
        Command::Corpus(arguments) => corpus::corpus(&arguments, &report),
        Command::Conform(arguments) => conform::conform(&arguments, &report),
        Command::Spector(arguments) => spector::spector(&arguments, &report),
        Command::JsonSchema(arguments) => json_schema::json_schema(&arguments, &report),
        Command::Oasdiff(arguments) => oasdiff::oasdiff(&arguments, &report),
        Command::Schemathesis(arguments) => schemathesis::schemathesis(&arguments, &report),
        Command::Bench(arguments) => bench::bench(&arguments, &report),
        Command::BenchProcess(arguments) => bench::child(&arguments),
        Command::CorpusDocument(arguments) => corpus::document(arguments),
    };
    report.end(outcome)
}

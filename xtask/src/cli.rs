//! The command line.

use clap::{Parser, Subcommand};
use statusful_cli::Output;

const REGEN_EXAMPLES: &str = "\
Examples:
  cargo xtask regen            write what changed, and say what it was
  cargo xtask regen --check    write nothing; fail with a diff when something would change

The clients are listed in openapi/clients.toml; docs/diagnostics.md is generated along with them.
Their documents are read strictly: a fault in any of them stops the command before anything is written. What is not
generated any more is removed from the src, docs and examples folders of the clients; nothing else in them is touched.";

/// The commands of this repository.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The command to run.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Generate the clients of this repository and the catalogue of diagnostics.
    #[command(after_help = REGEN_EXAMPLES)]
    Regen {
        /// Write nothing, and fail if a generated file is out of date.
        #[arg(long)]
        check: bool,
    },
    /// Write the references of the clients as HTML books.
    #[command(after_help = crate::docs::EXAMPLES)]
    Docs(crate::docs::Arguments),
    /// Generate clients for every document of a folder, and measure the results.
    #[command(after_help = crate::corpus::EXAMPLES)]
    Corpus(crate::corpus::Arguments),
    /// Generate clients for every document of a folder, serve them every documented response, and check their requests.
    #[command(after_help = crate::conform::EXAMPLES)]
    Conform(crate::conform::Arguments),
    /// Run generated clients against TypeSpec's HTTP specifications, whose server checks every request.
    #[command(after_help = crate::spector::EXAMPLES)]
    Spector(crate::suite::Suite),
    /// Read the values of the JSON Schema Test Suite with generated models.
    #[command(after_help = crate::json_schema::EXAMPLES)]
    JsonSchema(crate::suite::Suite),
    /// Generate the client of one document, and print the measurements. `corpus` runs this for each document.
    #[command(hide = true)]
    CorpusDocument(crate::corpus::DocumentArguments),
}

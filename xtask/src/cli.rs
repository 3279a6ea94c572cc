//! The command line.

use std::ffi::OsString;

use clap::{Args, Parser, Subcommand};
use statusful_cli::Output;

const REGEN_EXAMPLES: &str = "\
Examples:
  cargo xtask regen            write the files that changed, and list them
  cargo xtask regen --check    write nothing; print a diff and fail if a file is out of date

The command generates the clients in openapi/clients.toml, and docs/guide/diagnostics.md. An error in any document prevents
generation of all clients. Files that are no longer generated are removed from the src, docs and examples folders of the
clients; other files are not touched.";

/// The commands of this repository.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
pub struct Cli {
    /// Options for the output.
    #[command(flatten)]
    pub output: Output,
    /// The command to run.
    #[command(subcommand)]
    pub command: Command,
}

/// The command to run.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Generate the clients of this repository and the catalogue of diagnostics.
    #[command(after_help = REGEN_EXAMPLES)]
    Regen {
        /// Write nothing, and fail if a generated file is out of date.
        #[arg(long)]
        check: bool,
    },
    /// A command of `xtask-extra`.
    #[command(flatten)]
    OnDemand(OnDemand),
}

/// The commands of `xtask-extra`, for the list that `cargo xtask --help` prints. Their arguments are parsed there.
#[derive(Debug, Subcommand)]
pub enum OnDemand {
    /// Write the references of this repository's clients as HTML.
    #[command(disable_help_flag = true)]
    Docs(Unparsed),
    /// Generate clients for every document in a folder, and measure the results.
    #[command(disable_help_flag = true)]
    Corpus(Unparsed),
    /// Generate clients for every document in a folder, and test every documented response and request over HTTP.
    #[command(disable_help_flag = true)]
    Conform(Unparsed),
    /// Run generated clients against TypeSpec's HTTP specifications, whose server checks every request.
    #[command(disable_help_flag = true)]
    Spector(Unparsed),
    /// Read the values of the JSON Schema Test Suite with generated models.
    #[command(disable_help_flag = true)]
    JsonSchema(Unparsed),
    /// Run `statusful diff` on oasdiff's pairs of documents, and compare the reported effects.
    #[command(disable_help_flag = true)]
    Oasdiff(Unparsed),
    /// Test the mock server with schemathesis, which sends valid and invalid requests.
    #[command(disable_help_flag = true)]
    Schemathesis(Unparsed),
    /// Measure generated clients, the generator and its peers, and write `BENCHMARKS.md`.
    #[command(disable_help_flag = true)]
    Bench(Unparsed),
}

/// Any arguments, options among them.
#[derive(Debug, Args)]
pub struct Unparsed {
    #[arg(hide = true, trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<OsString>,
}

//! The command line, as data.

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

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Generate this repository's clients from their documents, and its catalogue of diagnostics.
    #[command(after_help = REGEN_EXAMPLES)]
    Regen {
        /// Write nothing, and fail when something is not as it would be generated.
        #[arg(long)]
        check: bool,
    },
    /// Write keymint's reference as a book, to be read in a browser.
    #[command(after_help = crate::docs::EXAMPLES)]
    Docs(crate::docs::Arguments),
    /// Generate every document of a folder, and measure what comes of them.
    #[command(after_help = crate::corpus::EXAMPLES)]
    Corpus(crate::corpus::Arguments),
    /// Serve every documented response to the generated clients of a folder's documents, and judge their requests.
    #[command(after_help = crate::conform::EXAMPLES)]
    Conform(crate::conform::Arguments),
    /// Generate one document of a corpus and print what was measured, in a process of its own.
    #[command(hide = true)]
    CorpusDocument(crate::corpus::DocumentArguments),
}

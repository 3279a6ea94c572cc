//! The command line, as data.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use statusful_codegen::ir::PackageName;

const REGEN_EXAMPLES: &str = "\
Examples:
  cargo xtask regen            write what changed, and say what it was
  cargo xtask regen --check    write nothing; fail with a diff when something would change

The clients are listed in openapi/clients.toml; docs/diagnostics.md is generated along with them.
Their documents are read strictly: a fault in any of them stops the command before anything is written. What is not
generated any more is removed from the src, docs and examples folders of the clients; nothing else in them is touched.";

const GENERATE_EXAMPLES: &str = "\
Examples:
  cargo xtask generate openapi.yaml --out ../petstore --name petstore
  cargo xtask generate openapi.json --out clients/keys --name keys --runtime-version 0.1

The crate is complete: it compiles in whatever folder it lies. Generating again into the same folder updates it.

Of a document with faults, the spots that mean something generate, and the faults are warnings. Only a document that
means nothing as a whole is an error: one that cannot be read, is neither JSON nor YAML, or is not OpenAPI 3.0 or 3.1.
With --strict every fault is an error, as it is for `regen`. After an error nothing is written, and the exit status
is 1.";

/// The commands of this repository.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
pub(crate) struct Cli {
    /// How faults of documents are told: to people on stderr, or to programs as JSON lines on stdout.
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    pub(crate) message_format: MessageFormat,
    /// Show every fault in full, not a screen of them.
    #[arg(long, short, global = true)]
    pub(crate) verbose: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// How faults of documents are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// As the compiler tells its own.
    Human,
    /// One JSON object on a line for each.
    Json,
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
    /// Generate a crate of its own from any OpenAPI document.
    #[command(after_help = GENERATE_EXAMPLES)]
    Generate(GenerateArguments),
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

/// A crate to generate.
#[derive(Debug, Args)]
pub(crate) struct GenerateArguments {
    /// The OpenAPI document, in YAML or JSON.
    #[arg(value_name = "DOC")]
    pub(crate) document: PathBuf,
    /// The folder of the crate; it is made when it does not exist.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The name of the package.
    #[arg(long, value_parser = PackageName::parse)]
    pub(crate) name: PackageName,
    /// Where the `statusful` crate is [default: the one in this repository].
    #[arg(long, value_name = "PATH", conflicts_with = "runtime_version")]
    pub(crate) runtime_path: Option<PathBuf>,
    /// Which version of the `statusful` crate to take from the registry.
    #[arg(long, value_name = "VERSION")]
    pub(crate) runtime_version: Option<String>,
    /// Take any fault of the document for an error.
    #[arg(long)]
    pub(crate) strict: bool,
    /// Take a fault of one spot for a warning, and generate the rest, as is the default.
    #[arg(long, conflicts_with = "strict")]
    pub(crate) lenient: bool,
    /// Write into a folder even if it holds something that was not generated.
    #[arg(long)]
    pub(crate) force: bool,
}

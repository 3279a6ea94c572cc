//! The command line of `statusful`.

use clap::{Parser, Subcommand};

#[cfg(feature = "docs")]
use crate::docs;
#[cfg(feature = "mock")]
use crate::mock;
use crate::{Output, check, completions, diff, explain, generate, init, lint, overlay};

const EXIT_CODES: &str = "\
Exit codes:
  0  all is well
  1  something was found: faults of a document, changes that break
  2  it could not be done: wrong usage, or something that cannot be read or written

Results go to stdout, faults and sentences about them to stderr. With --message-format json each fault of a document is
a JSON object on a line of stdout, and every sentence goes to stderr.";

/// OpenAPI clients in which every documented response is a typed value.
#[derive(Debug, Parser)]
#[command(name = "statusful", version, disable_help_subcommand = true, after_help = EXIT_CODES)]
pub struct Cli {
    /// Options for the output.
    #[command(flatten)]
    pub output: Output,
    /// The command to run.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The command to run.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Generate client crates from OpenAPI documents.
    #[command(after_help = generate::EXAMPLES)]
    Generate(generate::Arguments),
    /// Write a settings file for `statusful generate`.
    #[command(after_help = init::EXAMPLES)]
    Init(init::Arguments),
    /// Tell every fault of documents, and write nothing.
    #[command(after_help = check::EXAMPLES)]
    Check(check::Documents),
    /// Tell every fault and every warning of documents.
    #[command(after_help = lint::EXAMPLES)]
    Lint(lint::Arguments),
    /// Print a document with its overlays applied.
    #[command(after_help = overlay::EXAMPLES)]
    Overlay(overlay::Arguments),
    /// Tell what a new version of a document changes for users of its client.
    #[command(after_help = diff::EXAMPLES)]
    Diff(diff::Arguments),
    /// Serve every documented response of a document, over HTTP.
    #[cfg(feature = "mock")]
    #[command(after_help = mock::EXAMPLES)]
    Mock(mock::Arguments),
    /// Write the reference of a client, to be read in a browser.
    #[cfg(feature = "docs")]
    #[command(after_help = docs::EXAMPLES)]
    Docs(docs::Arguments),
    /// Explain a code that messages begin with.
    #[command(after_help = explain::EXAMPLES)]
    Explain(explain::Arguments),
    /// Print what a shell needs to complete this command.
    #[command(after_help = completions::EXAMPLES)]
    Completions(completions::Arguments),
}

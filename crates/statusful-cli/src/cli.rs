//! The command line of `statusful`.

use clap::{Parser, Subcommand};

#[cfg(feature = "docs")]
use crate::docs;
#[cfg(feature = "mock")]
use crate::mock;
use crate::{Output, check, completions, diff, explain, extensions, generate, init, lint, man, overlay, samples};

const EXIT_CODES: &str = "\
Exit codes:
  0  success
  1  the document has errors, a change is breaking, or a generated file is out of date
  2  the command could not run: invalid arguments, or a file that cannot be read or written

Results are printed to stdout, and diagnostics and messages to stderr. With --message-format json, each diagnostic is
printed to stdout as a JSON object on one line.";

/// Generate Rust clients from OpenAPI documents, in which every documented response is a typed value.
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
    /// Report every error in OpenAPI documents.
    #[command(after_help = check::EXAMPLES)]
    Check(check::Documents),
    /// Report every error and warning in OpenAPI documents.
    #[command(after_help = lint::EXAMPLES)]
    Lint(lint::Arguments),
    /// Print a document with its overlays applied.
    #[command(after_help = overlay::EXAMPLES)]
    Overlay(overlay::Arguments),
    /// List the extensions (`x-` keys) of a document, and how each is used.
    #[command(after_help = extensions::EXAMPLES)]
    Extensions(extensions::Arguments),
    /// Print an overlay that adds a Rust sample to each operation of a document.
    #[command(after_help = samples::EXAMPLES)]
    Samples(samples::Arguments),
    /// Report what a new version of a document changes for users of its client.
    #[command(after_help = diff::EXAMPLES)]
    Diff(diff::Arguments),
    /// Serve the documented responses of an OpenAPI document over HTTP.
    #[cfg(feature = "mock")]
    #[command(after_help = mock::EXAMPLES)]
    Mock(mock::Arguments),
    /// Write the reference of a client as HTML or Markdown.
    #[cfg(feature = "docs")]
    #[command(after_help = docs::EXAMPLES)]
    Docs(docs::Arguments),
    /// Explain a diagnostic code.
    #[command(after_help = explain::EXAMPLES)]
    Explain(explain::Arguments),
    /// Print a completion script for a shell.
    #[command(after_help = completions::EXAMPLES)]
    Completions(completions::Arguments),
    /// Print the manual page, or write the pages of all commands.
    #[command(after_help = man::EXAMPLES)]
    Man(man::Arguments),
}

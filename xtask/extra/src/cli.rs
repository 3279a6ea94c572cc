//! The command line.

use clap::{Parser, Subcommand};
use statusful_cli::Output;

/// The commands of this repository that compile more than the generator.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The command to run. `xtask::cli` lists them as well, for `cargo xtask --help`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write the references of this repository's clients as HTML.
    #[command(after_help = crate::docs::EXAMPLES)]
    Docs(crate::docs::Arguments),
    /// Generate clients for every document in a folder, and measure the results.
    #[command(after_help = crate::corpus::EXAMPLES)]
    Corpus(crate::corpus::Arguments),
    /// Generate clients for every document in a folder, and test every documented response and request over HTTP.
    #[command(after_help = crate::conform::EXAMPLES)]
    Conform(crate::conform::Arguments),
    /// Run generated clients against TypeSpec's HTTP specifications, whose server checks every request.
    #[command(after_help = crate::spector::EXAMPLES)]
    Spector(crate::suite::Suite),
    /// Read the values of the JSON Schema Test Suite with generated models.
    #[command(after_help = crate::json_schema::EXAMPLES)]
    JsonSchema(crate::suite::Suite),
    /// Run `statusful diff` on oasdiff's pairs of documents, and compare the reported effects.
    #[command(after_help = crate::oasdiff::EXAMPLES)]
    Oasdiff(crate::oasdiff::Arguments),
    /// Test the mock server with schemathesis, which sends valid and invalid requests.
    #[command(after_help = crate::schemathesis::EXAMPLES)]
    Schemathesis(crate::schemathesis::Arguments),
    /// Measure generated clients, the generator and its peers, and write `BENCHMARKS.md`.
    #[command(after_help = crate::bench::EXAMPLES)]
    Bench(crate::bench::Arguments),
    /// Run a process, and print what it used. `bench` runs this for each process.
    #[command(hide = true)]
    BenchProcess(crate::bench::ChildArguments),
    /// Generate the client of one document, and print the measurements. `corpus` runs this for each document.
    #[command(hide = true)]
    CorpusDocument(crate::corpus::DocumentArguments),
}

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory as _};

    /// The name and the description of each command.
    fn listed(cli: &Command) -> Vec<(String, String)> {
        let shown = cli.get_subcommands().filter(|command| !command.is_hide_set());
        shown.map(|command| (command.get_name().to_owned(), command.get_about().unwrap().to_string())).collect()
    }

    #[test]
    fn every_command_is_in_the_list_of_xtask() {
        let mut all = listed(&xtask::cli::Cli::command());
        all.retain(|(name, _)| name != "regen");
        assert_eq!(listed(&super::Cli::command()), all);
    }
}

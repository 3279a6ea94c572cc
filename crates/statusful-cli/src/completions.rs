//! `statusful completions`: prints a completion script.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::{Cli, Report};

pub(crate) const EXAMPLES: &str = "\
Examples:
  statusful completions bash > ~/.local/share/bash-completion/completions/statusful
  statusful completions fish > ~/.config/fish/completions/statusful.fish
  statusful completions zsh > ~/.zfunc/_statusful";

/// Arguments of `statusful completions`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The shell.
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Prints the completion script of the shell.
pub(crate) fn completions(arguments: &Arguments, report: &Report) {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "statusful", &mut script);
    report.print(String::from_utf8_lossy(&script));
}

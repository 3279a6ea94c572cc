//! `statusful man`: writes manual pages.

use std::fs;
use std::path::PathBuf;

use clap::{Args, CommandFactory};
use clap_mangen::Man;

use crate::{Cli, Failure, Report};

pub(crate) const EXAMPLES: &str = "\
Examples:
  statusful man | man -l -
  statusful man --out ~/.local/share/man/man1 && man statusful-generate";

/// Arguments of `statusful man`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Write a page for each command into this folder, instead of printing the page of `statusful`.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Prints the page of the command, or writes those of all commands.
pub(crate) fn man(arguments: &Arguments, report: &Report) -> Result<(), Failure> {
    let Some(folder) = &arguments.out else {
        let mut page = Vec::new();
        Man::new(Cli::command()).render(&mut page)?;
        report.print(String::from_utf8_lossy(&page));
        return Ok(());
    };
    let written = fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(Cli::command(), folder));
    written.map_err(|error| Failure::Impossible(format!("{}: {error}", folder.display())))
}

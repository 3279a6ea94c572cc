//! The command `statusful`: `statusful --help`.

use std::process::ExitCode;

use clap::Parser;
use statusful_cli::Cli;

fn main() -> ExitCode {
    statusful_cli::run(&Cli::parse())
}

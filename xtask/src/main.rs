//! This repository's own commands: `cargo xtask --help`.
//!
//! Only `regen` is compiled here. `on_demand.rs` runs the others.

mod check;
mod on_demand;
mod plans;
mod regen;

use std::process::ExitCode;

use clap::Parser;
use statusful_cli::Report;
use xtask::cli::{Cli, Command};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let report = Report::new(&cli.output);
    match cli.command {
        Command::Regen { check: false } => report.end(regen::regen(&report)),
        Command::Regen { check: true } => report.end(check::check(&report)),
        Command::OnDemand(_) => on_demand::run(&report),
    }
}

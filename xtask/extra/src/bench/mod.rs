//! `cargo xtask bench`: measures generated clients, the generator and its peers on this machine, and writes `BENCHMARKS.md`.
//!
//! A row of the table is a [`row::Row`], and each file in `rows/` measures some of them. `generator.rs` knows how Statusful and
//! its peers are called, `process.rs` measures processes, `rounds.rs` lets the generators take turns, and `report.rs` writes the
//! table.

mod documents;
mod generator;
mod lab;
mod machine;
mod process;
mod report;
mod rounds;
mod row;
mod rows;

use std::path::PathBuf;

use clap::Args;
use statusful_cli::{Failure, Report};
use xtask::paths;

pub(crate) use process::{ChildArguments, child};

use documents::Documents;
use generator::Generator;
use lab::Lab;
use machine::Machine;

pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo xtask bench                                     measure Statusful alone
  cargo xtask bench --peers --documents ../documents    measure the peers as well, in turns
  cargo xtask bench --only calls --only cold            print some rows, and write nothing

The documents are openrouter.yaml, discord.json, oxidecomputer-nexus.json, openai.yaml and github.json. Rows whose document is
not in the folder are omitted; without --documents, the command measures the clients of this repository's own documents.

The peers are installed to target/bench/peers, which takes a few minutes the first time. If a peer fails, its cell contains the
reason. Use an idle machine: times depend on the load, and only the ratios are comparable.";

/// The path of the table, relative to the root of the repository.
const FILE: &str = "BENCHMARKS.md";

/// Arguments of `cargo xtask bench`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Install the peers, and measure them in turn with Statusful.
    #[arg(long)]
    peers: bool,
    /// The folder with the documents.
    #[arg(long, value_name = "DIR")]
    documents: Option<PathBuf>,
    /// The number of runs of each generator; the table contains the median.
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// Measure only these rows, and print them instead of writing `BENCHMARKS.md`.
    #[arg(long, value_name = "ROWS")]
    only: Vec<rows::Group>,
}

/// Measures the rows, and writes the table.
pub(crate) fn bench(arguments: &Arguments, report: &Report) -> Result<(), Failure> {
    let machine = Machine::this();
    let documents = Documents::find(arguments.documents.as_deref())?;
    for missing in &documents.missing {
        report.say(format_args!("{missing} is not in the folder; its rows are left out"));
    }
    let generators = if arguments.peers { Generator::ALL } else { &[Generator::Statusful] };
    let lab = Lab::set_up(generators, documents, arguments.rounds, report)?;
    let groups = if arguments.only.is_empty() { rows::Group::ALL } else { &arguments.only };
    let mut measured = Vec::new();
    for group in groups {
        report.say(format_args!("measuring: {}", group.label()));
        measured.extend(group.rows(&lab));
    }
    let text = report::render(&machine, &lab, &measured);
    if arguments.only.is_empty() {
        std::fs::write(paths::root().join(FILE), text).map_err(|error| format!("{FILE}: {error}"))?;
        report.say(format_args!("wrote {FILE}"));
    } else {
        report.print(text);
    }
    Ok(())
}

//! `cargo check` of the generated crate alone: its dependencies are already compiled.

use std::fs::File;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use crate::bench::documents::name;
use crate::bench::generator::Generator;
use crate::bench::lab::Lab;
use crate::bench::process::{Usage, measured, run};
use crate::bench::rounds::in_turn;
use crate::bench::row::{Goal, Row, Unit, Value};

/// Measures the processor time and the memory for each document.
pub(super) fn rows(lab: &Lab<'_>) -> Vec<Row> {
    lab.documents.compiled.iter().flat_map(|document| of(lab, document)).collect()
}

fn of(lab: &Lab<'_>, document: &Path) -> [Row; 2] {
    let subjects = lab.generators.iter().map(|(generator, _)| prepared(lab, *generator, document));
    let values = in_turn(lab.rounds, subjects.collect(), |check| check.measure().map(|usage| [usage.cpu, usage.peak]));
    let names = lab.generators.iter().map(|(generator, _)| generator.name().to_owned());
    let values: Vec<_> = names.zip(values).collect();
    let row = |what: &str, unit, index: usize, goal| {
        let value =
            |(name, values): &(String, Result<[f64; 2], String>)| (name.clone(), values.clone().map(|all| all[index]));
        compared(format!("{what}, `{}`", name(document)), unit, values.iter().map(value), goal)
    };
    [
        row("`cargo check` of the crate alone, CPU", Unit::Seconds, 0, Goal::Times(0.4)),
        row("peak memory of the compiler", Unit::Megabytes, 1, Goal::Times(0.5)),
    ]
}

/// Makes a row of values, of which the first is that of Statusful.
pub(super) fn compared(what: String, unit: Unit, values: impl IntoIterator<Item = (String, Value)>, goal: Goal) -> Row {
    let mut values = values.into_iter();
    let ours = values.next().map_or(Err("is not measured".to_owned()), |(_, value)| value);
    Row { what, unit, ours, others: values.collect(), goal }
}

fn prepared(lab: &Lab<'_>, generator: Generator, document: &Path) -> Result<Check, String> {
    let client = lab.client(generator, document)?;
    Check::prepare(lab, &format!("{} of {}", generator.name(), name(document)), &client, &[])
}

/// A crate that compiles, and whose dependencies are compiled.
#[derive(Debug)]
pub(super) struct Check {
    command: Command,
    root: std::path::PathBuf,
}

impl Check {
    /// Compiles everything once. `more` are options of Cargo.
    pub(super) fn prepare(lab: &Lab<'_>, subject: &str, client: &Path, more: &[&str]) -> Result<Self, String> {
        run(&mut lab.check(client, more)).map_err(|fault| lab.fault(subject, "does not compile", &fault))?;
        let command = lab.check(client, &[&["--offline"], more].concat());
        Ok(Self { command, root: client.join("src/lib.rs") })
    }

    /// Compiles the crate again, as if it had been edited.
    pub(super) fn measure(&self) -> Result<Usage, String> {
        let touched =
            File::options().append(true).open(&self.root).and_then(|file| file.set_modified(SystemTime::now()));
        touched.map_err(|error| error.to_string())?;
        measured(&self.command).map(|(usage, _)| usage).map_err(|_| "does not compile".to_owned())
    }
}

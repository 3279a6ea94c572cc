//! The time of generation, from the start of the command to its end.

use std::path::Path;

use super::compile::compared;
use crate::bench::documents::name;
use crate::bench::lab::{Lab, fresh};
use crate::bench::process::measured;
use crate::bench::rounds::in_turn;
use crate::bench::row::{Goal, Row, Unit};

/// Measures each document.
pub(super) fn rows(lab: &Lab<'_>) -> Vec<Row> {
    lab.documents.generated.iter().map(|document| of(lab, document)).collect()
}

fn of(lab: &Lab<'_>, document: &Path) -> Row {
    let out = lab.folder().join("generated");
    // A generator that fails, fails in the first run, which also reads the files that all runs read.
    let subjects = lab.generators.iter().map(|(generator, _)| lab.client(*generator, document).map(|_| *generator));
    let values = in_turn(lab.rounds, subjects.collect(), |generator| {
        fresh(&out).map_err(|error| error.to_string())?;
        let usage = measured(&generator.command(lab.folder(), document, &out));
        usage.map(|(usage, _)| [usage.wall]).map_err(|_| "does not generate".to_owned())
    });
    let names = lab.generators.iter().map(|(generator, _)| generator.name().to_owned());
    let values = names.zip(values).map(|(name, value)| (name, value.map(|[wall]| wall)));
    compared(format!("generate the code, wall, `{}`", name(document)), Unit::Seconds, values, Goal::Times(0.5))
}

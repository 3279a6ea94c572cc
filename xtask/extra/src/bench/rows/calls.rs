//! What a call costs beside one by hand: the benches of `tests`, which print a line of JSON for each measurement.

use serde::Deserialize;

use crate::bench::generator::cargo;
use crate::bench::lab::Lab;
use crate::bench::process::run;
use crate::bench::row::{Goal, Row, Unit};
use xtask::paths;

/// The benches to run. What they print becomes rows.
const BENCHES: [&str; 3] = ["allocations", "calls", "decoding"];

/// The names of measurements that have goals.
const GOALS: [(&str, Goal); 5] = [
    ("instructions, 1 kB of JSON", Goal::Times(1.05)),
    ("allocations, 1 kB of JSON", Goal::More(2.0)),
    ("time, 1 kB of JSON, 64 at once", Goal::Times(1.05)),
    ("decoding 1 kB, as declared", Goal::Times(1.05)),
    ("decoding 1 MB, as declared", Goal::Times(1.05)),
];

/// A line of a bench.
#[derive(Debug, Deserialize)]
struct Line {
    name: String,
    by_hand: f64,
    generated: f64,
}

/// Runs the benches. A measurement with a goal that no bench prints is a row without a value.
pub(super) fn rows(lab: &Lab<'_>) -> Vec<Row> {
    let mut rows: Vec<Row> = BENCHES.into_iter().flat_map(|bench| of(lab, bench)).collect();
    for (name, _) in GOALS {
        if !rows.iter().any(|row| row.what == name) {
            rows.push(row(name.to_owned(), Err("is not measured".to_owned()), Err("is not measured".to_owned())));
        }
    }
    rows
}

fn of(lab: &Lab<'_>, bench: &str) -> Vec<Row> {
    let mut command = cargo();
    command.args(["bench", "--quiet", "--package", "statusful-tests", "--bench", bench]);
    command.arg("--target-dir").arg(lab.folder().join("target")).args(["--", "--json"]).current_dir(paths::root());
    match run(&mut command) {
        Ok(printed) => read(&printed),
        Err(fault) => {
            lab.fault(bench, "fails", &fault);
            Vec::new()
        }
    }
}

fn read(printed: &str) -> Vec<Row> {
    let lines = printed.lines().filter_map(|line| serde_json::from_str::<Line>(line).ok());
    lines.map(|line| row(line.name, Ok(line.generated), Ok(line.by_hand))).collect()
}

fn row(what: String, ours: Result<f64, String>, by_hand: Result<f64, String>) -> Row {
    let goal = GOALS.iter().find(|(name, _)| *name == what).map_or(Goal::None, |(_, goal)| *goal);
    Row { what, unit: Unit::Count, ours, others: vec![("by hand".to_owned(), by_hand)], goal }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_benches_become_rows() {
        let name = "allocations, 1 kB of JSON";
        let printed = format!("told\n{{\"name\":\"{name}\",\"by_hand\":47.0,\"generated\":49.0}}\n");
        let rows = read(&printed);
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].what.as_str(), rows[0].goal), (name, Goal::More(2.0)));
        assert_eq!(rows[0].is_reached(), Some(true));
    }
}

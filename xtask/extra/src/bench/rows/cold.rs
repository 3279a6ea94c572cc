//! The first `cargo xtask regen` of a fresh clone: everything is compiled.

use crate::bench::generator::cargo;
use crate::bench::lab::{Lab, fresh};
use crate::bench::process::{Usage, measured};
use crate::bench::row::{Goal, Row, Unit};
use xtask::paths;

/// Measures it once.
pub(super) fn rows(lab: &Lab<'_>) -> Vec<Row> {
    let target = lab.folder().join("cold");
    let mut command = cargo();
    command.args(["run", "--package", "xtask", "--", "regen", "--check"]).current_dir(paths::root());
    // A fresh clone has these settings.
    command.env("CARGO_TARGET_DIR", &target).env_remove("CARGO_INCREMENTAL").env_remove("CARGO_PROFILE_DEV_DEBUG");
    let result = fresh(&target).map_err(|error| error.to_string()).and_then(|()| measured(&command));
    let _ = fresh(&target);
    let result = result.map_err(|fault| lab.fault("cargo xtask regen --check", "fails", &fault));
    let row = |what: &str, unit, value: &dyn Fn(&Usage, &str) -> f64, goal| {
        let ours = result.as_ref().map(|(usage, said)| value(usage, said)).map_err(Clone::clone);
        Row { what: format!("first `cargo xtask regen --check`, {what}"), unit, ours, others: Vec::new(), goal }
    };
    vec![
        row("CPU", Unit::Seconds, &|usage, _| usage.cpu, Goal::AtMost(60.0)),
        row("wall", Unit::Seconds, &|usage, _| usage.wall, Goal::None),
        row("packages", Unit::Count, &|_, said| compiled(said), Goal::None),
    ]
}

/// Counts the packages that Cargo says it compiles.
pub(super) fn compiled(said: &str) -> f64 {
    let lines = said.lines().filter(|line| line.trim_start().starts_with("Compiling "));
    f64::from(u32::try_from(lines.count()).unwrap_or(u32::MAX))
}

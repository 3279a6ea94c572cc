//! `cargo xtask regen`: this repository's clients, written anew.

use statusful_codegen::disk::{Plan, State};

use crate::clients::generate_all;
use crate::document::counted;
use crate::paths;
use crate::report::{Failure, Report};

/// Generates all clients, and only then writes any: a fault leaves everything as it was.
pub(crate) fn regen(report: &Report) -> Result<(), Failure> {
    let mut plans = Vec::new();
    for (client, files) in generate_all(report)? {
        let plan = Plan::compare(&files, &paths::root().join(&client.folder))?;
        plans.push((client.folder, plan));
    }
    for (folder, plan) in plans {
        apply(&folder, &plan, report)?;
    }
    Ok(())
}

/// Writes what differs, and says what that was.
pub(crate) fn apply(folder: &str, plan: &Plan, report: &Report) -> Result<(), Failure> {
    plan.apply()?;
    for entry in plan.differences() {
        let verb = if matches!(entry.state, State::Orphaned { .. }) { "removed" } else { "wrote" };
        report.say(format!("{verb} {folder}/{}", entry.path));
    }
    let unchanged = plan.entries().len() - plan.differences().count();
    report.say(format!("{folder}: {} unchanged", counted(unchanged, "file")));
    Ok(())
}

//! `cargo xtask regen`: everything of this repository that is generated, written anew.

use statusful_codegen::disk::{Plan, State};

use crate::document::counted;
use crate::plans::plans;
use crate::report::{Failure, Report};

/// Generates everything, and only then writes any of it: a fault leaves everything as it was.
pub(crate) fn regen(report: &Report) -> Result<(), Failure> {
    for (folder, plan) in plans(report)? {
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

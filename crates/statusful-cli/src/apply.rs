//! Writes generated files.

use statusful_codegen::diagnostic::counted;
use statusful_codegen::disk::{Plan, State};

use crate::{Failure, Report};

/// Writes the files that differ, and reports each of them.
pub fn apply(folder: &str, plan: &Plan, report: &Report) -> Result<(), Failure> {
    plan.apply()?;
    for entry in plan.differences() {
        let verb = if matches!(entry.state, State::Orphaned { .. }) { "removed" } else { "wrote" };
        report.say(format_args!("{verb} {folder}/{}", entry.path));
    }
    let unchanged = plan.entries().len() - plan.differences().count();
    report.say(format_args!("{folder}: {} unchanged", counted(unchanged, "file")));
    Ok(())
}

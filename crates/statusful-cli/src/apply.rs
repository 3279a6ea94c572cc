//! Writing what was generated.

use statusful_codegen::disk::{Plan, State};

use crate::{Failure, Report, counted};

/// Writes what differs, and says what that was.
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

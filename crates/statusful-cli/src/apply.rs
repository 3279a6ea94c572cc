//! Writes generated files.

use statusful_codegen::diagnostic::counted;
use statusful_codegen::disk::{Plan, State};

use crate::{Failure, Report};

/// How many files are reported by name. The first run for a large document writes thousands.
const NAMED: usize = 12;

/// Writes the files that differ, and reports them.
pub fn apply(folder: &str, plan: &Plan, report: &Report) -> Result<(), Failure> {
    plan.apply()?;
    let (removed, written): (Vec<_>, Vec<_>) =
        plan.differences().partition(|entry| matches!(entry.state, State::Orphaned { .. }));
    for (verb, entries) in [("removed", removed), ("wrote", written)] {
        for entry in entries.iter().take(NAMED) {
            report.say(format_args!("{verb} {folder}/{}", entry.path));
        }
        if let Some(more @ 1..) = entries.len().checked_sub(NAMED) {
            report.say(format_args!("{verb} {}", counted(more, "more file")));
        }
    }
    let unchanged = plan.entries().len() - plan.differences().count();
    report.say(format_args!("{folder}: {} unchanged", counted(unchanged, "file")));
    Ok(())
}

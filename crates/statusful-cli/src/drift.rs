//! Checks that generated files are up to date.

use statusful_codegen::diagnostic::counted;
use statusful_codegen::disk::Plan;

use crate::{Failure, Report};

/// Reports every file that differs from its plan, with a diff and the command that updates it. The plans have the folder of
/// each.
pub fn check_drift(plans: &[(String, Plan)], command: &str, report: &Report) -> Result<(), Failure> {
    let mut differences = Vec::new();
    let mut diff = String::new();
    for (folder, plan) in plans {
        differences.extend(plan.differences().map(|entry| format!("{:<9} {folder}/{}", entry.state, entry.path)));
        diff += &plan.diff(&format!("{folder}/"));
    }
    if differences.is_empty() {
        report.say("every generated file is as it would be generated");
        return Ok(());
    }
    report.say(diff);
    report.say(differences.join("\n"));
    Err(Failure::Wrong(format!("{} not as generated; run `{command}`", verb(differences.len()))))
}

/// Returns a text such as `1 file is` or `2 files are`.
fn verb(count: usize) -> String {
    format!("{} {}", counted(count, "file"), if count == 1 { "is" } else { "are" })
}

//! `cargo xtask regen --check`: checks that the generated files in the repository are up to date.

use statusful_cli::{Failure, Report};
use statusful_codegen::diagnostic::counted;

use crate::plans::plans;
use xtask::clients::COMMAND;

/// Reports every file that differs, with a diff and the command that updates it.
pub(crate) fn check(report: &Report) -> Result<(), Failure> {
    let mut differences = Vec::new();
    let mut diff = String::new();
    for (folder, plan) in plans(report)? {
        differences.extend(plan.differences().map(|entry| format!("{:<9} {folder}/{}", entry.state, entry.path)));
        diff += &plan.diff(&format!("{folder}/"));
    }
    if differences.is_empty() {
        report.say("every generated file is as it would be generated");
        return Ok(());
    }
    report.say(diff);
    report.say(differences.join("\n"));
    Err(Failure::Wrong(format!("{} not as generated; run `{COMMAND}`", verb(differences.len()))))
}

/// Returns a text such as `1 file is` or `2 files are`.
fn verb(count: usize) -> String {
    format!("{} {}", counted(count, "file"), if count == 1 { "is" } else { "are" })
}

//! `cargo xtask regen --check`: whether the clients are what their documents give.

use statusful_codegen::disk::Plan;

use crate::clients::{COMMAND, generate_all};
use crate::document::counted;
use crate::paths;
use crate::report::{Failure, Report};

/// Names every file that differs, shows how, and says what mends it.
pub(crate) fn check(report: &Report) -> Result<(), Failure> {
    let mut differences = Vec::new();
    let mut diff = String::new();
    for (client, files) in generate_all(report)? {
        let plan = Plan::compare(&files, &paths::root().join(&client.folder))?;
        let named = plan.differences().map(|entry| format!("{:<9} {}/{}", entry.state, client.folder, entry.path));
        differences.extend(named);
        diff += &plan.diff(&format!("{}/", client.folder));
    }
    if differences.is_empty() {
        report.say("every client is what its document gives");
        return Ok(());
    }
    report.say(diff);
    report.say(differences.join("\n"));
    Err(format!("{} not what the documents give; run `{COMMAND}`", verb(differences.len())).into())
}

/// Such as `1 file is` or `2 files are`.
fn verb(count: usize) -> String {
    format!("{} {}", counted(count, "file"), if count == 1 { "is" } else { "are" })
}

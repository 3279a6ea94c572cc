//! Writes generated files.

use statusful_codegen::diagnostic::counted;
use statusful_codegen::disk::{Plan, State};

use crate::{Failure, Report};

/// The number of files that are reported by name. The first run for a large document writes thousands.
const NAMED: usize = 12;

/// Writes the files that differ, and reports them.
pub fn apply(folder: &str, plan: &Plan, report: &Report) -> Result<(), Failure> {
    plan.apply()?;
    let (removed, written): (Vec<_>, Vec<_>) =
        plan.differences().partition(|entry| matches!(entry.state, State::Orphaned { .. }));
    for (verb, entries) in [("removed", &removed), ("wrote", &written)] {
        for entry in entries.iter().take(NAMED) {
            report.say(format_args!("{verb} {folder}/{}", entry.path));
        }
        if let Some(more @ 1..) = entries.len().checked_sub(NAMED) {
            report.say(format_args!("{verb} {}", counted(more, "more file")));
        }
    }
    let unchanged = plan.entries().len() - written.len() - removed.len();
    let counts = [(written.len(), "written"), (removed.len(), "removed"), (unchanged, "unchanged")];
    report.say(format_args!("{folder}: {}", summary(&counts)));
    Ok(())
}

/// Returns what became of the files, such as `3 files written, 41 unchanged`.
fn summary(counts: &[(usize, &str)]) -> String {
    let mut parts = counts.iter().filter(|(count, _)| *count > 0);
    let first = parts.next().map(|(count, state)| format!("{} {state}", counted(*count, "file")));
    let rest = parts.map(|(count, state)| format!(", {count} {state}"));
    first.into_iter().chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::summary;

    #[test]
    fn only_what_happened_is_counted() {
        let shown = |written, removed, unchanged| {
            summary(&[(written, "written"), (removed, "removed"), (unchanged, "unchanged")])
        };
        assert_eq!(shown(46, 0, 0), "46 files written");
        assert_eq!(shown(0, 0, 1), "1 file unchanged");
        assert_eq!(shown(3, 1, 41), "3 files written, 1 removed, 41 unchanged");
    }
}

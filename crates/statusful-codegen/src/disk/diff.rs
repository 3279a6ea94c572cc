//! Shows a plan as a diff.

use similar::TextDiff;

use super::{Plan, State};
use crate::diagnostic::harmless;

/// The path of a missing file in a diff.
const NOTHING: &str = "/dev/null";

impl Plan {
    /// Returns the changes that the plan would make, as a unified diff. `prefix` is prepended to each path, such as
    /// `crates/keymint/`.
    pub fn diff(&self, prefix: &str) -> String {
        let mut text = String::new();
        for entry in self.differences() {
            let path = format!("{prefix}{}", entry.path);
            text += &match &entry.state {
                State::Unchanged => continue,
                State::Changed { old, new } => unified(&path, old, &path, new),
                State::Missing { new } => unified(NOTHING, "", &path, new),
                State::Orphaned { old } => unified(&path, old, NOTHING, ""),
            };
        }
        text.chars().map(visible).collect()
    }
}

fn unified(old_path: &str, old: &str, new_path: &str, new: &str) -> String {
    if old == new {
        return format!("--- {old_path}\n+++ {new_path}\n");
    }
    TextDiff::from_lines(old, new).unified_diff().header(old_path, new_path).to_string()
}

/// Makes carriage returns visible, and replaces characters that could control the terminal.
fn visible(character: char) -> char {
    match character {
        '\n' | '\t' => character,
        '\r' => '␍',
        _ => harmless(character),
    }
}

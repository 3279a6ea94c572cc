//! Changes as a Markdown table for a review.

use std::fmt::Write as _;

use super::{counts, met};
use crate::text::code;
use crate::{Change, Changes, Effect};

impl Changes {
    /// Returns a heading, a summary and a table of the changes. Text of the documents is in code spans, and cannot end
    /// a span or a cell.
    pub fn to_markdown(&self) -> String {
        let [old, new] =
            [&self.old, &self.new].map(|document| code(&format!("{} {}", document.title, document.version)));
        let mut text = format!("### Changes for users of the client: {old} to {new}\n\n{}", counts(self));
        text += &self.next.as_ref().map(|next| format!("; {next}")).unwrap_or_default();
        text += ".\n";
        if !self.is_empty() {
            text += "\n| effect | where | what | what to do |\n| --- | --- | --- | --- |\n";
        }
        for (subject, changes) in self.by_subject() {
            let met = met(self, subject);
            let met = if met.is_empty() { met } else { format!(", {met}") };
            let title = subject.title() + &met;
            for change in changes {
                // Writing to a string cannot fail.
                let _ = writeln!(text, "| {} |", cells(&title, change).join(" | "));
            }
        }
        text
    }
}

fn cells(title: &str, change: &Change) -> [String; 4] {
    let effect = match change.effect() {
        Effect::Breaking => "**breaking**",
        other => other.name(),
    };
    let place = change.place.title();
    let place = if place.is_empty() { title.to_owned() } else { format!("{title}: {place}") };
    [effect.to_owned(), place, change.message(), change.advice()].map(|cell| cell.replace('|', "\\|"))
}

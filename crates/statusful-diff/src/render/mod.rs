//! Renders changes as text for a terminal, Markdown for a review and JSON for programs.

mod json;
mod markdown;
mod text;

use statusful_codegen::diagnostic::counted;

use crate::{ChangePlace, Changes, Effect, Reached, Subject};

/// Returns a summary such as `2 breaking changes, 1 notice, 3 compatible changes`.
fn counts(changes: &Changes) -> String {
    let nouns =
        [(Effect::Breaking, "breaking change"), (Effect::Notice, "notice"), (Effect::Compatible, "compatible change")];
    let counts = nouns.map(|(effect, noun)| (changes.count(effect), noun));
    let counts: Vec<_> =
        counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(count, noun)).collect();
    if counts.is_empty() { "nothing changed for users of the client".to_owned() } else { counts.join(", ") }
}

/// The maximum number of operations that are listed for a model.
const SHOWN: usize = 4;

/// Returns the operations that use a model and where they use it, or an empty text if the subject is not a model.
fn met(changes: &Changes, subject: &Subject) -> String {
    let Subject::Model { name, .. } = subject else { return String::new() };
    let reached = changes.reached_by.get(name).map_or(&[][..], Vec::as_slice);
    let shown: Vec<String> = reached.iter().take(SHOWN).map(self::reached).collect();
    let rest = reached.len().saturating_sub(SHOWN);
    match (shown.is_empty(), rest) {
        (true, _) => "in no operation".to_owned(),
        (_, 0) => format!("in {}", shown.join(", ")),
        _ => format!("in {}, and {}", shown.join(", "), counted(rest, "other operation")),
    }
}

fn reached(reached: &Reached) -> String {
    let places: Vec<_> = reached.places.iter().map(ChangePlace::title).collect();
    format!("{} ({})", crate::text::code(&reached.operation), places.join(", "))
}

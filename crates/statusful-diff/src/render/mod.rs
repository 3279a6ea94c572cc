//! How changes look: to people in a terminal, to people in a review, to programs.

mod json;
mod markdown;
mod text;

use crate::text::counted;
use crate::{Changes, Effect, Place, Reached, Subject};

/// Such as `2 breaking changes, 1 notice, 3 compatible changes`.
fn counts(changes: &Changes) -> String {
    let nouns =
        [(Effect::Breaking, "breaking change"), (Effect::Notice, "notice"), (Effect::Compatible, "compatible change")];
    let counts = nouns.map(|(effect, noun)| (changes.count(effect), noun));
    let counts: Vec<_> =
        counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(count, noun)).collect();
    if counts.is_empty() { "nothing changed for users of the client".to_owned() } else { counts.join(", ") }
}

/// How many operations are named where a model is met.
const SHOWN: usize = 4;

/// Where the subject is met, if it is a model: operations, and their statuses and the like.
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
    let places: Vec<_> = reached.places.iter().map(Place::title).collect();
    format!("{} ({})", crate::text::code(&reached.operation), places.join(", "))
}

//! Changes for people in a terminal.

use std::fmt::{self, Display, Formatter};

use super::{counts, met};
use crate::text::code;
use crate::{Change, Changes};

/// Subject by subject, and in the end how many there are.
impl Display for Changes {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (subject, changes) in self.by_subject() {
            let met = met(self, subject);
            let met = if met.is_empty() { met } else { format!(", {met}") };
            writeln!(f, "{}{met}", subject.title())?;
            changes.iter().try_for_each(|change| self::change(f, change))?;
            writeln!(f)?;
        }
        let [old, new] =
            [&self.old, &self.new].map(|document| code(&format!("{} {}", document.title, document.version)));
        writeln!(f, "{old} to {new}: {}", counts(self))
    }
}

fn change(f: &mut Formatter<'_>, change: &Change) -> fmt::Result {
    let place = change.place.title();
    let place = if place.is_empty() { place } else { place + ": " };
    writeln!(f, "  {:<10}  {place}{}", change.effect().name(), change.message())?;
    match change.advice() {
        advice if advice.is_empty() => Ok(()),
        advice => writeln!(f, "              {advice}"),
    }
}

//! Changes as text for a terminal.

use std::fmt::{self, Display, Formatter, Write};

use anstyle::AnsiColor;
use statusful_codegen::diagnostic::Style;

use super::{counts, met};
use crate::text::code;
use crate::{Change, Changes, Effect};

impl Changes {
    /// Returns the changes by subject, followed by a summary.
    pub fn to_text(&self, style: Style) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = self.write(&mut text, style);
        text
    }

    fn write(&self, out: &mut impl Write, style: Style) -> fmt::Result {
        for (subject, changes) in self.by_subject() {
            let met = met(self, subject);
            let met = if met.is_empty() { met } else { format!(", {met}") };
            let bold = coloured(anstyle::Style::new().bold(), style);
            writeln!(out, "{bold}{}{bold:#}{met}", subject.title())?;
            changes.iter().try_for_each(|change| self::change(out, change, style))?;
            writeln!(out)?;
        }
        let [old, new] =
            [&self.old, &self.new].map(|document| code(&format!("{} {}", document.title, document.version)));
        writeln!(out, "{old} to {new}: {}", counts(self))?;
        self.next.iter().try_for_each(|next| writeln!(out, "{next}"))
    }
}

/// Writes the same as [`Changes::to_text`], without colours.
impl Display for Changes {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.write(f, Style::Plain)
    }
}

fn change(out: &mut impl Write, change: &Change, style: Style) -> fmt::Result {
    let place = change.place.title();
    let place = if place.is_empty() { place } else { place + ": " };
    let colour = match change.effect() {
        Effect::Breaking => AnsiColor::Red.on_default().bold(),
        Effect::Notice => AnsiColor::Yellow.on_default(),
        Effect::Compatible => AnsiColor::Green.on_default(),
    };
    let colour = coloured(colour, style);
    writeln!(out, "  {colour}{:<10}{colour:#}  {place}{}", change.effect().name(), change.message())?;
    match change.advice() {
        advice if advice.is_empty() => Ok(()),
        advice => writeln!(out, "              {advice}"),
    }
}

fn coloured(colour: anstyle::Style, style: Style) -> anstyle::Style {
    match style {
        Style::Coloured => colour,
        Style::Plain => anstyle::Style::new(),
    }
}

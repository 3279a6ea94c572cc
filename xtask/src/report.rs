//! What the commands say, and where.

use std::io::IsTerminal;

use statusful_codegen::diagnostic::{Diagnostic, Diagnostics, Style, render, render_all, render_overview, to_json};
use statusful_codegen::source::SourceFile;

use crate::cli::MessageFormat;

/// Why a command ends without success.
#[derive(Debug)]
pub(crate) enum Failure {
    /// For a reason that was told already.
    Told,
    /// For this reason, in a sentence.
    Untold(String),
}

/// Where words go. With JSON on stdout, sentences go to stderr.
#[derive(Debug)]
pub(crate) struct Report {
    format: MessageFormat,
    style: Style,
    verbose: bool,
}

impl Report {
    pub(crate) fn new(format: MessageFormat, verbose: bool) -> Self {
        let is_plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let style = if std::io::stderr().is_terminal() && !is_plain { Style::Coloured } else { Style::Plain };
        Self { format, style, verbose }
    }

    /// A sentence about what was done.
    pub(crate) fn say(&self, sentence: impl AsRef<str>) {
        match self.format {
            MessageFormat::Human => println!("{}", sentence.as_ref()),
            MessageFormat::Json => eprintln!("{}", sentence.as_ref()),
        }
    }

    /// Everything that was found in a document; for people, no more than a screen of it unless they ask.
    pub(crate) fn diagnostics(&self, files: &[SourceFile], diagnostics: &Diagnostics) {
        match self.format {
            MessageFormat::Human if self.verbose => eprint!("{}", render_all(files, diagnostics, self.style)),
            MessageFormat::Human => {
                let (text, hidden) = render_overview(files, diagnostics, self.style);
                eprint!("{text}");
                if hidden > 0 {
                    eprintln!("{hidden} not shown; --verbose shows all");
                }
            }
            MessageFormat::Json => {
                diagnostics.sorted().iter().for_each(|diagnostic| println!("{}", to_json(files, diagnostic)));
            }
        }
    }

    /// A fault without a document to show.
    pub(crate) fn diagnostic(&self, diagnostic: &Diagnostic) {
        match self.format {
            MessageFormat::Human => eprintln!("{}\n", render(&[], diagnostic, self.style)),
            MessageFormat::Json => println!("{}", to_json(&[], diagnostic)),
        }
    }
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self::Untold(message)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Untold(error.to_string())
    }
}

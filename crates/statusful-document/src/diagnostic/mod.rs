//! Diagnostics: errors and warnings in a document, as data.
//!
//! Stages append to one [`Diagnostics`]; only the driver decides to stop. How a diagnostic looks is [`render`]'s
//! affair alone.

mod catalogue;
mod code;
mod excerpt;
mod machine;
mod overview;
mod quote;
mod render;

use std::collections::HashSet;

pub use catalogue::catalogue;
pub use code::{Code, Level};
pub use machine::to_json;
pub use overview::render_overview;
pub use quote::{harmless, quote};
pub use render::{Style, counted, render, render_all};

use crate::source::Span;

/// The severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The document generates, but not as its author may have meant.
    Warning,
    /// Nothing is generated.
    Error,
}

impl Severity {
    /// The word for it, such as `error`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// How errors in parts of a document are handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Strictness {
    /// An error in a part of the document is a warning, and the rest is generated. For documents of other people.
    #[default]
    Lenient,
    /// Every error prevents generation. For documents that the user can correct.
    Strict,
}

/// An error or a warning, with its location and help.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// The code.
    pub code: Code,
    /// The severity.
    pub severity: Severity,
    /// The message, in one line.
    pub message: String,
    /// The locations and their labels. The first is the primary location; the list is empty if a file could not be
    /// read.
    pub labels: Vec<Label>,
    /// The help, if any.
    pub help: String,
}

/// A location in the document, with a label.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Label {
    /// The location.
    pub span: Span,
    /// The label; may be empty.
    pub text: String,
}

/// A list of diagnostics.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    all: Vec<Diagnostic>,
    strictness: Strictness,
}

impl Diagnostic {
    /// Creates a diagnostic with the severity of its code in strict mode.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(Strictness::Strict),
            message: message.into(),
            labels: Vec::new(),
            help: String::new(),
        }
    }

    /// Adds a location and its label. Copies of a value by a YAML alias have the same location.
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span: span.written(), text: text.into() });
        self
    }

    /// Sets the help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Lowers the severity to a warning.
    #[must_use]
    pub fn as_warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }
}

impl Diagnostics {
    /// Creates an empty list.
    pub fn new(strictness: Strictness) -> Self {
        Self { all: Vec::new(), strictness }
    }

    /// Returns the strictness.
    pub fn strictness(&self) -> Strictness {
        self.strictness
    }

    /// Adds one, as severe as its code is under the strictness, or milder.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        diagnostic.severity = diagnostic.severity.min(diagnostic.code.severity(self.strictness));
        self.all.push(diagnostic);
    }

    /// Adds one that the reader gets over whatever its code, and says whether it does.
    pub fn tolerate(&mut self, diagnostic: Diagnostic) -> bool {
        let is_lenient = self.strictness == Strictness::Lenient;
        self.push(if is_lenient { diagnostic.as_warning() } else { diagnostic });
        is_lenient
    }

    /// Adds several.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        diagnostics.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }

    /// All of them, in the order found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.all.iter()
    }

    /// All of them in the order of the document, each once: what an alias repeats is reported wherever it is used.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut seen = HashSet::new();
        let mut sorted: Vec<&Diagnostic> = self.all.iter().filter(|diagnostic| seen.insert(*diagnostic)).collect();
        sorted.sort_by_key(|diagnostic| diagnostic.labels.first().map(|label| (label.span.file, label.span.start)));
        sorted
    }

    /// Returns `true` if any diagnostic is an error.
    pub fn has_errors(&self) -> bool {
        self.all.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.into_iter()
    }
}

//! What is wrong with a document, as data.
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

/// How bad it is.
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

/// How much of a fault a document may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Strictness {
    /// One wrong spot is a warning, and the rest generates. For documents of others.
    #[default]
    Lenient,
    /// What is wrong is an error, and nothing generates. For documents that one can mend.
    Strict,
}

/// One fault, its place, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// Which fault it is.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// Where, and what to say there. The first one is the place of the fault; there is none when a file could not be
    /// read at all.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: String,
}

/// A place in the document and a remark about it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// The remark; may be empty.
    pub text: String,
}

/// Everything found so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    all: Vec<Diagnostic>,
    strictness: Strictness,
}

impl Diagnostic {
    /// A fault of this code, as severe as a strict reader has it.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(Strictness::Strict),
            message: message.into(),
            labels: Vec::new(),
            help: String::new(),
        }
    }

    /// The same with a place. A diagnostic is about what is written, so that it is the same for every copy.
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span: span.written(), text: text.into() });
        self
    }

    /// The same with advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// The same as a warning, where a code is milder than it usually is.
    #[must_use]
    pub fn as_warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }
}

impl Diagnostics {
    /// Nothing yet, to be judged like this.
    pub fn new(strictness: Strictness) -> Self {
        Self { all: Vec::new(), strictness }
    }

    /// How strictly faults are judged.
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

    /// Whether any of them forbids to generate.
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

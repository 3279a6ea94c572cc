//! Errors of settings files, which look like those of documents.

use std::ops::Range;

use statusful_codegen::SettingsFile;
use statusful_codegen::diagnostic::{Code, Diagnostic, Diagnostics, Strictness};
use statusful_codegen::source::{FileId, SourceFile, Span};
use statusful_codegen::suggestion::closest;
use toml::Spanned;

use crate::{Failure, Report};

/// The errors of a settings file.
#[derive(Debug)]
pub(crate) struct Errors {
    files: Vec<SourceFile>,
    all: Diagnostics,
}

impl Errors {
    /// Creates a list for a file. Without one, the choices are from the command line, and errors have no place.
    pub(crate) fn new(file: Option<&SettingsFile>) -> Self {
        let files = file.map(|file| SourceFile::new(file.name.as_str(), file.text.as_str())).into_iter().collect();
        Self { files, all: Diagnostics::new(Strictness::Strict) }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.all.iter().next().is_none()
    }

    /// Adds an error.
    pub(crate) fn add(&mut self, place: Range<usize>, message: &str, help: &str) {
        let span = Span { file: FileId(0), start: place.start, end: place.end, copy: 0 };
        self.all.push(Diagnostic::new(Code::InvalidSettings, message).at(span, "").help(help));
    }

    /// Returns the value, or adds the error at the text that it was parsed from. What follows `; ` is what to do.
    pub(super) fn keep<T>(&mut self, text: &Spanned<impl Sized>, parsed: Result<T, String>) -> Option<T> {
        parsed
            .map_err(|error| match error.split_once("; ") {
                Some((message, help)) => self.add(text.span(), message, help),
                None => self.add(text.span(), &error, ""),
            })
            .ok()
    }

    /// Adds an error of the TOML parser or of serde.
    pub(super) fn toml(&mut self, error: &toml::de::Error) {
        let message = error.message().lines().next().unwrap_or_default();
        let (message, help) = match (message.strip_prefix("unknown field "), message.strip_prefix("unknown variant ")) {
            (Some(rest), _) => unknown("key", rest),
            (_, Some(rest)) => unknown("value", rest),
            _ => (message.to_owned(), String::new()),
        };
        self.add(error.span().unwrap_or(0..0), &message, &help);
    }

    /// Returns the messages of the errors.
    #[cfg(test)]
    pub(super) fn messages(&self) -> Vec<String> {
        self.all.iter().map(|error| error.message.clone()).collect()
    }

    /// Reports the errors.
    pub(crate) fn report(&self, report: &Report) -> Failure {
        report.diagnostics(&self.files, &self.all);
        Failure::Unreadable
    }
}

/// Returns message and help for a key or a value that there is none of. serde lists those there are, all in backticks.
fn unknown(noun: &str, rest: &str) -> (String, String) {
    let mut names = rest.split('`').skip(1).step_by(2);
    let name = names.next().unwrap_or_default();
    let known: Vec<_> = names.collect();
    let help = match closest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            format!("the {noun}s are {}", known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "))
        }
    };
    (format!("unknown {noun} `{name}`"), help)
}

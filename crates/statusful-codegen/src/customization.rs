//! What the user chooses of an API, and how its client looks.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::selection::{Selection, SelectionError};
use crate::source::{FileId, Source, SourceFile, Span};

/// What the user chooses of an API, and how its client looks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Customization {
    /// The operations.
    pub selection: Selection,
    /// The file that the choices are written in, for diagnostics.
    pub file: Option<SettingsFile>,
}

/// A settings file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsFile {
    /// The name in diagnostics.
    pub name: String,
    /// The text, to which all places refer.
    pub text: String,
}

/// Points at choices in the settings file, which is a file of the source.
#[derive(Debug)]
pub(crate) struct Choices {
    file: Option<FileId>,
}

impl Choices {
    /// Adds the settings file to those of a source, if there is one.
    pub(crate) fn of(customization: &Customization, source: &mut Source) -> Self {
        let file = customization.file.as_ref().map(|file| {
            source.files.push(SourceFile::new(file.name.as_str(), file.text.as_str()));
            FileId(source.files.len() - 1)
        });
        Self { file }
    }

    /// Returns an error at a place in the settings file. Without a file, the choice is one of the command line.
    pub(crate) fn error(&self, message: impl Into<String>, place: Option<Range<usize>>, help: &str) -> Diagnostic {
        let diagnostic = Diagnostic::new(Code::InvalidSettings, message).help(help);
        match (self.file, place) {
            (Some(file), Some(Range { start, end })) => diagnostic.at(Span { file, start, end, copy: 0 }, ""),
            _ => diagnostic,
        }
    }

    /// Returns the error of a selection.
    pub(crate) fn selection_error(&self, error: SelectionError<'_>) -> Diagnostic {
        let place = error.selector.and_then(crate::selection::Selector::place);
        self.error(error.message, place, &error.help)
    }
}

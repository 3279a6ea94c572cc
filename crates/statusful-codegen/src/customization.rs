//! What the user chooses of an API, and how its client looks.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, quote};
use crate::ir::DateTimeCrate;
use crate::openapi::Document;
use crate::selection::{Selection, SelectionError};
use crate::source::{FileId, Node, Source, SourceFile, Span};
use crate::suggestion::closest;

/// What the user chooses of an API, and how its client looks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Customization {
    /// The operations.
    pub selection: Selection,
    /// The crate of dates.
    pub datetime: DateTimeCrate,
    /// The types that replace those of named schemas.
    pub types: Vec<ForeignType>,
    /// More dependencies of the package.
    pub dependencies: Vec<Dependency>,
    /// The features that are on by default; without a list, `rustls`, `gzip` and that of each tag.
    pub default_features: Option<Vec<Chosen<String>>>,
    /// Names that replace those of the generator.
    pub names: Names,
    /// Traits that models derive.
    pub derives: Vec<Derive>,
    /// The file that the choices are written in, for diagnostics.
    pub file: Option<SettingsFile>,
}

/// A value, and its place in the settings file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen<T> {
    /// The value.
    pub value: T,
    /// The place.
    pub place: Option<Range<usize>>,
}

/// Names that replace those of the generator.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Functions, by the ids of their operations.
    pub operations: Vec<Rename>,
    /// Models, by the names that they have otherwise.
    pub types: Vec<Rename>,
    /// Fields, by the name of the struct and the property: `Key.created_at`.
    pub properties: Vec<Rename>,
}

impl Names {
    /// Returns the name that was chosen for an operation.
    pub(crate) fn operation(&self, id: &str) -> Option<&str> {
        self.operations.iter().find(|rename| rename.from == id).map(|rename| rename.to.as_str())
    }
}

/// A new name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rename {
    /// What is renamed.
    pub from: String,
    /// The new name, which is valid.
    pub to: String,
    /// The place in the settings file.
    pub place: Option<Range<usize>>,
}

/// A trait that models derive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derive {
    /// The name of the model; without one, every model that can.
    pub model: Option<String>,
    /// The path of the trait.
    pub path: String,
    /// The place in the settings file.
    pub place: Option<Range<usize>>,
}

/// A type of another crate for a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignType {
    /// The name of the schema in `components`.
    pub schema: String,
    /// The path of the type in Rust, such as `rust_decimal::Decimal`.
    pub path: String,
    /// The place of the name in the settings file.
    pub place: Option<Range<usize>>,
}

/// A dependency of the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// The name.
    pub name: String,
    /// The value as TOML on one line.
    pub value: String,
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
#[derive(Debug, Default)]
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

    /// Returns an error for each type whose schema the document does not have.
    pub(crate) fn unknown_schemas(&self, customization: &Customization, document: &Document<'_>) -> Vec<Diagnostic> {
        let schemas = document.root().get("components").and_then(|components| components.get("schemas"));
        let names: Vec<_> = schemas.into_iter().flat_map(Node::members).map(|(name, _)| name).collect();
        let unknown = customization.types.iter().filter(|chosen| !names.contains(&chosen.schema.as_str()));
        unknown
            .map(|ForeignType { schema, place, .. }| {
                let help = match closest(schema, names.iter().copied()) {
                    Some(near) => format!("did you mean {}?", quote(near)),
                    None => "write the name of a schema in `components`".to_owned(),
                };
                self.error(format!("the document has no schema {}", quote(schema)), place.clone(), &help)
            })
            .collect()
    }

    /// Returns the error of a selection.
    pub(crate) fn selection_error(&self, error: SelectionError<'_>) -> Diagnostic {
        let place = error.selector.and_then(crate::selection::Selector::place);
        self.error(error.message, place, &error.help)
    }
}

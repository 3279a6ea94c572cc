//! The user's choices about an API and its client, from the settings.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, quote};
use crate::ir::DateTimeCrate;
use crate::openapi::Document;
use crate::selection::{Selection, SelectionError};
use crate::source::{FileId, Node, Source, SourceFile, Span};
use crate::suggestion::closest;

/// The user's choices about an API and its client.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Customization {
    /// The selected operations.
    pub selection: Selection,
    /// The crate that provides date types.
    pub datetime: DateTimeCrate,
    /// Types that replace those of named schemas.
    pub types: Vec<ForeignType>,
    /// Additional dependencies of the package.
    pub dependencies: Vec<Dependency>,
    /// Features that are enabled by default. `None` enables `rustls`, `gzip` and the feature of each tag.
    pub default_features: Option<Vec<Chosen<String>>>,
    /// Names that replace generated ones.
    pub names: Names,
    /// Traits that models derive.
    pub derives: Vec<Derive>,
    /// The file that contains these choices, for diagnostics.
    pub file: Option<SettingsFile>,
}

/// A value, and its location in the settings file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen<T> {
    /// The value.
    pub value: T,
    /// The location.
    pub place: Option<Range<usize>>,
}

/// Names that replace generated ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Functions, by operation id.
    pub operations: Vec<Rename>,
    /// Models, by their generated names.
    pub types: Vec<Rename>,
    /// Fields, by struct and property: `Key.created_at`.
    pub properties: Vec<Rename>,
}

impl Names {
    /// Returns the chosen name of an operation.
    pub(crate) fn operation(&self, id: &str) -> Option<&str> {
        self.operations.iter().find(|rename| rename.from == id).map(|rename| rename.to.as_str())
    }
}

/// A rename.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rename {
    /// The item to rename.
    pub from: String,
    /// The new name, which is valid.
    pub to: String,
    /// The location in the settings file.
    pub place: Option<Range<usize>>,
}

/// A trait that models derive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derive {
    /// The name of the model. `None` means every model that can derive the trait.
    pub model: Option<String>,
    /// The path of the trait.
    pub path: String,
    /// The location in the settings file.
    pub place: Option<Range<usize>>,
}

/// A type of another crate that replaces the type of a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignType {
    /// The name of the schema in `components`.
    pub schema: String,
    /// The path of the Rust type, such as `rust_decimal::Decimal`.
    pub path: String,
    /// The location of the name in the settings file.
    pub place: Option<Range<usize>>,
}

/// A dependency of the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// The name.
    pub name: String,
    /// The value in TOML, on one line.
    pub value: String,
}

/// A settings file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsFile {
    /// The name in diagnostics.
    pub name: String,
    /// The text that all locations refer to.
    pub text: String,
}

/// Reports errors in the choices. The settings file is one of the source's files.
#[derive(Debug, Default)]
pub(crate) struct Choices {
    file: Option<FileId>,
}

impl Choices {
    /// Adds the settings file, if any, to the files of a source.
    pub(crate) fn of(customization: &Customization, source: &mut Source) -> Self {
        let file = customization.file.as_ref().map(|file| {
            source.files.push(SourceFile::new(file.name.as_str(), file.text.as_str()));
            FileId(source.files.len() - 1)
        });
        Self { file }
    }

    /// Returns an error at a location in the settings file. Without a file, the choice comes from the command line.
    pub(crate) fn error(&self, message: impl Into<String>, place: Option<Range<usize>>, help: &str) -> Diagnostic {
        let diagnostic = Diagnostic::new(Code::InvalidSettings, message).help(help);
        match (self.file, place) {
            (Some(file), Some(Range { start, end })) => diagnostic.at(Span { file, start, end, copy: 0 }, ""),
            _ => diagnostic,
        }
    }

    /// Returns an error for each type whose schema is not in the document.
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

    /// Returns the diagnostic of a selection error.
    pub(crate) fn selection_error(&self, error: SelectionError<'_>) -> Diagnostic {
        let place = error.selector.and_then(crate::selection::Selector::place);
        self.error(error.message, place, &error.help)
    }
}

//! What a settings file or a command line chooses: every key is optional, and paths are resolved.

use std::ops::Range;
use std::path::{Component, Path, PathBuf};

use statusful_codegen::ir::{DateTimeCrate, PackageName};
use statusful_codegen::selection::Selector;
use statusful_codegen::{Chosen, Derive, ForeignType, Names, Publish};
use toml::Spanned;

use super::code;
use super::customization::{self, ExtraDependency};
use super::error::Errors;
use super::keys::{DateTime, Keys, Runtime};
use super::metadata;
use crate::File;

/// A value, and the bytes of the settings file that it is in; without these, it is from the command line.
#[derive(Debug, Clone)]
pub struct Written<T> {
    /// The value.
    pub value: T,
    /// The place in the settings file.
    pub place: Option<Range<usize>>,
}

/// Where a client finds the runtime crate.
#[derive(Debug, Clone)]
pub enum RuntimeChoice {
    /// In the workspace of which the client is a member.
    Workspace,
    /// In this folder.
    Path(PathBuf),
    /// In the registry, with this version.
    Version(String),
}

/// Defines the choices, and how some override others.
macro_rules! choices {
    ($($(#[$attributes:meta])* $field:ident: $ty:ty,)+) => {
        /// What is chosen for a client.
        #[derive(Debug, Clone, Default)]
        pub struct Choices {
            $($(#[$attributes])* pub $field: Option<$ty>,)+
        }

        impl Choices {
            /// Returns these choices, and the others where there is none.
            #[must_use]
            pub fn or(self, others: Self) -> Self {
                Self { $($field: self.$field.or(others.$field),)+ }
            }
        }
    };
}

choices! {
    /// The document.
    document: File,
    /// The name of the document in the header of every file.
    title: String,
    /// The overlays, in the order in which they apply.
    overlays: Vec<File>,
    /// The folder of the crate.
    out: Written<File>,
    /// The name of the package.
    name: Written<PackageName>,
    /// The version of the package.
    version: String,
    /// The description of the package.
    description: String,
    /// The licence of the package.
    license: String,
    /// The URL of the repository.
    repository: String,
    /// The URL of the home page.
    homepage: String,
    /// The keywords of the package.
    keywords: Vec<String>,
    /// The categories of the package.
    categories: Vec<String>,
    /// The authors of the package.
    authors: Vec<String>,
    /// Where the package may be published.
    publish: Written<Publish>,
    /// Where the client finds the runtime crate.
    runtime: RuntimeChoice,
    /// The operations that the client has.
    include: Vec<Selector>,
    /// The operations that the client does not have.
    exclude: Vec<Selector>,
    /// Whether the reference is generated.
    reference: bool,
    /// Whether the client has a mock server for tests.
    mock: bool,
    /// Whether any error of the document prevents generation.
    strict: bool,
    /// Whether a `date-time` without an offset is an error.
    strict_dates: bool,
    /// Whether models that no operation uses are generated too.
    unused_models: bool,
    /// The expected number of warnings.
    warnings: usize,
    /// The crate of dates.
    datetime: DateTimeCrate,
    /// The features that are on by default.
    default_features: Vec<Chosen<String>>,
    /// Names that replace those of the generator.
    names: Names,
    /// Traits that models derive.
    derives: Vec<Derive>,
    /// The types that replace those of schemas.
    types: Vec<ForeignType>,
    /// More dependencies of the package.
    dependencies: Vec<ExtraDependency>,
}

impl Choices {
    /// Returns the name of the package, which is that of its folder if none is chosen.
    pub fn package(&self) -> Option<String> {
        let folder = || Some(self.out.as_ref()?.value.path.file_name()?.to_string_lossy().into_owned());
        self.name.as_ref().map(|name| name.value.as_str().to_owned()).or_else(folder)
    }

    /// Returns the choices of a settings file. Its paths are relative to its folder.
    pub(super) fn of(keys: &Keys, file: &File, errors: &mut Errors) -> Self {
        let mut path = |written: &Spanned<String>| {
            if written.get_ref().is_empty() {
                errors.add(written.span(), "the path is empty", "write a path that is relative to this file");
            }
            file.beside(written.get_ref())
        };
        let document = keys.document.as_ref().map(&mut path);
        let overlays = keys.overlays.as_ref().map(|overlays| overlays.iter().map(&mut path).collect());
        let out = keys.out.as_ref().map(|out| Written { value: path(out), place: Some(out.span()) });
        Self {
            document,
            title: keys.document.as_ref().map(|document| document.get_ref().clone()),
            overlays,
            out,
            name: keys.name.as_ref().and_then(|name| package(name, errors)),
            version: keys.version.as_ref().and_then(|version| self::version(version, errors)),
            description: keys.description.as_ref().and_then(|text| metadata::description(text, errors)),
            license: keys.license.as_ref().and_then(|text| metadata::license(text, errors)),
            repository: keys.repository.as_ref().and_then(|text| metadata::url(text, errors)),
            homepage: keys.homepage.as_ref().and_then(|text| metadata::url(text, errors)),
            keywords: keys.keywords.as_ref().map(|list| metadata::keywords(list, errors)),
            categories: keys.categories.as_ref().map(|list| metadata::categories(list, errors)),
            authors: keys.authors.as_ref().map(|list| metadata::authors(list, errors)),
            publish: keys.publish.as_ref().and_then(|choice| metadata::publish(choice, errors)),
            runtime: keys.runtime.as_ref().and_then(|choice| runtime(choice, file, errors)),
            include: keys.include.as_ref().map(|list| selectors(list, errors)),
            exclude: keys.exclude.as_ref().map(|list| selectors(list, errors)),
            reference: keys.reference,
            mock: keys.mock,
            strict: keys.strict,
            strict_dates: keys.strict_dates,
            unused_models: keys.unused_models,
            warnings: keys.warnings,
            datetime: keys.datetime.map(|chosen| match chosen {
                DateTime::Chrono => DateTimeCrate::Chrono,
                DateTime::Jiff => DateTimeCrate::Jiff,
            }),
            default_features: keys.default_features.as_ref().map(|list| list.iter().map(code::chosen).collect()),
            names: keys.names.as_ref().map(|names| code::names(names, errors)),
            derives: keys.derive.as_ref().map(|derive| code::derives(derive, errors)),
            types: keys.types.as_ref().map(|types| customization::types(types, errors)),
            dependencies: keys.dependencies.as_ref().map(|list| customization::dependencies(list, file, errors)),
        }
    }
}

fn package(name: &Spanned<String>, errors: &mut Errors) -> Option<Written<PackageName>> {
    let value = errors.keep(name, PackageName::parse(name.get_ref()))?;
    Some(Written { value, place: Some(name.span()) })
}

fn version(version: &Spanned<String>, errors: &mut Errors) -> Option<String> {
    let parsed = semver::Version::parse(version.get_ref());
    let parsed = parsed.map_err(|error| format!("invalid version `{}`: {error}", version.get_ref()));
    errors.keep(version, parsed).map(|version| version.to_string())
}

fn runtime(choice: &Spanned<Runtime>, file: &File, errors: &mut Errors) -> Option<RuntimeChoice> {
    match choice.get_ref() {
        Runtime::Workspace => Some(RuntimeChoice::Workspace),
        Runtime::Path(path) => Some(RuntimeChoice::Path(file.beside(path).path)),
        Runtime::Version(version) => {
            let parsed = semver::VersionReq::parse(version);
            let parsed = parsed.map_err(|error| format!("invalid version `{version}`: {error}"));
            errors.keep(choice, parsed).map(|_| RuntimeChoice::Version(version.clone()))
        }
    }
}

fn selectors(list: &[Spanned<String>], errors: &mut Errors) -> Vec<Selector> {
    let selector = |text: &Spanned<String>| Some(errors.keep(text, Selector::parse(text.get_ref()))?.at(text.span()));
    list.iter().filter_map(selector).collect()
}

impl File {
    /// Returns a file whose path is relative to the folder of this one.
    pub(super) fn beside(&self, path: &str) -> Self {
        let name = Path::new(&self.name).parent().unwrap_or(Path::new("")).join(path);
        let folder = self.path.parent().unwrap_or(Path::new(""));
        Self { name: normalized(&name).to_string_lossy().replace('\\', "/"), path: normalized(&folder.join(path)) }
    }
}

/// Returns a path without `.`, and without `..` after the name of a folder.
fn normalized(path: &Path) -> PathBuf {
    let mut parts: Vec<Component<'_>> = Vec::new();
    for part in path.components() {
        match (part, parts.last()) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    if parts.is_empty() { PathBuf::from(".") } else { parts.iter().collect() }
}

//! Complete settings of a client: what is not chosen has its default.

use std::ops::Range;
use std::path::Path;

use statusful_codegen::ir::PackageName;
use statusful_codegen::selection::Selection;
use statusful_codegen::{Customization, Metadata, Runtime, Settings, SettingsFile, Strictness};

use super::choices::{Choices, RuntimeChoice};
use super::customization;
use super::error::Errors;
use super::metadata;
use crate::workspace::Workspace;
use crate::{Failure, File, Origin, Report, document, paths};

/// A client to generate.
#[derive(Debug)]
pub struct ClientSettings {
    /// The document and its overlays.
    pub origin: Origin,
    /// The folder of the crate.
    pub out: File,
    /// The expected number of warnings.
    pub warnings: usize,
    /// The settings of the generator.
    pub settings: Settings,
    /// The workspace of the crate.
    #[cfg_attr(not(feature = "commands"), expect(dead_code, reason = "only commands print advice"))]
    workspace: Option<Workspace>,
}

impl ClientSettings {
    /// Generates the client in memory.
    pub fn generate(&self, report: &Report) -> Result<statusful_codegen::Client, Failure> {
        document::client(&self.origin, self.warnings, &self.settings, report)
    }

    /// Prints what the user has to do for Cargo to accept the crate.
    #[cfg(feature = "commands")]
    pub(crate) fn advise(&self, report: &Report) {
        if let Some(advice) = self.workspace.as_ref().and_then(Workspace::advice) {
            report.say(advice);
        }
    }
}

impl Choices {
    /// Completes the choices. Errors without a place of their own are at `place`.
    pub(crate) fn complete(
        self,
        command: &str,
        place: &Range<usize>,
        file: Option<&SettingsFile>,
        errors: &mut Errors,
    ) -> Option<ClientSettings> {
        let Some(document) = self.document else {
            errors.add(place.clone(), "the client has no document", "add `document`, the path of an OpenAPI document");
            return None;
        };
        let Some(out) = self.out else {
            errors.add(place.clone(), "the client has no folder", "add `out`, the path of the folder for the crate");
            return None;
        };
        let package = match self.name {
            Some(name) => name.value,
            None => match named_for(&out.value.path) {
                Ok(name) => name,
                Err(message) => {
                    let help = match file {
                        Some(_) => "add `name`, the name of the package",
                        None => "add `--name NAME`, the name of the package",
                    };
                    errors.add(out.place.unwrap_or(place.clone()), &message, help);
                    return None;
                }
            },
        };
        let runtime = match runtime(self.runtime, &out.value.path) {
            Ok(runtime) => runtime,
            Err(message) => {
                errors.add(place.clone(), &message, "correct `path` of `runtime`");
                return None;
            }
        };
        if let Some(publish) = &self.publish {
            metadata::check_publication(publish, self.license.as_deref(), &runtime, place, errors);
        }
        let mock = self.mock.unwrap_or_default();
        let wants_mock = self.default_features.iter().flatten().find(|feature| feature.value == "mock");
        if let Some(feature) = wants_mock.filter(|_| !mock) {
            let place = feature.place.clone().unwrap_or(place.clone());
            errors.add(place, "the crate has no feature `mock`", "set `mock = true`");
        }
        let types = self.types.unwrap_or_default();
        let dependencies = self.dependencies.unwrap_or_default();
        let derives = self.derives.unwrap_or_default();
        customization::check_crates(&types, &derives, &dependencies, errors);
        let is_published = self.publish.as_ref().is_some_and(|publish| publish.value.is_somewhere());
        dependencies.iter().filter(|_| is_published).for_each(|dependency| dependency.check_publication(errors));
        let dependencies = dependencies.into_iter().filter_map(|it| it.complete(&out.value.path, errors)).collect();
        let workspace = Workspace::above(&out.value.path);
        let unused_models = self.unused_models.unwrap_or_default();
        let selection = Selection {
            include: self.include.unwrap_or_default(),
            exclude: self.exclude.unwrap_or_default(),
            unused_components: unused_models,
        };
        let settings = Settings {
            version: self.version,
            metadata: Metadata {
                description: self.description,
                license: self.license,
                repository: self.repository,
                homepage: self.homepage,
                keywords: self.keywords.unwrap_or_default(),
                categories: self.categories.unwrap_or_default(),
                authors: self.authors.unwrap_or_default(),
                publish: self.publish.map(|publish| publish.value),
            },
            runtime,
            in_workspace: workspace.is_some(),
            reference: self.reference.unwrap_or(true),
            mock,
            strict_dates: self.strict_dates.unwrap_or_default(),
            unused_models,
            strictness: if self.strict.unwrap_or_default() { Strictness::Strict } else { Strictness::Lenient },
            customization: Customization {
                selection,
                datetime: self.datetime.unwrap_or_default(),
                default_features: self.default_features,
                names: self.names.unwrap_or_default(),
                derives,
                types,
                dependencies,
                file: file.cloned(),
            },
            ..Settings::new(package, command, self.title.unwrap_or_default())
        };
        let origin = Origin { document, overlays: self.overlays.unwrap_or_default() };
        let warnings = self.warnings.unwrap_or_default();
        Some(ClientSettings { origin, out: out.value, warnings, settings, workspace })
    }
}

/// Returns the name of a folder as that of a package.
fn named_for(folder: &Path) -> Result<PackageName, String> {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    PackageName::parse(&name.unwrap_or_default())
}

fn runtime(choice: Option<RuntimeChoice>, out: &Path) -> Result<Runtime, String> {
    let folder = match choice {
        Some(RuntimeChoice::Workspace) => return Ok(Runtime::Workspace),
        Some(RuntimeChoice::Version(version)) => return Ok(Runtime::Version(version)),
        Some(RuntimeChoice::Path(folder)) => folder,
        None => match paths::runtime() {
            Some(folder) => folder,
            None => return Ok(Runtime::Version(env!("CARGO_PKG_VERSION").to_owned())),
        },
    };
    let path = paths::relative(out, &folder)
        .map_err(|error| format!("the runtime in {} cannot be found: {error}", folder.display()))?;
    Ok(Runtime::Path(path))
}

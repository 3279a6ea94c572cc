//! Generates clients in build scripts, for packages that do not check generated code in.
//!
//! The client is a module of the package. In `build.rs`:
//!
//! ```no_run
//! fn main() -> Result<(), statusful_build::Error> {
//!     statusful_build::Build::new("openapi.yaml").generate()
//! }
//! ```
//!
//! In `src/lib.rs` or `src/main.rs`, at the root of the crate:
//!
//! ```ignore
//! statusful::include_client!("api");
//!
//! let client = api::Client::new()?;
//! ```
//!
//! Cargo runs the build script again if the document, a file that it refers to, an overlay or the settings file changes, and
//! not otherwise. Errors of the document are printed with their place.

mod cargo;
mod error;
mod manifest;

use std::path::{Path, PathBuf};

use statusful_cli::settings::{self, Choices, ClientSettings, Listing, Written};
use statusful_cli::{Color, File, MessageFormat, Output, Report};
use statusful_codegen::disk::Plan;
use statusful_codegen::selection::Selector;
use statusful_codegen::{Client, Files};

pub use error::Error;
use manifest::Manifest;

/// The command that generated files mention.
const COMMAND: &str = "statusful-build";

/// A client to generate.
#[derive(Debug, Clone)]
pub struct Build {
    document: Option<PathBuf>,
    settings: Option<PathBuf>,
    overlays: Vec<PathBuf>,
    include: Vec<String>,
    exclude: Vec<String>,
    lenient: bool,
    module: String,
    features: Vec<String>,
}

impl Build {
    /// Creates the build of a document. Paths are relative to the folder of the package.
    pub fn new(document: impl Into<PathBuf>) -> Self {
        Self { document: Some(document.into()), ..Self::empty() }
    }

    /// Creates the build of the client in a settings file, such as `statusful.toml`, which has the document, a selection of
    /// operations, names and types. Its keys `out`, `name`, `version`, `runtime`, `reference` and `mock` have no meaning here.
    pub fn from_settings(file: impl Into<PathBuf>) -> Self {
        Self { settings: Some(file.into()), ..Self::empty() }
    }

    fn empty() -> Self {
        Self {
            document: None,
            settings: None,
            overlays: Vec::new(),
            include: Vec::new(),
            exclude: Vec::new(),
            lenient: false,
            module: "api".to_owned(),
            features: Vec::new(),
        }
    }

    /// Sets the name of the module; `api` by default.
    #[must_use]
    pub fn module(self, name: impl Into<String>) -> Self {
        Self { module: name.into(), ..self }
    }

    /// Adds an OpenAPI Overlay that changes the document first. Several apply in this order.
    #[must_use]
    pub fn overlay(mut self, file: impl Into<PathBuf>) -> Self {
        self.overlays.push(file.into());
        self
    }

    /// Adds a selector of operations that the client has: `tag:NAME`, `id:OPERATION_ID`, a path, or a method and a path. Without
    /// one it has all operations.
    #[must_use]
    pub fn include(mut self, selector: impl Into<String>) -> Self {
        self.include.push(selector.into());
        self
    }

    /// Adds a selector of operations that the client does not have.
    #[must_use]
    pub fn exclude(mut self, selector: impl Into<String>) -> Self {
        self.exclude.push(selector.into());
        self
    }

    /// Generates the parts of a document that have no errors. By default, any error of the document ends the build, because Cargo
    /// does not show what a successful build script prints.
    #[must_use]
    pub fn lenient(self) -> Self {
        Self { lenient: true, ..self }
    }

    /// Adds a feature of generated clients: `traits`, `full-serde`, `schemars` or `blocking`. The last two need the feature of
    /// `statusful` with the same name. Tags are features that are always on.
    #[must_use]
    pub fn feature(mut self, name: impl Into<String>) -> Self {
        self.features.push(name.into());
        self
    }

    /// Generates the client into `OUT_DIR`, and tells Cargo when to do so again.
    ///
    /// # Errors
    ///
    /// Returns an error if the document or the settings are wrong, which is printed with its place; if a dependency is missing in
    /// the manifest of the package; if a file cannot be read or written; or outside of a build script.
    pub fn generate(&self) -> Result<(), Error> {
        let (package, out) = (cargo::folder("CARGO_MANIFEST_DIR")?, cargo::folder("OUT_DIR")?);
        self.generate_into(&package, &out, &mut |instruction| println!("{instruction}"))
    }

    /// Generates the client of the package in one folder into another folder, and passes each instruction for Cargo to `instruct`.
    /// [`generate`](Self::generate) does this with the folders in the environment of build scripts.
    ///
    /// # Errors
    ///
    /// As for [`generate`](Self::generate).
    pub fn generate_into(&self, package: &Path, out: &Path, instruct: &mut dyn FnMut(&str)) -> Result<(), Error> {
        let output = Output { message_format: MessageFormat::Human, color: Color::Never, verbose: false, quiet: true };
        let report = Report::new(&output);
        if syn::parse_str::<syn::Ident>(&self.module).is_err() {
            return Err(Error::new(format!("`{}` is not the name of a module", self.module.escape_debug())));
        }
        let client = self.client(package, out, &report)?;
        // Before anything can fail, so that Cargo runs the script again when a file was corrected.
        let settings = self.settings.iter().map(|file| package.join(file));
        for file in client.origin.files(&report)?.into_iter().chain(settings) {
            instruct(&cargo::rerun_if_changed(&file)?);
        }
        let generated = client.generate(&report)?;
        let manifest = Manifest::read(package)?;
        manifest.check_dependencies(&generated)?;
        let features = self.features(&generated, &manifest)?;
        self.write(&generated, out)?;
        features.iter().flat_map(|(name, is_on)| cargo::feature(name, *is_on)).for_each(|it| instruct(&it));
        Ok(())
    }

    /// Returns the complete settings of the client.
    fn client(&self, package: &Path, out: &Path, report: &Report) -> Result<ClientSettings, Error> {
        let within = |path: &PathBuf| File { name: path.display().to_string(), path: package.join(path) };
        let selectors = |texts: &[String]| -> Result<Option<Vec<Selector>>, Error> {
            let parsed = texts.iter().map(|text| Selector::parse(text).map_err(Error::new));
            parsed.collect::<Result<Vec<_>, _>>().map(|all| (!all.is_empty()).then_some(all))
        };
        let own = Choices {
            document: self.document.as_ref().map(within),
            title: self.document.as_ref().map(|path| path.display().to_string()),
            overlays: (!self.overlays.is_empty()).then(|| self.overlays.iter().map(within).collect()),
            include: selectors(&self.include)?,
            exclude: selectors(&self.exclude)?,
            strict: Some(!self.lenient),
            ..Choices::default()
        };
        let listing = self.settings.as_ref().map(|file| Listing::read(&within(file), report)).transpose()?;
        let (listed, place, file) = match listing {
            None => (Choices::default(), 0..0, None),
            Some(Listing { file, mut clients }) => match (clients.pop(), clients.len()) {
                (Some((choices, place)), 0) => (choices, place, Some(file)),
                _ => return Err(Error::new(format!("{} lists several clients; a build has one", file.name))),
            },
        };
        let fixed = Choices {
            out: Some(Written { value: File { name: self.module.clone(), path: out.join(&self.module) }, place: None }),
            name: None,
            version: None,
            reference: Some(false),
            mock: Some(false),
            runtime: Some(settings::RuntimeChoice::Workspace),
            ..own
        };
        let clients = settings::complete(vec![(fixed.or(listed), place)], file.as_ref(), COMMAND, report)?;
        let mut client = clients.into_iter().next().ok_or_else(|| Error::new("there is no client".to_owned()))?;
        client.settings.module = Some(self.module.clone());
        Ok(client)
    }

    /// Returns the features of the client, and which of them are on, except for those that the package declares itself.
    fn features(&self, client: &Client, manifest: &Manifest) -> Result<Vec<(String, bool)>, Error> {
        let tags: Vec<_> = client.api.groups.iter().map(|group| group.feature.clone()).collect();
        let optional = ["traits", "full-serde", "schemars", "blocking"];
        if let Some(other) = self.features.iter().find(|feature| !optional.contains(&feature.as_str())) {
            return Err(Error::new(format!("`{other}` is none of the features {}", optional.join(", "))));
        }
        let optional = optional.map(|name| (name.to_owned(), self.features.iter().any(|feature| feature == name)));
        let all = tags.into_iter().map(|tag| (tag, true)).chain(optional).chain([("mock".to_owned(), false)]);
        Ok(all.filter(|(name, _)| !manifest.declares(name)).collect())
    }

    /// Writes the files that differ, so that others keep their times.
    fn write(&self, client: &Client, out: &Path) -> Result<(), Error> {
        let mut files = Files::default();
        for (path, text) in client.files.iter() {
            if Path::new(path).extension().is_some_and(|extension| extension == "rs") {
                files.insert(path, text).map_err(|error| Error::new(error.to_string()))?;
            }
        }
        let module = &self.module;
        let declaration = format!("#[path = \"{module}/src/lib.rs\"]\npub mod {module};\n");
        Plan::compare(&files, &out.join(module))?.apply()?;
        std::fs::write(out.join(format!("{module}.rs")), declaration)?;
        Ok(())
    }
}

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

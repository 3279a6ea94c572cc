//! The manifest of the package that has the build script.

use std::fs;
use std::path::Path;

use statusful_codegen::Client;
use toml::{Table, Value};

use crate::Error;

/// The manifest of a package.
pub(crate) struct Manifest(Table);

impl Manifest {
    /// Reads the manifest in a folder.
    pub(crate) fn read(folder: &Path) -> Result<Self, Error> {
        let path = folder.join("Cargo.toml");
        let text = fs::read_to_string(&path)?;
        toml::from_str(&text).map(Self).map_err(|error| Error::new(format!("{}: {error}", path.display())))
    }

    /// Returns whether the package has a feature of this name.
    pub(crate) fn declares(&self, feature: &str) -> bool {
        self.0.get("features").is_some_and(|features| features.get(feature).is_some())
    }

    /// Returns an error that names the dependencies of a client, and their features, that the package lacks.
    pub(crate) fn check_dependencies(&self, client: &Client) -> Result<(), Error> {
        let generated: Table = toml::from_str(client.files.get("Cargo.toml").unwrap_or_default()).unwrap_or_default();
        let wanted = generated.get("dependencies").and_then(Value::as_table).into_iter().flatten();
        let wanted = wanted.filter(|(_, dependency)| dependency.get("optional").is_none());
        let missing: Vec<_> = wanted.filter(|(name, dependency)| !self.has(name, dependency)).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let lines: Vec<_> = missing.into_iter().map(|(name, dependency)| line(name, &features(dependency))).collect();
        let lines = lines.join("\n");
        Err(Error::new(format!(
            "the client needs dependencies that this package lacks; `[dependencies]` must have\n{lines}"
        )))
    }

    /// Returns whether the package has a dependency with the features that a client needs. Those of a workspace are not known.
    fn has(&self, name: &str, wanted: &Value) -> bool {
        let of_targets = self.0.get("target").and_then(Value::as_table).into_iter().flatten().map(|(_, target)| target);
        let tables = of_targets.filter_map(|target| target.get("dependencies")).chain(self.0.get("dependencies"));
        let mut found = tables.filter_map(|table| table.get(name));
        found.any(|dependency| {
            let own = features(dependency);
            dependency.get("workspace").is_some() || features(wanted).iter().all(|feature| own.contains(feature))
        })
    }
}

/// Returns the features that a dependency turns on.
fn features(dependency: &Value) -> Vec<&str> {
    let features = dependency.get("features").and_then(Value::as_array).into_iter().flatten();
    features.filter_map(Value::as_str).collect()
}

/// Returns the line of a manifest for a dependency of generated clients.
fn line(name: &str, features: &[&str]) -> String {
    let (version, own) = match name {
        "statusful" => (env!("CARGO_PKG_VERSION"), features),
        "chrono" => ("0.4", ["serde"].as_slice()),
        "jiff" => ("0.2", ["serde"].as_slice()),
        "uuid" => ("1", ["serde"].as_slice()),
        _ => ("1", features),
    };
    match own {
        [] => format!("{name} = {version:?}"),
        features => format!("{name} = {{ version = {version:?}, features = {features:?} }}"),
    }
}

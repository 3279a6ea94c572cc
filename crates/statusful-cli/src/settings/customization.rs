//! Types of other crates for schemas, and the dependencies that they need.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use statusful_codegen::{Dependency, Derive, ForeignType};
use toml::{Spanned, Value};

use super::error::Errors;
use crate::{File, paths};

/// Crates that every client knows without a dependency of the user.
const KNOWN: [&str; 4] = ["std", "core", "alloc", "statusful"];

/// Crates whose dependency the generator writes itself.
const OWN: [&str; 2] = ["statusful", "statusful-mock"];

/// A dependency of a settings file, of which a path is resolved.
#[derive(Debug, Clone)]
pub struct ExtraDependency {
    name: String,
    value: Value,
    /// The folder of the crate, if it has a path.
    path: Option<PathBuf>,
    place: Range<usize>,
}

/// Returns the types whose paths are Rust.
pub(super) fn types(types: &BTreeMap<Spanned<String>, Spanned<String>>, errors: &mut Errors) -> Vec<ForeignType> {
    let mut all = Vec::new();
    for (schema, path) in types {
        if crate_of(path.get_ref()).is_none() {
            let message = format!("`{}` is not the path of a type in a crate", path.get_ref());
            errors.add(path.span(), &message, "write a path such as `rust_decimal::Decimal`");
            continue;
        }
        let (schema, place) = (schema.get_ref().clone(), Some(schema.span()));
        all.push(ForeignType { schema, path: path.get_ref().clone(), place });
    }
    all
}

/// Returns the crate that a path begins with. Types in brackets are not looked at; the compiler does.
fn crate_of(path: &str) -> Option<String> {
    let syn::Type::Path(path) = syn::parse_str(path).ok()? else { return None };
    let first = path.path.segments.first()?.ident.to_string();
    let is_absolute = path.path.segments.len() > 1 && !["crate", "self", "super", "Self"].contains(&first.as_str());
    (path.qself.is_none() && is_absolute).then_some(first)
}

/// Returns the dependencies of the file.
pub(super) fn dependencies(
    list: &BTreeMap<Spanned<String>, Value>,
    file: &File,
    errors: &mut Errors,
) -> Vec<ExtraDependency> {
    let mut all = Vec::new();
    for (name, value) in list {
        let (name, place) = (name.get_ref().clone(), name.span());
        if OWN.contains(&name.as_str()) {
            let message = format!("the dependency `{name}` is that of the client itself");
            errors.add(place, &message, "choose its version or path by `runtime`");
            continue;
        }
        if !value.is_str() && !value.is_table() {
            let help = format!("write a version, as in `{name} = \"1\"`, or a table");
            errors.add(place, "a dependency is a version or a table", &help);
            continue;
        }
        let path = value.get("path").and_then(Value::as_str).map(|path| file.beside(path).path);
        all.push(ExtraDependency { name, value: value.clone(), path, place });
    }
    all
}

/// Adds an error for each type and trait of a crate that is not a dependency.
pub(super) fn check_crates(
    types: &[ForeignType],
    derives: &[Derive],
    dependencies: &[ExtraDependency],
    errors: &mut Errors,
) {
    let is_known = |name: &str| {
        let mut names = dependencies.iter().map(|dependency| dependency.name.replace('-', "_"));
        KNOWN.contains(&name) || names.any(|known| known == name)
    };
    let types = types.iter().map(|ForeignType { path, place, .. }| (path, place));
    for (path, place) in types.chain(derives.iter().map(|Derive { path, place, .. }| (path, place))) {
        if let Some(name) = crate_of(path).filter(|name| !is_known(name)) {
            let help = format!("add a line such as `{name} = \"1\"` to `[dependencies]`");
            errors.add(
                place.clone().unwrap_or(0..0),
                &format!("`{path}` is in a crate that is not a dependency"),
                &help,
            );
        }
    }
}

impl ExtraDependency {
    /// Adds an error if registries do not accept the dependency.
    pub(super) fn check_publication(&self, errors: &mut Errors) {
        let is_versioned = self.value.is_str() || self.value.get("version").is_some();
        if !is_versioned && self.value.get("workspace").is_none() {
            let message = format!("the dependency `{}` has no version, which a published client needs", self.name);
            errors.add(self.place.clone(), &message, "add `version`, such as `version = \"1\"`");
        }
    }

    /// Returns the dependency for the manifest in a folder.
    pub(super) fn complete(self, out: &Path, errors: &mut Errors) -> Option<Dependency> {
        let mut value = self.value;
        if let (Some(path), Value::Table(table)) = (&self.path, &mut value) {
            match paths::relative(out, path) {
                Ok(path) => drop(table.insert("path".to_owned(), Value::String(path))),
                Err(error) => {
                    errors.add(self.place, &format!("the folder {} cannot be found: {error}", path.display()), "");
                    return None;
                }
            }
        }
        Some(Dependency { name: self.name, value: value.to_string() })
    }
}

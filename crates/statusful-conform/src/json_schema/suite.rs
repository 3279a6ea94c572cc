//! The files of the suite.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::Failure;

/// A schema, and values that are valid against it or not.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// The name of the file, without its extension.
    pub(super) file: String,
    /// What the group is about.
    pub(super) description: String,
    pub(super) schema: Value,
    pub(super) tests: Vec<Test>,
}

/// A value, and whether it is valid.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Test {
    pub(super) description: String,
    pub(super) data: Value,
    pub(super) valid: bool,
}

#[derive(Deserialize)]
struct Entry {
    description: String,
    schema: Value,
    tests: Vec<Test>,
}

impl Group {
    /// Returns the name in reports and in the list of exceptions.
    pub(super) fn name(&self) -> String {
        format!("{}: {}", self.file, self.description)
    }
}

/// Reads all files of a folder whose name contains a text, in the order of their names.
pub(super) fn groups(folder: &Path, only: Option<&str>) -> Result<Vec<Group>, Failure> {
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    let entries = fs::read_dir(folder).map_err(told)?.collect::<Result<Vec<_>, _>>().map_err(told)?;
    let mut paths: Vec<_> = entries.iter().map(fs::DirEntry::path).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    let mut groups = Vec::new();
    for path in paths {
        let file = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if only.is_some_and(|only| !file.contains(only)) {
            continue;
        }
        let text = fs::read_to_string(&path).map_err(told)?;
        let entries: Vec<Entry> = serde_json::from_str(&text).map_err(|error| format!("{file}: {error}"))?;
        groups.extend(entries.into_iter().map(|Entry { description, schema, tests }| Group {
            file: file.clone(),
            description,
            schema,
            tests,
        }));
    }
    if groups.is_empty() {
        return Err(format!("no file of the suite contains `{}`", only.unwrap_or_default()));
    }
    Ok(groups)
}

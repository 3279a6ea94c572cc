//! The Cargo workspace for generated clients.

use std::path::{Path, PathBuf};
use std::{fs, io};

use statusful_codegen::disk::Plan;
use statusful_codegen::ir::PackageName;
use statusful_codegen::{Files, Settings};
use toml::{Table, Value};

use crate::Failure;

/// A folder with one workspace for all clients. Dependencies are compiled once, in the versions of this repository.
#[derive(Debug, Clone)]
pub struct Workspace {
    folder: PathBuf,
    target: PathBuf,
    repository: PathBuf,
}

impl Workspace {
    /// Creates a workspace in a folder, with the dependencies of a repository.
    pub fn new(folder: &Path, repository: &Path) -> io::Result<Self> {
        let folder = std::path::absolute(folder)?;
        Ok(Self { target: folder.join("target"), folder, repository: repository.canonicalize()? })
    }

    /// Sets the folder where Cargo compiles. The default is `target` in the workspace. Workspaces with the same folder
    /// share their dependencies, and wait for each other.
    pub fn with_target(mut self, target: &Path) -> io::Result<Self> {
        self.target = std::path::absolute(target)?;
        Ok(self)
    }

    /// Returns the path of the workspace.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the folder where Cargo compiles.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// Returns the path of a package.
    pub fn package(&self, name: &str) -> PathBuf {
        self.folder.join("packages").join(name)
    }

    /// Returns the settings for a client in the workspace.
    pub fn settings(package: &PackageName, document: &str) -> Settings {
        Settings { unused_models: true, ..Settings::new(package.clone(), "cargo xtask corpus", document) }
    }

    /// Writes the files of a package that differ.
    pub fn write(&self, package: &str, files: &Files) -> io::Result<()> {
        Plan::compare(files, &self.package(package))?.apply()
    }

    /// Writes the manifest with these members, and copies the lock file of the repository if there is none.
    pub fn finish(&self, members: &[String]) -> Result<(), Failure> {
        let told = |error: io::Error| format!("{}: {error}", self.folder.display());
        let text = fs::read_to_string(self.repository.join("Cargo.toml")).map_err(told)?;
        let manifest = self.manifest(&text, members)?;
        fs::create_dir_all(&self.folder).map_err(told)?;
        write_changed(&self.folder.join("Cargo.toml"), &manifest).map_err(told)?;
        let lock = self.folder.join("Cargo.lock");
        if !lock.exists() {
            fs::copy(self.repository.join("Cargo.lock"), lock).map_err(told)?;
        }
        Ok(())
    }

    /// Returns the `[workspace]` table of the repository, with other members and absolute paths.
    fn manifest(&self, text: &str, members: &[String]) -> Result<String, Failure> {
        let mut root: Table = toml::from_str(text).map_err(|fault| format!("Cargo.toml: {fault}"))?;
        let Some(Value::Table(workspace)) = root.get_mut("workspace") else {
            return Err("Cargo.toml has no [workspace]".to_owned());
        };
        let members = members.iter().map(|member| Value::String(format!("packages/{member}"))).collect();
        workspace.insert("members".to_owned(), Value::Array(members));
        if let Some(Value::Table(dependencies)) = workspace.get_mut("dependencies") {
            for dependency in dependencies.iter_mut().filter_map(|(_, dependency)| dependency.as_table_mut()) {
                if let Some(Value::String(path)) = dependency.get_mut("path") {
                    *path = self.repository.join(&*path).to_string_lossy().into_owned();
                }
            }
        }
        root.retain(|key, _| key == "workspace");
        // Nobody debugs these clients, and they compile faster without debug information.
        let dev = Table::from_iter([("debug".to_owned(), Value::Boolean(false))]);
        root.insert("profile".to_owned(), Table::from_iter([("dev".to_owned(), Value::Table(dev))]).into());
        toml::to_string(&root).map_err(|fault| fault.to_string())
    }
}

/// Writes a file only if its text differs, so that Cargo does not rebuild because of a new modification time.
fn write_changed(path: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    fs::write(path, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dependencies_are_those_of_the_repository() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::new(&folder.path().join("new"), folder.path()).unwrap();
        let text =
            "[workspace]\nmembers = [\"a\"]\n[workspace.dependencies]\nb = \"1\"\nc = { path = \"c\" }\n[other]\n";
        let manifest: Table = workspace.manifest(text, &["d".to_owned()]).unwrap().parse().unwrap();
        let inner = manifest["workspace"].as_table().unwrap();
        assert_eq!(inner["members"].as_array().unwrap()[0].as_str(), Some("packages/d"));
        let path = inner["dependencies"]["c"]["path"].as_str().unwrap();
        assert!(Path::new(path).is_absolute() && path.ends_with('c'), "{path}");
        assert!(!manifest.contains_key("other"));
        assert!(workspace.manifest("[package]\n", &[]).is_err());
    }
}

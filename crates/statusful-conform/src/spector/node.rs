//! The npm packages, and the scripts that use them.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{fs, io};

use serde::de::DeserializeOwned;

use super::scenario::{Compiled, Scenario};
use crate::Failure;

/// The files beside the packages. `node` looks for packages beside the script that imports them.
const FILES: [(&str, &str); 4] = [
    ("package.json", include_str!("../../spector/package.json")),
    ("package-lock.json", include_str!("../../spector/package-lock.json")),
    ("documents.mjs", include_str!("../../spector/documents.mjs")),
    ("scenarios.mjs", include_str!("../../spector/scenarios.mjs")),
];

/// The file that has the versions of the installed packages.
const INSTALLED: &str = "installed.json";

/// A folder with the installed packages.
#[derive(Debug)]
pub(super) struct Packages {
    folder: PathBuf,
}

impl Packages {
    /// Writes the scripts, and installs the packages unless they are installed in these versions.
    pub(super) fn install(folder: &Path) -> Result<Self, Failure> {
        let told = |error: io::Error| format!("{}: {error}", folder.display());
        fs::create_dir_all(folder).map_err(told)?;
        for (name, text) in FILES {
            fs::write(folder.join(name), text).map_err(told)?;
        }
        let [_, (_, versions), ..] = FILES;
        if fs::read_to_string(folder.join(INSTALLED)).is_ok_and(|installed| installed == versions) {
            return Ok(Self { folder: folder.to_owned() });
        }
        // The pre-release packages of the scenarios require other pre-releases of their peers.
        let arguments = ["ci", "--legacy-peer-deps", "--ignore-scripts", "--no-audit", "--no-fund"];
        run(Command::new("npm").args(arguments).current_dir(folder))?;
        fs::write(folder.join(INSTALLED), versions).map_err(told)?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// Returns the folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the folder of the specifications and their scenarios.
    pub(super) fn specifications(&self) -> PathBuf {
        self.folder.join("node_modules/@typespec/http-specs/specs")
    }

    /// Compiles all specifications to OpenAPI documents in a folder.
    pub(super) fn documents(&self, out: &Path) -> Result<Vec<Compiled>, Failure> {
        self.script("documents.mjs", &[&self.specifications(), out])
    }

    /// Returns all scenarios, for a server with this address.
    pub(super) fn scenarios(&self, address: &str) -> Result<Vec<Scenario>, Failure> {
        let definitions = self.folder.join("node_modules/@typespec/http-specs/dist/specs");
        self.script("scenarios.mjs", &[&definitions, Path::new(address)])
    }

    fn script<T: DeserializeOwned>(&self, name: &str, arguments: &[&Path]) -> Result<T, Failure> {
        let output = run(Command::new("node").arg(name).args(arguments).current_dir(&self.folder))?;
        serde_json::from_slice(&output.stdout).map_err(|error| format!("{name}: {error}"))
    }
}

fn run(command: &mut Command) -> Result<Output, Failure> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("{name} cannot be run: {error}"))?;
    if output.status.success() {
        return Ok(output);
    }
    Err(format!("{name} failed: {}", String::from_utf8_lossy(&output.stderr).trim()))
}

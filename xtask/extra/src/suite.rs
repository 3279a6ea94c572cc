//! What the commands that run other people's suites have in common.

use std::path::{Path, PathBuf};

use clap::Args;
use statusful_cli::Failure;
use statusful_conform::Workspace;

use crate::corpus;
use xtask::paths;

/// Arguments of the commands that run a suite.
#[derive(Debug, Args)]
pub(crate) struct Suite {
    /// Run only files or specifications whose name contains this text.
    #[arg(long, value_name = "NAME")]
    pub(crate) only: Option<String>,
    /// The number of parallel processes [default: the number of processors].
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// Write the results to a file as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// The folder for downloads and generated files [default: target/COMMAND].
    #[arg(long, value_name = "DIR")]
    target_dir: Option<PathBuf>,
}

impl Suite {
    pub(crate) fn jobs(&self) -> usize {
        corpus::jobs(self.jobs)
    }

    /// Returns the workspace of a command. Unless it has a folder of its own, it shares what it compiles with the clients that
    /// tests generate: see `tests/documents/conform.rs`.
    pub(crate) fn workspace(&self, command: &str) -> Result<Workspace, Failure> {
        if let Some(folder) = &self.target_dir {
            return Ok(Workspace::new(folder, paths::root())?);
        }
        let target = paths::root().join("target");
        Ok(Workspace::new(&target.join(command), paths::root())?.with_target(&target.join("conform/target"))?)
    }

    /// Writes the results to the file of `--json`, if it is set, and fails if there are errors.
    pub(crate) fn end(&self, results: &serde_json::Value, faults: &[String]) -> Result<(), Failure> {
        end(self.json.as_deref(), results, faults)
    }
}

/// Writes results to a file, if there is one, and fails if there are errors.
pub(crate) fn end(file: Option<&Path>, results: &serde_json::Value, faults: &[String]) -> Result<(), Failure> {
    if let Some(file) = file {
        std::fs::write(file, format!("{results:#}\n")).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    corpus::verdict(faults)
}

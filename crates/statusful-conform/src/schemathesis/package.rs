//! The Python packages.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use crate::Failure;
use crate::python::python;

/// The packages in their versions.
const REQUIREMENTS: &str = include_str!("../../schemathesis/requirements.txt");

/// The file with the requirements that are installed.
const INSTALLED: &str = "requirements.txt";

/// Installs schemathesis into a virtual environment below a folder, unless it is there in these versions. Returns the program.
pub(super) fn install(folder: &Path) -> Result<PathBuf, Failure> {
    let told = |error: io::Error| format!("{}: {error}", folder.display());
    let environment = folder.join("venv");
    let installed = environment.join(INSTALLED);
    if !fs::read_to_string(&installed).is_ok_and(|text| text == REQUIREMENTS) {
        fs::create_dir_all(folder).map_err(told)?;
        python(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&environment))?;
        fs::write(folder.join("wanted.txt"), REQUIREMENTS).map_err(told)?;
        let pip = environment.join("bin/pip");
        python(Command::new(pip).args(["install", "--quiet", "--no-deps", "-r", "wanted.txt"]).current_dir(folder))?;
        fs::write(&installed, REQUIREMENTS).map_err(told)?;
    }
    Ok(environment.join("bin/schemathesis"))
}

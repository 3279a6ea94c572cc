//! The Python package whose source distribution contains the suite.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use crate::Failure;
use crate::python::python;

/// The version of the package, and the SHA-256 of its source distribution, which pip verifies.
const REQUIREMENTS: &str = include_str!("../../json-schema/requirements.txt");

/// The name of the file with the requirements that are unpacked.
const INSTALLED: &str = "requirements.txt";

/// Downloads and unpacks the package into a folder, unless it is there in this version. Returns the folder with the files of the
/// draft.
pub(super) fn suite(folder: &Path) -> Result<PathBuf, Failure> {
    let installed = folder.join(INSTALLED);
    if !fs::read_to_string(&installed).is_ok_and(|text| text == REQUIREMENTS) {
        install(folder).map_err(|fault| format!("the JSON Schema Test Suite cannot be installed: {fault}"))?;
        fs::write(&installed, REQUIREMENTS).map_err(|error| format!("{}: {error}", installed.display()))?;
    }
    Ok(only_entry(&folder.join("unpacked"))?.join("json/tests/draft2020-12"))
}

fn install(folder: &Path) -> Result<(), Failure> {
    let told = |error: io::Error| format!("{}: {error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(told)?;
    }
    fs::create_dir_all(folder).map_err(told)?;
    fs::write(folder.join("wanted.txt"), REQUIREMENTS).map_err(told)?;
    // A source distribution, because wheels do not contain the suite.
    let download = ["-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", "jsonschema", "--require-hashes"];
    python(Command::new("python3").args(download).args(["-r", "wanted.txt", "-d", "archive"]).current_dir(folder))?;
    let archive = only_entry(&folder.join("archive"))?;
    let unpack = ["-m", "tarfile", "--extract"];
    python(Command::new("python3").args(unpack).arg(archive).arg("unpacked").current_dir(folder))
}

fn only_entry(folder: &Path) -> Result<PathBuf, Failure> {
    let told = |error: io::Error| format!("{}: {error}", folder.display());
    let entries = fs::read_dir(folder).map_err(told)?.collect::<Result<Vec<_>, _>>().map_err(told)?;
    match entries.as_slice() {
        [one] => Ok(one.path()),
        several => Err(format!("{} has {} entries instead of one", folder.display(), several.len())),
    }
}

//! Reads `openapi/clients.toml`, which lists the clients that this repository generates.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use serde::Deserialize;
use statusful_cli::{Failure, File, Origin, Report};
use statusful_codegen::ir::PackageName;
use statusful_codegen::{Runtime, Settings, Strictness};

use crate::paths;

/// The path of the list, relative to the root of the repository.
const FILE: &str = "openapi/clients.toml";

/// The command that generated files mention.
pub const COMMAND: &str = "cargo xtask regen";

/// A generated client of this repository.
#[derive(Debug)]
pub struct Client {
    /// The path of the document, relative to the root of the repository.
    pub document: String,
    /// The folder of the crate, relative to the root of the repository.
    pub folder: String,
    /// The paths of the overlays, relative to the root of the repository, in the order in which they apply.
    pub overlays: Vec<String>,
    /// The expected number of warnings of the document.
    pub warnings: usize,
    /// The settings of the generator.
    pub settings: Settings,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listing {
    client: Vec<Entry>,
}

#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    document: String,
    #[serde(rename = "crate")]
    folder: String,
    #[serde(default)]
    overlays: Vec<String>,
    #[serde(default)]
    warnings: usize,
    #[serde(default)]
    reference: bool,
    #[serde(default)]
    mock: bool,
    #[serde(default)]
    strict_dates: bool,
    #[serde(default)]
    unused_models: bool,
}

/// Returns the clients in the order of the list.
pub fn read() -> Result<Vec<Client>, Failure> {
    let text = std::fs::read_to_string(paths::root().join(FILE)).map_err(|error| format!("{FILE}: {error}"))?;
    Ok(parse(&text).map_err(|fault| format!("{FILE}: {fault}"))?)
}

/// Generates every client in memory. All documents are read, so that one run reports the errors of all of them. If any
/// document has an error, no clients are returned.
pub fn generate_all(report: &Report) -> Result<Vec<(Client, statusful_codegen::Client)>, Failure> {
    let outcomes: Vec<_> = read()?.into_iter().map(|client| generate(client, report)).collect();
    outcomes.into_iter().collect()
}

/// Generates a client in memory.
pub fn generate(client: Client, report: &Report) -> Result<(Client, statusful_codegen::Client), Failure> {
    let origin = Origin { document: file(&client.document), overlays: client.overlays.iter().map(file).collect() };
    let generated = statusful_cli::client(&origin, client.warnings, &client.settings, report)?;
    Ok((client, generated))
}

/// Returns a file of the repository. Its name in diagnostics is the relative path.
fn file(path: &String) -> File {
    File { name: path.clone(), path: paths::root().join(path) }
}

fn parse(text: &str) -> Result<Vec<Client>, String> {
    let listing: Listing = toml::from_str(text).map_err(|error| error.to_string())?;
    let mut folders = BTreeSet::new();
    listing
        .client
        .into_iter()
        .map(|entry| {
            let client = client(entry)?;
            if !folders.insert(client.folder.clone()) {
                return Err(format!("two clients are generated into {}", client.folder));
            }
            Ok(client)
        })
        .collect()
}

fn client(entry: Entry) -> Result<Client, String> {
    let Entry { document, folder, overlays, warnings, reference, mock, strict_dates, unused_models } = entry;
    let [document, folder] = [document, folder].map(|path| below_root(&path));
    let (document, folder) = (document?, folder?);
    let overlays = overlays.iter().map(|path| below_root(path)).collect::<Result<_, _>>()?;
    let name = folder.rsplit('/').next().unwrap_or_default();
    let package = PackageName::parse(name).map_err(|fault| format!("{folder}: {fault}"))?;
    let settings = Settings {
        package,
        command: COMMAND.to_owned(),
        document: document.clone(),
        runtime: Runtime::Workspace,
        in_workspace: true,
        reference,
        mock,
        strict_dates,
        unused_models,
        strictness: Strictness::Strict,
    };
    Ok(Client { document, folder, overlays, warnings, settings })
}

/// Returns the normalized path, or an error if it is not relative or leaves the repository.
fn below_root(path: &str) -> Result<String, String> {
    let parts: Vec<_> = Path::new(path).components().collect();
    let is_below = !parts.is_empty() && parts.iter().all(|part| matches!(part, Component::Normal(_)));
    if !is_below || path.contains('\\') {
        return Err(format!("{path:?} is not a path below the root of the repository"));
    }
    Ok(parts.iter().collect::<PathBuf>().to_string_lossy().replace('\\', "/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(document: &str, folder: &str) -> Result<Vec<Client>, String> {
        parse(&format!("[[client]]\ndocument = {document:?}\ncrate = {folder:?}\n"))
    }

    #[test]
    fn a_client_is_named_for_its_folder() {
        let clients = parsed("openapi/keymint.yaml", "crates/keymint/").unwrap();
        assert_eq!(clients[0].folder, "crates/keymint");
        assert_eq!(clients[0].settings.package.as_str(), "keymint");
        assert_eq!(clients[0].settings.runtime, Runtime::Workspace);
    }

    #[test]
    fn nothing_outside_of_the_repository_is_named() {
        for path in ["", "/etc/keymint", "../keymint", "crates/../../keymint", ".", "a\\b"] {
            assert!(parsed("openapi/keymint.yaml", path).is_err(), "{path}");
            assert!(parsed(path, "crates/keymint").is_err(), "{path}");
        }
        assert!(parsed("openapi/keymint.yaml", "crates/not a name").is_err());
    }

    #[test]
    fn what_is_not_known_or_there_twice_is_refused() {
        let entry = "[[client]]\ndocument = \"a.yaml\"\ncrate = \"crates/a\"\n";
        assert_eq!(parse(entry).map(|clients| clients.len()), Ok(1));
        assert!(parse(&entry.repeat(2)).is_err());
        assert!(parse(&format!("{entry}runtime = \"x\"\n")).is_err());
    }
}

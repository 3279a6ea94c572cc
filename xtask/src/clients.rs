//! Reads `openapi/clients.toml`, which lists the clients that this repository generates.

use std::path::{Component, Path};

use statusful_cli::settings::{self, ClientSettings, Listing};
use statusful_cli::{Failure, File, Report};

use crate::paths;

/// The path of the list, relative to the root of the repository.
const FILE: &str = "openapi/clients.toml";

/// The command that generated files mention.
pub const COMMAND: &str = "cargo xtask regen";

/// Returns the clients in the order of the list. The names of all files are relative to the root of the repository.
pub fn read(report: &Report) -> Result<Vec<ClientSettings>, Failure> {
    let file = File { name: FILE.to_owned(), path: paths::root().join(FILE) };
    let Listing { file, clients } = Listing::read(&file, report)?;
    let mut clients = settings::complete(clients, Some(&file), COMMAND, report)?;
    for client in &mut clients {
        for path in [&client.origin.document.name, &client.out.name] {
            if !is_below_root(path) {
                return Err(format!("{FILE}: {path:?} is not a path below the root of the repository").into());
            }
        }
        // Generated files name the document by its path in the repository.
        client.settings.document.clone_from(&client.origin.document.name);
    }
    Ok(clients)
}

/// Generates every client in memory. All documents are read, so that one run reports the errors of all of them. If any
/// document has an error, no clients are returned.
pub fn generate_all(report: &Report) -> Result<Vec<(ClientSettings, statusful_codegen::Client)>, Failure> {
    let generate = |client: ClientSettings| client.generate(report).map(|generated| (client, generated));
    let outcomes: Vec<_> = read(report)?.into_iter().map(generate).collect();
    outcomes.into_iter().collect()
}

/// Returns whether a normalized path is relative and leads to something in the repository.
fn is_below_root(path: &str) -> bool {
    Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_of_the_repository_is_named() {
        assert!(is_below_root("crates/keymint"));
        for path in [".", "/etc/keymint", "../keymint", "../../keymint"] {
            assert!(!is_below_root(path), "{path}");
        }
    }
}

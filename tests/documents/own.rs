//! What is checked in is what the documents give.

use std::collections::BTreeSet;

use statusful_codegen::disk::Plan;
use statusful_codegen::{Runtime, generate};

use crate::{read, root, settings};

/// Every client in `openapi/clients.toml`: its document and its folder.
fn clients() -> Vec<(String, String)> {
    let text = String::from_utf8(read("openapi/clients.toml")).unwrap();
    let table: toml::Table = text.parse().unwrap();
    let text = |client: &toml::Value, key: &str| client[key].as_str().unwrap().to_owned();
    table["client"].as_array().unwrap().iter().map(|client| (text(client, "document"), text(client, "crate"))).collect()
}

#[test]
fn nothing_has_drifted() {
    let clients = clients();
    assert!(clients.iter().any(|(_, folder)| folder == "crates/keymint"));
    for (document, folder) in clients {
        let package = folder.rsplit('/').next().unwrap();
        let generation =
            generate(&document, &read(&document), &settings(package, &document, Runtime::Workspace)).unwrap();
        let plan = Plan::compare(&generation.client.unwrap().files, &root().join(&folder)).unwrap();
        assert!(plan.is_clean(), "run `cargo xtask regen`:\n{}", plan.diff(&folder));
    }
}

#[test]
fn the_catalogue_has_not_drifted() {
    let written = String::from_utf8(read("docs/diagnostics.md")).unwrap();
    assert!(written == statusful_codegen::diagnostic::catalogue(), "run `cargo xtask regen`");
}

#[test]
fn keymint_is_generated_whole() {
    let document = "openapi/keymint.yaml";
    let generation = generate(document, &read(document), &settings("keymint", document, Runtime::Workspace)).unwrap();
    let generated: BTreeSet<_> = generation.client.unwrap().files.iter().map(|(path, _)| path.to_owned()).collect();
    let mut found = BTreeSet::new();
    let folder = root().join("crates/keymint");
    let mut folders = vec![folder.clone()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let relative = path.strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
                found.insert(relative);
            }
        }
    }
    assert_eq!(found, generated);
}

//! What is checked in is what the documents give.

use std::collections::BTreeSet;

use statusful_codegen::disk::Plan;
use statusful_codegen::{Input, Overlay, Runtime, Settings, generate, generate_from};

use crate::{read, root, settings};

/// A client in `openapi/clients.toml`.
struct Listed {
    document: String,
    folder: String,
    overlays: Vec<String>,
    reference: bool,
    mock: bool,
}

fn clients() -> Vec<Listed> {
    let text = String::from_utf8(read("openapi/clients.toml")).unwrap();
    let table: toml::Table = text.parse().unwrap();
    // Paths are relative to the file, and those in generated files to the root.
    let text = |value: &toml::Value| {
        let path = value.as_str().unwrap();
        path.strip_prefix("../").map_or_else(|| format!("openapi/{path}"), str::to_owned)
    };
    let is = |client: &toml::Value, key| client.get(key).is_some_and(|value| value.as_bool().unwrap());
    let listed = |client: &toml::Value| Listed {
        document: text(&client["document"]),
        folder: text(&client["out"]),
        overlays: client.get("overlays").and_then(toml::Value::as_array).into_iter().flatten().map(text).collect(),
        reference: is(client, "reference"),
        mock: is(client, "mock"),
    };
    table["client"].as_array().unwrap().iter().map(listed).collect()
}

#[test]
fn nothing_has_drifted() {
    let clients = clients();
    assert!(clients.iter().any(|client| client.folder == "crates/keymint"));
    assert!(clients.iter().any(|client| !client.overlays.is_empty()));
    for Listed { document, folder, overlays, reference, mock } in clients {
        let package = folder.rsplit('/').next().unwrap();
        let settings = Settings { reference, mock, ..settings(package, &document, Runtime::Workspace) };
        let changes: Vec<_> = overlays.iter().map(|path| (path, read(path))).collect();
        let overlays: Vec<_> = changes.iter().map(|(name, bytes)| Overlay { name, bytes }).collect();
        let input = Input { name: &document, bytes: &read(&document), overlays: &overlays, files: None };
        let generation = generate_from(&input, &settings).unwrap();
        let plan = Plan::compare(&generation.client.unwrap().files, &root().join(&folder)).unwrap();
        assert!(plan.is_clean(), "run `cargo xtask regen`:\n{}", plan.diff(&format!("{folder}/")));
    }
}

#[test]
fn the_catalogue_has_not_drifted() {
    let written = String::from_utf8(read("docs/guide/diagnostics.md")).unwrap();
    assert!(written == statusful_codegen::diagnostic::catalogue(), "run `cargo xtask regen`");
}

#[test]
fn keymint_is_generated_whole() {
    let document = "openapi/keymint.yaml";
    let settings = Settings { reference: true, mock: true, ..settings("keymint", document, Runtime::Workspace) };
    let generation = generate(document, &read(document), &settings).unwrap();
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

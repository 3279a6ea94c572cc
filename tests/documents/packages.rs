//! A client is a package that registries accept: Cargo packages it, and what it packages compiles by itself.

use std::fs;
use std::path::Path;

use statusful_codegen::disk::Plan;
use statusful_codegen::{Metadata, Publish, Runtime, Settings, Strictness, generate};

use crate::standalone::{cargo, target};
use crate::{read, root, settings};

/// The folder where the runtime is while no registry has it.
fn runtime() -> String {
    std::path::absolute(root().join("crates/statusful")).unwrap().to_str().unwrap().to_owned()
}

/// Writes the client of a document into a folder, as its owner would publish it on crates.io.
fn write(name: &str, document: &str, bytes: &[u8], folder: &Path) {
    let metadata = Metadata {
        license: Some("MIT OR Apache-2.0".to_owned()),
        repository: Some("https://github.com/example/client".to_owned()),
        keywords: vec!["api".to_owned(), "client".to_owned()],
        categories: vec!["api-bindings".to_owned()],
        authors: vec!["Jane Doe <jane@example.com>".to_owned()],
        publish: Some(Publish::Anywhere),
        ..Metadata::default()
    };
    let settings = Settings {
        version: Some("1.2.3".to_owned()),
        metadata,
        reference: true,
        in_workspace: false,
        strictness: Strictness::Lenient,
        ..settings(name, document, Runtime::Path(runtime()))
    };
    let client = generate(document, bytes, &settings).unwrap().client.unwrap();
    Plan::compare(&client.files, folder).unwrap().apply().unwrap();
}

/// Packages the client in a folder, and returns the files of the package and its manifest. Cargo compiles the package, and any
/// warning fails, such as one of a missing licence.
fn package(name: &str, folder: &Path) -> (Vec<String>, toml::Table) {
    let patch = format!("patch.crates-io.statusful.path={:?}", runtime());
    let unpacked = target().join(format!("package/{name}-1.2.3"));
    let _ = fs::remove_dir_all(&unpacked);
    cargo(&["package", "--allow-dirty", "--config", &patch], folder);
    let manifest = fs::read_to_string(unpacked.join("Cargo.toml")).unwrap().parse().unwrap();
    (files(&unpacked, ""), manifest)
}

fn files(folder: &Path, prefix: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            found.extend(files(&entry.path(), &format!("{name}/")));
        } else {
            found.push(name);
        }
    }
    found.sort();
    found
}

fn check(name: &str, document: &str, bytes: &[u8], page: &str) {
    let folder = tempfile::tempdir().unwrap();
    write(name, document, bytes, folder.path());
    // A licence text is the owner's to add.
    fs::write(folder.path().join("LICENSE-MIT"), "MIT\n").unwrap();
    let (files, manifest) = package(name, folder.path());
    for file in ["Cargo.toml", "README.md", "LICENSE-MIT", "docs/README.md", page, "src/lib.rs", "src/types.rs"] {
        assert!(files.iter().any(|found| found == file), "{file} is not in {files:?}");
    }
    let package = manifest["package"].as_table().unwrap();
    for (key, value) in
        [("name", name), ("version", "1.2.3"), ("readme", "README.md"), ("license", "MIT OR Apache-2.0")]
    {
        assert_eq!(package[key].as_str(), Some(value), "{key}");
    }
    let runtime = &manifest["dependencies"]["statusful"];
    assert!(runtime.get("version").is_some() && runtime.get("path").is_none(), "{runtime}");
}

#[test]
fn cargo_packages_a_client_and_compiles_the_package() {
    let document = "tests/openapi/service.yaml";
    check("packaged-orders", document, &read(document), "docs/operations/orders/create.md");
}

#[test]
fn cargo_packages_the_client_of_the_petstore() {
    let path = root().join("../shared/corpus/swagger-petstore.yaml");
    let Ok(bytes) = fs::read(&path) else {
        eprintln!("skipped: there is no {}", path.display());
        return;
    };
    check("packaged-petstore", "swagger-petstore.yaml", &bytes, "docs/operations/pet/add_pet.md");
}

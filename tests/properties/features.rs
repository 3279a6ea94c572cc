//! The documents of features are small and odd: the client of each compiles.

use std::fs;

use statusful_codegen::disk::Folder;
use statusful_codegen::ir::PackageName;
use statusful_codegen::{Input, Overlay, Settings, generate_from};

use crate::compiler::cargo;
use crate::project::workspace;
use crate::root;

#[test]
fn every_feature_compiles() {
    let folder = root().join("crates/statusful-codegen/tests/features");
    let workspace = workspace("features");
    let mut members = Vec::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(stem) = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".json")) else { continue };
        let package = format!("feature-{}", stem.replace('.', "-"));
        let overlay = fs::read(folder.join("overlays").join(&name)).ok();
        let overlay = overlay.as_ref().map(|bytes| Overlay { name: "overlay.yaml", bytes });
        let files = Folder::of(&path);
        let bytes = fs::read(&path).unwrap();
        let input = Input { name: &name, bytes: &bytes, overlays: overlay.as_slice(), files: Some(&files) };
        let client = generate_from(&input, &settings(&package, &name)).unwrap().client.unwrap();
        workspace.write(&package, &client.files).unwrap();
        members.push(package);
    }
    members.sort();
    assert!(members.len() > 80, "{} documents are not those of every feature", members.len());
    workspace.finish(&members).unwrap();
    let faults = cargo(workspace.folder(), &["build", "--workspace", "--all-features"]).faults;
    let shown: Vec<_> = faults.iter().map(|fault| format!("{}: {}\n", fault.package, fault.rendered)).collect();
    assert!(faults.is_empty(), "{}", shown.concat());
}

fn settings(package: &str, document: &str) -> Settings {
    Settings {
        mock: true,
        unused_models: true,
        ..Settings::new(PackageName::parse(package).unwrap(), "a test", document)
    }
}

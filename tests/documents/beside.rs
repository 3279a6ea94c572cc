//! Documents in several files, and in one folder: nothing outside of it is read.

use std::fs;
use std::path::Path;

use statusful_codegen::diagnostic::{Style, render, to_json};
use statusful_codegen::disk::Folder;
use statusful_codegen::{Generation, Input, Overlay, Runtime, Settings, Strictness, generate_from};

use crate::settings;

const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: Keys, version: 1.0.0}
paths:
  /keys: {$ref: paths/keys.yaml}
components:
  schemas:
    User: {type: object, properties: {name: {type: string}, keys: {type: array, items: {$ref: 'schemas/key.json'}}}}
";

const PATHS: &str = "\
get:
  operationId: listKeys
  parameters: [{$ref: '../parameters.yaml#/limit'}]
  responses:
    '200': {description: All., content: {application/json: {schema: {$ref: '../schemas/key.json#/$defs/Page'}}}}
    '400': {$ref: '#/faults/invalid'}
faults:
  invalid: {description: No., content: {application/json: {schema: {$ref: '../schemas/key.json#fault'}}}}
";

const KEY: &str = r##"{
  "type": "object",
  "properties": {
    "owner": {"$ref": "../openapi.yaml#/components/schemas/User"},
    "parent": {"$ref": "#"},
    "urn": {"$ref": "urn:example:name"}
  },
  "$defs": {
    "Page": {"type": "object", "properties": {"keys": {"type": "array", "items": {"$ref": "key.json"}}}},
    "Fault": {"$anchor": "fault", "type": "object", "properties": {"why": {"type": "string"}}},
    "Name": {"$id": "urn:example:name", "type": "object", "properties": {"first": {"$ref": "#/$defs/Part"}},
             "$defs": {"Part": {"type": "string", "enum": ["a", "b"]}}}
  }
}"##;

fn generate(document: &Path, strictness: Strictness) -> Generation {
    let bytes = fs::read(document).unwrap();
    let settings = Settings { strictness, ..settings("keys", "openapi.yaml", Runtime::Workspace) };
    let folder = Folder::of(document);
    let input = Input { name: "api/openapi.yaml", bytes: &bytes, overlays: &[], files: Some(&folder) };
    generate_from(&input, &settings).unwrap()
}

fn codes(generation: &Generation) -> Vec<&'static str> {
    generation.diagnostics.iter().map(|diagnostic| diagnostic.code.name()).collect()
}

/// A folder with a document in it and a file outside of it.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in [
        ("api/openapi.yaml", DOCUMENT),
        ("api/paths/keys.yaml", PATHS),
        ("api/parameters.yaml", "limit: {name: limit, in: query, schema: {type: integer}}"),
        ("api/schemas/key.json", KEY),
        ("outside/secret.yaml", "type: string"),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

#[test]
fn a_document_may_be_several_files() {
    let folder = folder();
    let generation = generate(&folder.path().join("api/openapi.yaml"), Strictness::Strict);
    assert_eq!(codes(&generation), [""; 0]);
    let types = generation.client.unwrap().files.get("src/types.rs").unwrap().to_owned();
    for expected in ["struct Key", "struct Page", "struct User", "struct Fault", "enum Part"] {
        assert_eq!(types.matches(&format!("pub {expected} {{")).count(), 1, "{expected} in {types}");
    }
    let names: Vec<_> = generation.source.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names.len(), 4);
    assert!(names.contains(&"api/paths/keys.yaml"), "{names:?}");
}

#[test]
fn nothing_outside_of_the_folder_is_read() {
    let folder = folder();
    let document = folder.path().join("api/openapi.yaml");
    let outside = folder.path().join("outside/secret.yaml");
    for reference in ["../outside/secret.yaml", outside.to_str().unwrap(), "'%2e%2e/outside/secret.yaml'"] {
        fs::write(&document, DOCUMENT.replace("paths/keys.yaml", reference)).unwrap();
        let generation = generate(&document, Strictness::Lenient);
        assert!(codes(&generation).contains(&"external-reference"), "{reference}");
        assert!(generation.source.files.iter().all(|file| !file.name.contains("secret")), "{reference}");
        assert!(generation.client.is_some());
    }
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out_of_the_folder() {
    let folder = folder();
    let document = folder.path().join("api/openapi.yaml");
    std::os::unix::fs::symlink(folder.path().join("outside"), folder.path().join("api/linked")).unwrap();
    fs::write(&document, DOCUMENT.replace("paths/keys.yaml", "linked/secret.yaml")).unwrap();
    let generation = generate(&document, Strictness::Lenient);
    let fault = generation.diagnostics.iter().find(|fault| fault.code.name() == "unreadable-reference").unwrap();
    assert!(fault.message.contains("outside"), "{}", fault.message);
}

#[test]
fn a_file_that_is_broken_is_one_spot() {
    let folder = folder();
    let document = folder.path().join("api/openapi.yaml");
    fs::write(folder.path().join("api/schemas/key.json"), "{\"type\"").unwrap();
    let generation = generate(&document, Strictness::Lenient);
    let fault = generation.diagnostics.iter().find(|fault| fault.code.name() == "invalid-json").unwrap();
    let file = fault.labels[0].span.file;
    assert_eq!(generation.source.files[file.0].name, "api/schemas/key.json");
    assert!(generation.client.is_some());
    assert!(generate(&document, Strictness::Strict).client.is_none());
}

/// A client that serves its document to tests carries all files of it, whatever they are called.
#[test]
fn a_mock_carries_every_file() {
    let folder = folder();
    let document = folder.path().join("api/openapi.yaml");
    let settings = Settings { mock: true, ..settings("keys", "openapi.yaml", Runtime::Workspace) };
    let overlay = Overlay {
        name: "changes/first.yaml",
        bytes:
            b"overlay: 1.0.0\ninfo: {title: a, version: 1.0.0}\nactions: [{target: $.info, update: {title: Others}}]\n",
    };
    let (bytes, files) = (fs::read(&document).unwrap(), Folder::of(&document));
    let input = Input { name: "api/openapi.yaml", bytes: &bytes, overlays: &[overlay], files: Some(&files) };
    let client = generate_from(&input, &settings).unwrap().client.unwrap();
    let carried = |path: &str| client.files.get(&format!("src/mock/{path}")).unwrap_or_else(|| panic!("no {path}"));
    assert_eq!(carried("document_1.yaml"), DOCUMENT);
    assert!(carried("overlay_1.yaml").starts_with("overlay: 1.0.0"));
    let beside: Vec<_> = client.files.iter().filter(|(path, _)| path.starts_with("src/mock/beside_")).collect();
    assert_eq!(beside.len(), 3);
    assert!(beside.iter().any(|(_, text)| *text == PATHS), "{beside:?}");
    let module = client.files.get("src/mock.rs").unwrap();
    for name in ["\"openapi.yaml\"", "\"first.yaml\"", "\"paths/keys.yaml\"", "\"schemas/key.json\""] {
        assert!(module.contains(name), "{module}");
    }
    assert!(client.files.get("Cargo.toml").unwrap().contains("mock = [\"dep:statusful-mock\"]"));
}

/// Files that are no document may contain secrets: they are not read, not printed, and not copied into the crate.
#[test]
fn only_documents_are_read() {
    const SECRET: &str = "sk-0e6f44a47a05f1da";
    let folder = folder();
    let document = folder.path().join("api/openapi.yaml");
    let files =
        [".env", ".git/config", ".git/a.yaml", "paths/.hidden.yaml", ".ssh/key.json", "id_rsa", "notes.txt", "yaml"];
    let broken = ["secret.json", "secret.yaml", "plain.yaml", "twice.yaml"];
    for path in files.iter().chain(&broken) {
        let text = match *path {
            "secret.json" => format!("{SECRET}\n"),
            "secret.yaml" => format!("TOKEN={SECRET}\n\t{{{SECRET}: [!{SECRET} x\n"),
            "plain.yaml" => SECRET.to_owned(),
            "twice.yaml" => format!("*{SECRET}"),
            _ => format!("type: object\n{SECRET}: {SECRET}\n{SECRET}: {SECRET}\n"),
        };
        let path = folder.path().join("api").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(".env", folder.path().join("api/linked.yaml")).unwrap();
    for path in files.iter().chain(&broken).chain(cfg!(unix).then_some(&"linked.yaml")) {
        fs::write(&document, DOCUMENT.replace("paths/keys.yaml", path)).unwrap();
        let bytes = fs::read(&document).unwrap();
        let settings = Settings {
            mock: true,
            reference: true,
            strictness: Strictness::Lenient,
            ..settings("keys", "openapi.yaml", Runtime::Workspace)
        };
        let beside = Folder::of(&document);
        let input = Input { name: "api/openapi.yaml", bytes: &bytes, overlays: &[], files: Some(&beside) };
        let generation = generate_from(&input, &settings).unwrap();
        let read: Vec<_> = generation.source.files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(read.contains(&format!("api/{path}").as_str()), broken.contains(path), "{path}: {read:?}");
        assert_ne!(codes(&generation), [""; 0], "{path}");
        for diagnostic in generation.diagnostics.iter() {
            let files = &generation.source.files;
            let shown = render(files, diagnostic, Style::Plain) + &to_json(files, diagnostic);
            assert!(!shown.contains(SECRET), "{path}: {shown}");
        }
        for (file, text) in generation.client.unwrap().files.iter() {
            assert!(!text.contains(SECRET), "{path}: {file}");
        }
    }
}

//! The feature `traits`: services that are tested with mocks of `mockall` and with one by hand.

use std::fmt::Write as _;
use std::process::Command;

use statusful_codegen::ir::PackageName;
use statusful_codegen::{Client, Files, Settings, generate};

use crate::compiler::cargo;
use crate::project::workspace;
use crate::root;

/// The services, and what they do with mocks.
const PROGRAM: &str = include_str!("traits/program.rs");

const MANIFEST: &str = r#"[package]
name = "traits-services"
version = "0.0.0"
edition = "2024"

[dependencies]
mockall.workspace = true
serde_json.workspace = true
statusful = { workspace = true, features = ["multipart"] }
tokio = { workspace = true, features = ["rt", "time"] }
traits-client = { path = "../traits-client", features = ["traits"] }
"#;

fn client(package: &str, document: &[u8]) -> Client {
    let settings = Settings::new(PackageName::parse(package).unwrap(), "a test", "openapi.yaml");
    generate("openapi.yaml", document, &settings).unwrap().client.unwrap()
}

/// The implementation of such a trait has a file of its own, and the paths of both files are not ASCII.
#[test]
fn a_trait_in_several_files_compiles() {
    let mut document = "openapi: 3.0.3\ninfo: { title: Long, version: 1.0.0 }\npaths:\n".to_owned();
    for index in 0..600 {
        let operation = format!("operationId: o{index}, tags: [商品], responses: {{ 204: {{ description: d }} }}");
        writeln!(document, "  /o{index}: {{ get: {{ {operation} }} }}").unwrap();
    }
    let client = client("traits-long", document.as_bytes());
    assert!(client.files.get("src/traits/商品/client.rs").is_some());
    let workspace = workspace("traits-long");
    workspace.write("traits-long", &client.files).unwrap();
    workspace.finish(&["traits-long".to_owned()]).unwrap();
    let built = cargo(workspace.folder(), &["build", "--package", "traits-long", "--features", "traits"]);
    let shown: Vec<_> = built.faults.iter().map(|fault| fault.rendered.as_str()).collect();
    assert!(built.faults.is_empty(), "{}", shown.concat());
}

#[test]
fn services_are_tested_without_http() {
    let document = std::fs::read(root().join("openapi/keymint.yaml")).unwrap();
    let workspace = workspace("traits");
    workspace.write("traits-client", &client("traits-client", &document).files).unwrap();
    let mut program = Files::default();
    program.insert("Cargo.toml", MANIFEST.to_owned()).unwrap();
    program.insert("src/main.rs", PROGRAM.to_owned()).unwrap();
    workspace.write("traits-services", &program).unwrap();
    workspace.finish(&["traits-client".to_owned(), "traits-services".to_owned()]).unwrap();
    let built = cargo(workspace.folder(), &["build", "--package", "traits-services"]);
    let shown: Vec<_> = built.faults.iter().map(|fault| fault.rendered.as_str()).collect();
    assert!(built.faults.is_empty(), "{}", shown.concat());
    let output = Command::new(built.program.unwrap()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

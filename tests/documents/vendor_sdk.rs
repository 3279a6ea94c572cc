//! What the SDK of a vendor does, with the client that is generated from the same document.
//!
//! `docs/guide/vendors.md` has a table of its features; each line of Rust in it is in `openrouter/features.rs`, which is compiled here.

use std::fs;

use statusful_codegen::disk::Plan;
use statusful_codegen::{Runtime, generate};

use crate::standalone::cargo;
use crate::{root, settings};

const PROGRAM: &str = include_str!("openrouter/features.rs");

#[test]
fn every_line_of_the_table_is_in_the_program() {
    let page = fs::read_to_string(root().join("docs/guide/vendors.md")).unwrap();
    let (_, table) = page.split_once("| feature | line |").unwrap();
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let lines: Vec<_> = rows.filter_map(|row| Some(row.split('`').nth(1)?.replace("\\|", "|"))).collect();
    assert!(lines.len() >= 10, "{lines:#?}");
    let program = PROGRAM.split_whitespace().collect::<String>();
    for line in lines {
        assert!(program.contains(&line.split_whitespace().collect::<String>()), "{line}");
    }
}

#[test]
fn the_program_compiles_with_the_client_of_the_document() {
    let path = root().join("../shared/suites/openrouter/out.openapi.yaml");
    let Ok(bytes) = fs::read(&path) else {
        println!("{} is not there: skipped", path.display());
        return;
    };
    let runtime = std::path::absolute(root().join("crates/statusful")).unwrap();
    let runtime = Runtime::Path(runtime.to_str().unwrap().to_owned());
    let settings = settings("openrouter", "out.openapi.yaml", runtime);
    let client = generate("out.openapi.yaml", &bytes, &settings).unwrap().client.unwrap();
    let folder = tempfile::tempdir().unwrap();
    Plan::compare(&client.files, folder.path()).unwrap().apply().unwrap();
    let manifest = folder.path().join("Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    let with_reqwest = "[dependencies]\nreqwest = { version = \"0.13.5\", default-features = false }\n";
    fs::write(&manifest, text.replace("[dependencies]\n", with_reqwest)).unwrap();
    fs::write(folder.path().join("src/main.rs"), PROGRAM).unwrap();
    cargo(&["check"], folder.path());
}

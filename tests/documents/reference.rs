//! The reference pages: their programs compile and run, their examples decode as their models, and their links work.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use pulldown_cmark::{Event, Options, Parser, Tag};
use statusful_codegen::{Runtime, Settings, generate};

use crate::standalone::cargo;
use crate::{read, root, settings};

/// The clients of this repository: folder and document.
const CLIENTS: [(&str, &str); 5] = [
    ("crates/keymint", "openapi/keymint.yaml"),
    ("tests/clients/test-shapes", "tests/openapi/shapes.yaml"),
    ("tests/clients/test-hostile", "tests/openapi/hostile.yaml"),
    ("tests/clients/test-traffic", "tests/openapi/traffic.yaml"),
    ("tests/clients/test-service", "tests/openapi/service.yaml"),
];

/// Returns the README and the reference pages of a client, by path.
fn pages(folder: &str, document: &str) -> BTreeMap<String, String> {
    let package = folder.rsplit('/').next().unwrap();
    let settings = Settings { reference: true, ..settings(package, document, Runtime::Workspace) };
    let client = generate(document, &read(document), &settings).unwrap().client.unwrap();
    let pages = client.files.iter().filter(|(path, _)| path.starts_with("docs/") || *path == "README.md");
    pages.map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

#[test]
fn the_front_page_names_the_handle_of_a_group() {
    let pages = pages("tests/clients/test-service", "tests/openapi/service.yaml");
    assert!(
        pages["docs/README.md"].contains("### `orders`\n\nMethods of `client.orders()`.\n"),
        "{}",
        pages["docs/README.md"]
    );
}

/// The README is what registries show, and has to be right without the rest of the repository.
#[test]
fn the_readme_shows_a_program_and_every_operation() {
    for (folder, document) in CLIENTS {
        let pages = pages(folder, document);
        let readme = &pages["README.md"];
        assert_eq!(blocks(readme, "rust").len(), 1, "{readme}");
        let operations: Vec<_> = pages.keys().filter(|path| path.starts_with("docs/operations/")).collect();
        let missing: Vec<_> = operations.iter().filter(|path| !readme.contains(path.as_str())).collect();
        assert!(missing.is_empty(), "{missing:?} are not in {readme}");
    }
}

/// The programs of the pages compile, so samples do.
#[test]
fn samples_are_programs_of_the_pages() {
    for (folder, document) in CLIENTS {
        let package = folder.rsplit('/').next().unwrap();
        let settings = settings(package, document, Runtime::Workspace);
        let api = generate(document, &read(document), &settings).unwrap().client.unwrap().api;
        let samples = statusful_codegen::pages::samples(&api, &settings);
        assert!(!samples.is_empty());
        let pages = pages(folder, document);
        let programs: Vec<_> = pages.values().flat_map(|page| blocks(page, "rust")).collect();
        for sample in samples {
            assert!(programs.iter().any(|program| *program == sample.source.trim_end()), "{}", sample.source);
        }
    }
}

/// Returns the code blocks of a language in a page. They are not indented, and a fence is longer than any in its block.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let fence = "`".repeat(line.chars().take_while(|c| *c == '`').count());
        if fence.len() < 3 {
            continue;
        }
        let inside = lines.by_ref().take_while(|line| *line != fence).collect::<Vec<_>>().join("\n");
        if line[fence.len()..].split(',').next() == Some(language) {
            blocks.push(inside);
        }
    }
    blocks
}

/// Returns the source of a crate with every program as a module, and the number of programs. Its `main` runs those that
/// send no request, and decodes the example of every model.
fn programs() -> (String, usize) {
    let (mut modules, mut checks, mut count) = (String::new(), String::new(), 0);
    for (folder, document) in CLIENTS {
        let library = folder.rsplit('/').next().unwrap().replace('-', "_");
        for (path, page) in pages(folder, document) {
            for block in blocks(&page, "rust") {
                count += 1;
                let block = block.replacen("fn main()", "pub fn main()", 1).replacen("async pub fn", "pub async fn", 1);
                writeln!(modules, "mod p{count} {{ // {path}\n{block}\n}}").unwrap();
                if !block.contains("#[tokio::main]") {
                    writeln!(checks, "    p{count}::main()?;").unwrap();
                }
            }
            if let (true, [json]) = (path.starts_with("docs/models/"), blocks(&page, "json").as_slice()) {
                let name = page.lines().next().unwrap().trim_matches(['#', ' ', '`']);
                writeln!(checks, "    serde_json::from_str::<{library}::types::{name}>({json:?})?; // {path}").unwrap();
            }
        }
    }
    let main = format!("fn main() -> Result<(), Box<dyn std::error::Error>> {{\n{checks}    Ok(())\n}}\n");
    (format!("#![allow(dead_code, deprecated)]\n{modules}\n{main}"), count)
}

#[test]
fn every_program_compiles_and_every_example_decodes() {
    let folder = tempfile::tempdir().unwrap();
    let root = std::path::absolute(root()).unwrap();
    let mut manifest =
        "[package]\nname = \"programs\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n".to_owned();
    manifest += "[dependencies]\nchrono = \"0.4\"\nserde_json = \"1\"\nuuid = \"1\"\n";
    manifest += "tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }\n";
    for (path, _) in CLIENTS {
        let name = path.rsplit('/').next().unwrap();
        let path = root.join(path);
        writeln!(manifest, "{name} = {{ path = {path:?}, features = [\"full-serde\"] }}").unwrap();
    }
    let (main, count) = programs();
    assert!(count > 100, "there are only {count} programs");
    std::fs::create_dir(folder.path().join("src")).unwrap();
    std::fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    std::fs::write(folder.path().join("src/main.rs"), main).unwrap();
    cargo(&["run"], folder.path());
}

#[test]
fn every_link_has_a_target_and_there_is_no_html() {
    for (folder, document) in CLIENTS {
        let pages = pages(folder, document);
        let mut links = 0;
        for (path, page) in &pages {
            let here = Path::new(path).parent().unwrap();
            for event in Parser::new_ext(page, Options::ENABLE_TABLES) {
                match event {
                    Event::Start(Tag::Link { dest_url: target, .. }) if is_here(&target) => {
                        links += 1;
                        let (target, section) = target.split_once('#').unwrap_or((&target, ""));
                        let target = normal(&here.join(target));
                        let heading = format!("\n## {section}");
                        let has_section = |page: &String| page.to_lowercase().contains(&heading);
                        assert!(pages.get(&target).is_some_and(has_section), "{path} links to {target}#{section}");
                    }
                    Event::Start(Tag::Image { dest_url, .. }) => panic!("{path} shows {dest_url}"),
                    Event::Html(html) | Event::InlineHtml(html) => assert_eq!(&*html, "<br>", "{path}"),
                    _ => {}
                }
            }
        }
        assert!(links > 10, "{folder} has {links} links");
    }
}

/// Returns `true` if a link leads to a page of the reference.
fn is_here(target: &str) -> bool {
    !target.is_empty() && !target.starts_with("https://") && !target.starts_with("http://") && !target.starts_with('#')
}

/// Resolves `..` in a path.
fn normal(path: &Path) -> String {
    let mut parts = Vec::new();
    for part in path.to_str().unwrap().split('/') {
        match part {
            ".." => {
                parts.pop().unwrap();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Every row has as many cells as the head of its table.
#[test]
fn no_table_is_broken() {
    let bars = |line: &str| line.replace("\\\\", "").replace("\\|", "").matches('|').count();
    for (folder, document) in CLIENTS {
        for (path, page) in pages(folder, document) {
            let lines: Vec<_> = page.lines().collect();
            for rows in lines.split(|line| !line.starts_with("| ")).filter(|rows| rows.len() > 1) {
                assert!(rows[1].starts_with("| ---"), "{path}: {rows:?}");
                assert!(rows.iter().all(|row| bars(row) == bars(rows[0])), "{path}: {rows:#?}");
            }
        }
    }
}

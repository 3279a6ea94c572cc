//! The front page: its first example is short, its figures are those of `BENCHMARKS.md`, and its links lead somewhere.

use pulldown_cmark::{Event, Parser, Tag};

use crate::{read, root};

fn text(file: &str) -> String {
    String::from_utf8(read(file)).unwrap()
}

/// The cells of the rows of all tables, without spaces at their ends.
fn rows(text: &str) -> Vec<Vec<&str>> {
    text.lines()
        .filter_map(|line| line.strip_prefix('|'))
        .map(|line| line.split('|').map(str::trim).collect())
        .collect()
}

#[test]
fn the_first_example_is_short_and_has_all_four_outcomes() {
    let readme = text("README.md");
    let (_, example) = readme.split_once("```rust\n").unwrap();
    let (example, _) = example.split_once("```").unwrap();
    assert!(example.lines().count() <= 15, "{example}");
    for status in ["200", "201", "401", "500"] {
        assert!(example.contains(&format!("println!(\"{status}: ")), "{status}");
    }
}

/// A screen and a half.
#[test]
fn it_is_read_in_ten_minutes() {
    assert!(text("README.md").lines().count() <= 100);
}

#[test]
fn its_figures_were_measured() {
    let (readme, benchmarks) = (text("README.md"), text("BENCHMARKS.md"));
    let measured = rows(&benchmarks);
    let mut compared = 0;
    for row in rows(&readme) {
        let Some(benchmark) = measured.iter().find(|benchmark| benchmark[0] == row[0] && row[0] != "---") else {
            continue;
        };
        assert_eq!(row[1], benchmark[1], "{}", row[0]);
        let others: Vec<_> = benchmark[2].split("; ").map(|other| other.split_once(": ").unwrap()).collect();
        for (peer, figure) in ["progenitor (positional)", "openapi-to-rust", "ploidy"].iter().zip(&row[2..]) {
            assert!(others.contains(&(*peer, *figure)), "{}: {peer} {figure}", row[0]);
        }
        compared += 1;
    }
    assert_eq!(compared, 4);
}

#[test]
fn its_links_lead_somewhere() {
    let readme = text("README.md");
    let links = Parser::new(&readme).filter_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.into_string()),
        _ => None,
    });
    let broken: Vec<_> = links.filter(|link| !root().join(link).exists()).collect();
    assert!(broken.is_empty(), "{broken:?}");
}

/// Pages name errors that the runtime has: a page is not compiled as a whole.
#[test]
fn pages_name_errors_that_exist() {
    let source: syn::File = syn::parse_str(&text("crates/statusful/src/error/mod.rs")).unwrap();
    let error = source.items.iter().find_map(|item| match item {
        syn::Item::Enum(item) if item.ident == "Error" => Some(item),
        _ => None,
    });
    let variants: Vec<_> = error.unwrap().variants.iter().map(|variant| variant.ident.to_string()).collect();
    let guide = std::fs::read_dir(root().join("docs/guide")).unwrap().map(|entry| entry.unwrap().path());
    let pages = guide.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    let others = ["README.md", "crates/keymint/README.md", "crates/statusful/README.md"].map(|page| root().join(page));
    let mut named = 0;
    for page in pages.chain(others) {
        let text = std::fs::read_to_string(&page).unwrap();
        for name in text.split("`Error::").skip(1) {
            let name = name.split(|c: char| !c.is_alphanumeric()).next().unwrap();
            assert!(variants.iter().any(|variant| variant == name), "{}: `Error::{name}`", page.display());
            named += 1;
        }
    }
    assert!(named > 10, "{named}");
}

/// `cargo NAME` in the README is an alias of this repository, or a command of Cargo.
#[test]
fn its_commands_exist() {
    let config: toml::Table = toml::from_str(&text(".cargo/config.toml")).unwrap();
    let aliases = config["alias"].as_table().unwrap();
    let readme = text("README.md");
    let commands: Vec<_> = readme.split(['`', '\n']).filter_map(|text| text.strip_prefix("cargo ")).collect();
    for name in commands.iter().filter_map(|command| command.split(' ').next()) {
        let is_known = aliases.contains_key(name) || ["install", "add", "test", "build", "check"].contains(&name);
        assert!(is_known, "cargo {name}");
    }
    assert!(commands.contains(&"keymint demo") && commands.contains(&"xtask regen"), "{commands:?}");
    // The alias leads to the demo whose output `crates/keymint-cli/tests/demo.rs` compares.
    assert_eq!(aliases["keymint"].as_str(), Some("run --quiet --bin keymint --"));
}

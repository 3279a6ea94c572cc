//! The pages of `docs/guide`: their links, their code, and the programs of the first chapters.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use statusful_codegen::disk::Plan;
use statusful_codegen::{Runtime, Settings, generate};
use statusful_mock::Mock;

use crate::standalone::cargo;
use crate::{root, settings};

/// A page of the guide.
struct Page {
    name: String,
    /// The slugs of its headings, as GitHub and mdBook make them.
    anchors: BTreeSet<String>,
    /// The targets of its links and pictures.
    links: Vec<String>,
    code: Vec<Code>,
}

/// A block of code.
struct Code {
    /// What follows the fence, such as `rust,no_run`.
    language: String,
    text: String,
    /// The name of the file, if the paragraph before the block is nothing else: "`src/main.rs`:".
    file: Option<String>,
}

impl Code {
    fn is(&self, word: &str) -> bool {
        self.language.split(',').any(|other| other == word)
    }

    /// Code that another generator wrote, or that uses such code; it says so in its first line.
    fn is_of_others(&self) -> bool {
        ["// progenitor", "// openapi-generator"].iter().any(|mark| self.text.starts_with(mark))
    }
}

fn pages() -> BTreeMap<String, Page> {
    let entries = fs::read_dir(root().join("docs/guide")).unwrap().map(|entry| entry.unwrap().path());
    let pages = entries.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    pages.map(|path| parse(&path)).map(|page| (page.name.clone(), page)).collect()
}

fn parse(path: &Path) -> Page {
    let text = fs::read_to_string(path).unwrap();
    let name = path.file_name().unwrap().to_str().unwrap().to_owned();
    let mut page = Page { name, anchors: BTreeSet::new(), links: Vec::new(), code: Vec::new() };
    let (mut heading, mut paragraph, mut block) = (None, String::new(), None);
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                page.links.push(dest_url.into_string());
            }
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => drop(page.anchors.insert(slug(&heading.take().unwrap()))),
            Event::Start(Tag::Paragraph) => paragraph.clear(),
            Event::Start(Tag::CodeBlock(kind)) => block = Some((kind, String::new())),
            Event::End(TagEnd::CodeBlock) => {
                let (kind, text) = block.take().unwrap();
                page.code.push(code(&kind, text, &paragraph));
                paragraph.clear();
            }
            Event::Text(text) | Event::Code(text) => match (&mut heading, &mut block) {
                (Some(heading), _) => heading.push_str(&text),
                (_, Some((_, block))) => block.push_str(&text),
                _ => paragraph.push_str(&text),
            },
            _ => {}
        }
    }
    page
}

fn code(kind: &CodeBlockKind<'_>, text: String, before: &str) -> Code {
    let language = match kind {
        CodeBlockKind::Fenced(language) => language.to_string(),
        CodeBlockKind::Indented => String::new(),
    };
    let file = before.strip_suffix(':').filter(|name| name.contains('.') && !name.contains(' '));
    Code { language, text, file: file.map(str::to_owned) }
}

/// The anchor of a heading.
fn slug(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    kept.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c)).map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let pages = pages();
    for page in pages.values() {
        for link in page.links.iter().filter(|link| !link.contains("://")) {
            let (path, anchor) =
                link.split_once('#').map_or((link.as_str(), None), |(path, anchor)| (path, Some(anchor)));
            let path = if path.is_empty() { page.name.as_str() } else { path };
            assert!(root().join("docs/guide").join(path).exists(), "{}: {link}", page.name);
            let inside = pages.get(path);
            assert!(
                inside.is_some()
                    || Path::new(path).extension().is_some_and(|it| it == "svg")
                    || path.starts_with("../../crates/keymint/docs/"),
                "{}: {link} is not in the book",
                page.name
            );
            if let (Some(anchor), Some(target)) = (anchor, inside) {
                assert!(target.anchors.contains(anchor), "{}: there is no heading {link}", page.name);
            }
        }
    }
}

#[test]
fn every_page_is_a_chapter() {
    let pages = pages();
    let chapters: BTreeSet<&str> = pages["SUMMARY.md"].links.iter().map(String::as_str).collect();
    let existing: BTreeSet<&str> = pages.keys().map(String::as_str).filter(|name| *name != "SUMMARY.md").collect();
    assert_eq!(chapters, existing);
}

/// The documentation tests of this package compile the pages that `src/lib.rs` includes.
#[test]
fn every_snippet_is_compiled() {
    let included = fs::read_to_string(root().join("tests/src/lib.rs")).unwrap();
    for page in pages().values() {
        let is_included = included.contains(&format!("docs/guide/{}\")", page.name));
        for code in &page.code {
            let name = &page.name;
            if code.is("rust") && (code.is("ignore") || code.is("text")) {
                let is_tried = COMPILED.contains(&(name.as_str(), code.file.as_deref().unwrap_or_default()));
                assert!(is_tried || code.is_of_others(), "{name}: nothing compiles this:\n{}", code.text);
            } else if code.is("rust") {
                assert!(is_included, "{name} has Rust and is not in tests/src/lib.rs:\n{}", code.text);
            } else {
                assert!(!code.is(""), "{name}: code without a language:\n{}", code.text);
                let looks_like_rust = ["let ", "use ", "fn ", ".await"].iter().any(|it| code.text.contains(it));
                assert!(!(code.is("text") && looks_like_rust), "{name}: this is Rust:\n{}", code.text);
            }
        }
    }
}

/// The files that are compiled as programs: by the test below, and in `build_scripts`.
const COMPILED: &[(&str, &str)] = &[("getting-started.md", "src/main.rs"), ("build.md", "src/main.rs")];

/// Returns the files of a page by their names.
pub(crate) fn files(page: &str) -> BTreeMap<String, String> {
    let page = parse(&root().join("docs/guide").join(page));
    page.code.into_iter().filter_map(|code| Some((code.file?, code.text))).collect()
}

/// Writes a client of a document into a folder.
fn client(name: &str, document: &str, folder: &Path) {
    let runtime =
        Runtime::Path(std::path::absolute(root().join("crates/statusful")).unwrap().to_str().unwrap().to_owned());
    let generated = generate(
        "openapi.yaml",
        document.as_bytes(),
        &Settings { mock: true, ..settings(name, "openapi.yaml", runtime) },
    );
    Plan::compare(&generated.unwrap().client.unwrap().files, folder).unwrap().apply().unwrap();
}

/// The program prints what the chapter says, with the mock that the chapter starts.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_program_prints_what_the_chapter_says() {
    let (files, text) =
        (files("getting-started.md"), fs::read_to_string(root().join("docs/guide/getting-started.md")).unwrap());
    let folder = tempfile::tempdir().unwrap();
    client("exports", &files["openapi.yaml"], &folder.path().join("exports"));
    let scenario = text.split("--scenario 'getExport=").nth(1).and_then(|rest| rest.split('\'').next()).unwrap();
    let mock = Mock::read("openapi.yaml", files["openapi.yaml"].as_bytes()).unwrap().scenario("getExport", scenario);
    let server = mock.start().await.unwrap();
    // The client is a workspace of its own.
    let manifest = format!(
        "[package]\nname = \"first\"\nedition = \"2024\"\n\n{}\n[workspace]\nexclude = [\"exports\"]\n",
        files["Cargo.toml"]
    );
    fs::create_dir_all(folder.path().join("src")).unwrap();
    fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    fs::write(folder.path().join("src/main.rs"), files["src/main.rs"].replace("http://127.0.0.1:4010", &server.url()))
        .unwrap();
    for _ in 0..2 {
        let printed = cargo(&["run"], folder.path());
        assert!(text.contains(&format!("`{}`", printed.trim_end())), "the chapter does not say {printed}");
    }
    assert_eq!(server.received().len(), 2);
}

//! Documents that are read, written and read again.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::Path;

use statusful_document::diagnostic::Diagnostics;
use statusful_document::source::{Node, Source, Value, read, write};

/// Asserts that a document reads as the same tree once it is written, in the same order.
fn assert_same(name: &str, source: &Source) {
    let text = write(source).unwrap();
    let mut diagnostics = Diagnostics::default();
    let again = read(name, text.as_bytes(), &mut diagnostics);
    assert_eq!(diagnostics.iter().collect::<Vec<_>>().len(), 0, "{name}: {diagnostics:?}");
    assert!(again.root == source.root, "{name} differs:\n{}", text.chars().take(500).collect::<String>());
    assert_eq!(names(&again.root), names(&source.root), "{name} is in another order");
}

/// Every key, in the order of the document.
fn names(root: &Node) -> Vec<String> {
    let mut names = Vec::new();
    let mut stack = vec![root];
    while let Some(node) = stack.pop() {
        names.extend(node.members().map(|(name, _)| name.to_owned()));
        stack.extend(node.members().map(|(_, entry)| &entry.node).chain(node.items()));
    }
    names
}

fn document(name: &str, text: &str) -> Source {
    read(name, text.as_bytes(), &mut Diagnostics::default())
}

#[test]
fn documents_of_others_stay_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let Ok(files) = fs::read_dir(&folder) else {
        eprintln!("skipped: there is no {}", folder.display());
        return;
    };
    let is_document = |name: &str| [".yaml", ".yml", ".json"].iter().any(|ending| name.ends_with(ending));
    for path in files.map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if is_document(&name) {
            assert_same(&name, &read(&name, &fs::read(&path).unwrap(), &mut Diagnostics::default()));
        }
    }
}

/// Parts of strings that a notation gives a meaning.
const PIECES: &[&str] = &[
    "a",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\t",
    "\r",
    ": ",
    ":",
    " #",
    "#",
    "- ",
    "-",
    "? ",
    "'",
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    "&a",
    "*a",
    "!",
    "|",
    ">",
    "%",
    "@",
    "`",
    "~",
    "null",
    "true",
    "no",
    "1",
    "0x1F",
    "1e3",
    ".5",
    "1_000",
    "12:30",
    "<<",
    "=",
    "---",
    "...",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{2028}",
    "\u{feff}",
    "\u{9b}",
    "\0",
    "\u{1b}",
    "ä",
    "😀",
    "\u{fffe}",
    "\u{e000}",
    "2024-01-31",
];

#[test]
fn every_string_and_key_stays_the_same() {
    for left in PIECES {
        let texts = PIECES.iter().flat_map(|right| {
            [
                format!("{left}{right}"),
                format!("{left}x{right}"),
                format!("x{left}{right}x"),
                format!("{right}{}", left.repeat(150)),
            ]
        });
        let members = texts.map(|text| {
            let quoted = serde_json::to_string(&text).unwrap();
            format!("{quoted}: [{quoted}, [{quoted}], {{{quoted}: {quoted}}}]")
        });
        let text = format!("{{{}}}", members.collect::<Vec<_>>().join(", "));
        for name in ["x.json", "x.yaml"] {
            let mut source = document("x.json", &text);
            name.clone_into(&mut source.files[0].name);
            assert_same(name, &source);
        }
    }
}

#[test]
fn numbers_and_empty_values_stay_the_same() {
    let text = "{\"n\": [0, -0, 1.0, 1e3, 1E+3, 123456789012345678901234567890, 0.10, -1.5e-300], \"e\": [{}, [], null, \"\", true]}";
    for name in ["x.json", "x.yaml"] {
        assert_same(name, &document(name, text));
    }
    let numbers = document("x.json", text).root.get("n").unwrap().items().map(|n| n.value.clone()).collect::<Vec<_>>();
    assert!(matches!(&numbers[5], Value::Number(text) if text.len() == 30));
}

#[test]
fn yaml_is_written_as_people_write_it() {
    let text = "openapi: '3.0.3'\ninfo: {title: \"Keys\", version: '1.0', description: \"One.\\nTwo.\\n\"}\ntags: [{name: 'no'}, {name: it's}]\npaths: {}\n";
    let expected = "openapi: 3.0.3\ninfo:\n  title: Keys\n  version: '1.0'\n  description: |\n    One.\n    Two.\ntags:\n- name: 'no'\n- name: it's\npaths: {}\n";
    assert_eq!(write(&document("x.yaml", text)).unwrap(), expected);
}

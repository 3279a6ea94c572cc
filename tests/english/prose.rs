//! The prose of this repository: Markdown, comments, and the snapshots of help and diagnostics.

use std::fs;
use std::path::Path;

/// Folders without prose of ours. The clients in `tests/clients` contain the texts of test documents, which imitate vendors.
const SKIPPED: [&str; 5] = ["target", "node_modules", "fixtures", "tests/clients", "tests/english"];

/// A file, with the lines that people read.
pub(crate) struct File {
    /// The path relative to the repository, with `/`.
    pub(crate) path: String,
    pub(crate) lines: Vec<Line>,
}

/// A line of prose.
pub(crate) struct Line {
    /// The number of the line, from 1.
    pub(crate) number: usize,
    pub(crate) text: String,
    /// `true` for the first line of the documentation of a function.
    pub(crate) starts_function: bool,
}

/// Returns every file with prose.
pub(crate) fn files(root: &Path) -> Vec<File> {
    let mut files = Vec::new();
    visit(root, "", &mut files);
    assert!(files.len() > 500, "only {} files were found", files.len());
    files
}

fn visit(folder: &Path, prefix: &str, files: &mut Vec<File>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(Result::unwrap).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().into_string().unwrap();
        let path = format!("{prefix}{name}");
        let is_hidden = name.starts_with('.') && name != ".ci";
        if is_hidden || SKIPPED.iter().any(|skipped| name == *skipped || path == *skipped) {
            continue;
        }
        if entry.file_type().unwrap().is_dir() {
            visit(&entry.path(), &format!("{path}/"), files);
        } else if let Some(extract) = extractor(&path) {
            let text = fs::read_to_string(entry.path()).unwrap();
            files.push(File { path, lines: extract(&text) });
        }
    }
}

/// Returns the function that extracts the prose of a file, by its name.
fn extractor(path: &str) -> Option<fn(&str) -> Vec<Line>> {
    let is_output = path.contains("__help") || path.contains("tests/diagnostics/");
    match path.rsplit_once('.') {
        _ if path.starts_with(".ci/") => Some(scripts),
        Some((_, "md")) => Some(markdown),
        Some((_, "rs")) => Some(comments),
        Some((_, "toml")) => Some(scripts),
        Some((_, "snap")) if is_output => Some(snapshot),
        _ => None,
    }
}

fn markdown(text: &str) -> Vec<Line> {
    let mut is_code = false;
    select(text, |line| {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        (!is_fence && !is_code).then_some(line)
    })
}

fn scripts(text: &str) -> Vec<Line> {
    select(text, |line| line.trim_start().strip_prefix("# "))
}

/// The header of a snapshot contains Rust. Lines of documents have a number, or are part of JSON, and are not ours.
fn snapshot(text: &str) -> Vec<Line> {
    let mut rules = 0;
    select(text, |line| {
        rules += usize::from(line == "---");
        (rules >= 2 && !line.starts_with(|c: char| c.is_ascii_digit())).then_some(line)
    })
}

fn comments(text: &str) -> Vec<Line> {
    let mut lines = select(text, |line| line.trim_start().strip_prefix("//"));
    let source: Vec<_> = text.lines().map(str::trim_start).collect();
    for line in &mut lines {
        // `/// ` and `//! ` are documentation.
        let is_first = line.text.starts_with("/ ") && (line.number < 2 || !source[line.number - 2].starts_with("///"));
        let item = source[line.number..].iter().find(|next| !next.starts_with("//") && !next.starts_with("#["));
        line.starts_function = is_first && item.is_some_and(|item| is_function(item));
    }
    lines
}

fn is_function(item: &str) -> bool {
    let words = item.split_whitespace().filter(|word| !word.starts_with("pub"));
    words.take_while(|word| ["const", "async", "unsafe", "fn"].contains(word)).any(|word| word == "fn")
}

fn select<'t>(text: &'t str, mut prose: impl FnMut(&'t str) -> Option<&'t str>) -> Vec<Line> {
    let lines = text.lines().enumerate().filter_map(|(index, line)| {
        let text = prose(line)?.to_owned();
        Some(Line { number: index + 1, text, starts_function: false })
    });
    lines.collect()
}

#[test]
fn code_is_not_prose() {
    let source =
        "/// Whether.\n#[must_use]\npub const fn a() {}\n/// Whether.\nlet b: bool;\nlet c = \"// Whether\";\n";
    let lines = comments(source);
    let found: Vec<_> = lines.iter().map(|line| (line.number, line.starts_function)).collect();
    assert_eq!(found, [(1, true), (4, false)]);
    let numbers: Vec<_> = markdown("a\n```rust\nb\n```\nc\n").iter().map(|line| line.number).collect();
    assert_eq!(numbers, [1, 5]);
}

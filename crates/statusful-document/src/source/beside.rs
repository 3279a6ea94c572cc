//! Files in the folder of a document, and which of them a reference means.
//!
//! The library reads none itself: whoever calls it hands in a [`Reader`], and only paths within the document's folder
//! ever reach that.

use std::collections::{HashMap, VecDeque};

use super::{FileId, Node, Source, SourceFile, Value, encoding, tree};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::openapi::decode_fragment;

/// How many files one document may be spread over, and how large they may be together, in bytes.
const FILES: usize = 2_000;
const BYTES: usize = 256 << 20;

/// The extensions of files that are read.
const ENDINGS: [&str; 3] = [".yaml", ".yml", ".json"];

/// Reads files in the folder of a document.
pub trait Reader {
    /// The bytes of a file, or why there are none, in words. The path begins at the folder of the document, has `/`
    /// between its parts, and no part that leads up.
    fn read(&self, path: &str) -> Result<Vec<u8>, String>;
}

/// The files of a document, except for the document itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Beside {
    /// The role of each file, by its number. Overlays have no tree.
    origins: Vec<Origin>,
    /// The outcome for each path that was tried.
    known: HashMap<String, Result<FileId, String>>,
    /// Whether files are read at all.
    is_read: bool,
}

#[derive(Debug, Clone)]
struct Origin {
    /// The path from the document's folder.
    path: String,
    /// The tree; nothing for the document, which is [`Source::root`], and for what changes the document.
    root: Option<Node>,
}

/// The target of a reference's path.
#[derive(Debug, Clone, Copy)]
pub enum Found<'s> {
    /// A file that was read, and its number.
    File(FileId, &'s Node),
    /// A file that could not be read, and why.
    Unreadable(&'s str),
    /// Something that is not within the document's folder, or that nobody would read.
    Outside,
}

/// The role of a file in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'s> {
    /// The document itself.
    Document,
    /// It changes the document.
    Overlay,
    /// The document refers to it, by this path from its folder.
    Beside(&'s str),
}

impl Source {
    /// The tree of a file. What overlays add belongs to the document.
    pub fn root_of(&self, file: FileId) -> &Node {
        self.beside.origins.get(file.0).and_then(|origin| origin.root.as_ref()).unwrap_or(&self.root)
    }

    /// Returns `true` if a file is the document or an overlay, rather than a referenced file.
    pub fn is_document(&self, file: FileId) -> bool {
        self.beside.origins.get(file.0).is_none_or(|origin| origin.root.is_none())
    }

    /// All trees, that of the document first.
    pub fn roots(&self) -> impl Iterator<Item = (FileId, &Node)> {
        let others = self.beside.origins.iter().enumerate();
        let others = others.filter_map(|(index, origin)| Some((FileId(index), origin.root.as_ref()?)));
        std::iter::once((FileId(0), &self.root)).chain(others)
    }

    /// Passes on each tree, that of the document first, to be changed.
    pub(crate) fn each_root(&mut self, mut change: impl FnMut(&mut Node)) {
        change(&mut self.root);
        self.beside.origins.iter_mut().filter_map(|origin| origin.root.as_mut()).for_each(change);
    }

    /// Every file that was read, the document first, and what each of them is.
    pub fn parts(&self) -> impl Iterator<Item = (Part<'_>, &SourceFile)> {
        let origins = self.beside.origins.iter().enumerate();
        let parts = origins.map(|(index, origin)| match (index, &origin.root) {
            (0, _) => Part::Document,
            (_, None) => Part::Overlay,
            (_, Some(_)) => Part::Beside(&origin.path),
        });
        parts.zip(&self.files)
    }

    /// Returns the target of a reference, relative to the file that contains the reference.
    pub fn find(&self, from: FileId, path: &str) -> Found<'_> {
        let path = self.beside.origins.get(from.0).and_then(|origin| join(&origin.path, path));
        match path.and_then(|path| self.beside.known.get(&path)) {
            Some(Ok(file)) => Found::File(*file, self.root_of(*file)),
            Some(Err(why)) => Found::Unreadable(why),
            None => Found::Outside,
        }
    }

    /// Returns `true` if referenced files are read.
    pub fn reads_files(&self) -> bool {
        self.beside.is_read
    }

    /// Adds a file that is not part of the document by itself.
    pub(crate) fn add_file(&mut self, file: SourceFile) -> FileId {
        self.files.push(file);
        let document = self.beside.origins.first().map(|origin| origin.path.clone()).unwrap_or_default();
        self.beside.origins.push(Origin { path: document, root: None });
        FileId(self.files.len() - 1)
    }
}

/// Remembers the document itself, which others may refer back to.
pub(super) fn document(name: &str) -> Beside {
    let path = name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    let known = HashMap::from([(path.clone(), Ok(FileId(0)))]);
    Beside { origins: vec![Origin { path, root: None }], known, is_read: false }
}

/// Reads every file that the document refers to, and those that they refer to.
pub(crate) fn read_all(source: &mut Source, reader: &dyn Reader, diagnostics: &mut Diagnostics) {
    source.beside.is_read = true;
    let mut left = BYTES;
    let mut wanted: VecDeque<(FileId, String)> = paths(&source.root);
    while let Some((from, reference)) = wanted.pop_front() {
        let base = source.beside.origins.get(from.0).map(|origin| origin.path.as_str()).unwrap_or_default();
        let Some(path) = join(base, &reference) else { continue };
        if source.beside.known.contains_key(&path) {
            continue;
        }
        let outcome = within_bounds(source, reader, &path, &mut left).map(|bytes| {
            let file = add(source, &path, &bytes, diagnostics);
            wanted.extend(paths(source.root_of(file)));
            file
        });
        source.beside.known.insert(path, outcome);
    }
}

fn within_bounds(source: &Source, reader: &dyn Reader, path: &str, left: &mut usize) -> Result<Vec<u8>, String> {
    is_document(path)?;
    if source.files.len() >= FILES {
        return Err(format!("the document refers to more than {FILES} files"));
    }
    let bytes = reader.read(path)?;
    *left = left.checked_sub(bytes.len()).ok_or_else(|| "the total size of the files is too large".to_owned())?;
    Ok(bytes)
}

/// Checks that a path has the name of a document: other files may contain secrets.
pub(crate) fn is_document(path: &str) -> Result<(), String> {
    if path.split('/').any(|part| part.starts_with('.')) {
        return Err("files and folders with a name that starts with a dot are not read".to_owned());
    }
    let is_document = ENDINGS.iter().any(|ending| path.to_ascii_lowercase().ends_with(ending));
    if is_document { Ok(()) } else { Err(format!("only files that end in {} are read", ENDINGS.join(", "))) }
}

/// Adds a file that was read. Its name is relative to the document.
fn add(source: &mut Source, path: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> FileId {
    let folder = source.files.first().and_then(|file| file.name.rsplit_once('/'));
    let name = folder.map_or(path.to_owned(), |(folder, _)| format!("{folder}/{path}"));
    let file = FileId(source.files.len());
    let (text, root) = read_beside(&name, bytes, file, diagnostics);
    source.files.push(SourceFile::new(name, text));
    source.beside.origins.push(Origin { path: path.to_owned(), root: Some(root) });
    file
}

/// The text and the tree of one file more. What is wrong with it is wrong with one spot of the document.
pub(crate) fn read(name: &str, bytes: &[u8], file: FileId, diagnostics: &mut Diagnostics) -> (String, Node) {
    let mut own = Diagnostics::new(diagnostics.strictness());
    let (text, is_readable) = encoding::decode(bytes, &mut own);
    let root = if is_readable { tree(name, &text, &mut own) } else { None };
    let mut root = root.unwrap_or_else(super::nothing);
    move_to(&mut root, file);
    for mut diagnostic in own {
        diagnostic.labels.iter_mut().for_each(|label| label.span.file = file);
        diagnostics.tolerate(diagnostic);
    }
    (text, root)
}

/// Parses a file that a document refers to. If the file is not a document, it may contain a secret, so neither its text
/// nor a word of it is kept: spaces in its place keep the lines and columns of the diagnostics.
fn read_beside(name: &str, bytes: &[u8], file: FileId, diagnostics: &mut Diagnostics) -> (String, Node) {
    let mut own = Diagnostics::new(diagnostics.strictness());
    let (text, root) = read(name, bytes, file, &mut own);
    let is_document = matches!(root.value, Value::Object(_) | Value::Array(_));
    for diagnostic in own {
        diagnostics.tolerate(if is_document { diagnostic } else { without_words(&diagnostic) });
    }
    if is_document { (text, root) } else { (blank(&text), Node { value: Value::Null, ..root }) }
}

/// A diagnostic of the same place that quotes nothing.
fn without_words(diagnostic: &Diagnostic) -> Diagnostic {
    let place = diagnostic.labels.first().map(|label| label.span);
    let message = "a referenced file is neither JSON nor YAML";
    let blank = Diagnostic::new(diagnostic.code, message);
    place.into_iter().fold(blank, |blank, place| blank.at(place, "the error is here; the text is not shown"))
}

fn blank(text: &str) -> String {
    let spaces = |c: char| if c == '\n' || c == '\r' { c.to_string() } else { " ".repeat(c.len_utf8()) };
    text.chars().map(spaces).collect()
}

/// Puts a tree into a file. No tree is deep.
fn move_to(node: &mut Node, file: FileId) {
    node.span.file = file;
    match &mut node.value {
        Value::Array(items) => items.iter_mut().for_each(|item| move_to(item, file)),
        Value::Object(members) => {
            for entry in members.values_mut() {
                entry.key.file = file;
                move_to(&mut entry.node, file);
            }
        }
        _ => {}
    }
}

/// Returns the path of every reference to another file, with the file that contains it.
fn paths(root: &Node) -> VecDeque<(FileId, String)> {
    let mut found = VecDeque::new();
    let mut stack = vec![root];
    while let Some(node) = stack.pop() {
        for (name, entry) in node.members() {
            match name {
                "$ref" => found.extend(path(&entry.node)),
                "mapping" => {
                    found.extend(entry.node.members().filter_map(|(_, entry)| path(&entry.node).filter(is_file)));
                }
                _ => {}
            }
            stack.push(&entry.node);
        }
        stack.extend(node.items());
    }
    found
}

/// The path in a reference, if there is one.
fn path(reference: &Node) -> Option<(FileId, String)> {
    let path = reference.as_str()?.split('#').next().filter(|path| !path.is_empty())?;
    Some((reference.span.file, path.to_owned()))
}

/// Returns `true` if the target of a discriminator's mapping is a file. Without a known extension it is the name of a schema.
fn is_file((_, path): &(FileId, String)) -> bool {
    ENDINGS.iter().any(|ending| path.ends_with(ending))
}

/// The path of a reference, from the folder of the document; nothing when it is a URL, absolute, or leads above the
/// folder.
fn join(base: &str, reference: &str) -> Option<String> {
    let reference = decode_fragment(reference);
    let scheme = reference.split(['/', '.']).next().is_some_and(|start| start.contains(':'));
    if scheme || reference.starts_with('/') || reference.contains(|c: char| c.is_control() || "\\?".contains(c)) {
        return None;
    }
    let mut parts: Vec<&str> = base.split('/').collect();
    parts.pop();
    for part in reference.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part if part.contains(':') => return None,
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{is_document, join};

    #[test]
    fn only_names_of_documents_are_read() {
        for path in ["api.yaml", "schemas/key.yml", "a.b/Key.JSON"] {
            assert_eq!(is_document(path), Ok(()), "{path}");
        }
        for path in
            [".env", ".git/config", ".git/a.json", "a/.b/c.yaml", ".yaml", "a/.json", "id_rsa", "yaml", "a.toml"]
        {
            assert!(is_document(path).is_err(), "{path}");
        }
    }

    #[test]
    fn paths_stay_below_the_document() {
        let joined = |base: &str, reference: &str| join(base, reference).unwrap_or_default();
        assert_eq!(joined("api.yaml", "schemas/key.yaml"), "schemas/key.yaml");
        assert_eq!(joined("api.yaml", "./a%20b.yaml"), "a b.yaml");
        assert_eq!(joined("schemas/key.yaml", "../api.yaml"), "api.yaml");
        assert_eq!(joined("schemas/key.yaml", "id.yaml"), "schemas/id.yaml");
        for outside in [
            "../api.yaml",
            "schemas/../../api.yaml",
            "/etc/passwd",
            "%2e%2e/api.yaml",
            "https://example.com/api.yaml",
            "file:///etc/passwd",
            "C:/api.yaml",
            "a/C:/api.yaml",
            "..\\api.yaml",
            "a\0b",
            ".",
        ] {
            assert_eq!(join("api.yaml", outside), None, "{outside}");
        }
    }
}

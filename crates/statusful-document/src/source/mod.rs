//! Bytes to a tree that remembers where everything stood.
//!
//! JSON and YAML become the same [`Node`]s, so no later stage knows which one a document was written in, and every
//! later diagnostic can point to the characters that caused it.

mod beside;
mod copies;
mod encoding;
mod json;
mod node;
mod span;
mod write;
mod yaml;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};

pub use beside::{Found, Part, Reader};
pub(crate) use beside::{is_document, read as read_file, read_all};
pub(crate) use copies::Copies;
pub use node::{Entry, Node, Object, Value};
pub use span::{FileId, Position, SourceFile, Span};
pub use write::{WriteError, write};

/// How deep values may be nested; deeper is refused rather than trusted to the stack. Both parsers go at least this
/// deep themselves, and public API descriptions stay below 50.
pub(crate) const DEPTH: usize = 200;

/// A document as read: its text and its tree.
#[derive(Debug, Clone)]
pub struct Source {
    /// The files the tree was read from, indexed by [`FileId`].
    pub files: Vec<SourceFile>,
    /// The whole document; `null` when it could not be read.
    pub root: Node,
    /// The other files.
    beside: beside::Beside,
}

/// Reads a document. Errors are added to `diagnostics`; the files are always returned, so that errors can be shown.
pub fn read(name: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> Source {
    let (text, intact) = encoding::decode(bytes, diagnostics);
    let root = if intact { tree(name, &text, diagnostics) } else { None };
    Source {
        files: vec![SourceFile::new(name, text)],
        root: root.unwrap_or_else(nothing),
        beside: beside::document(name),
    }
}

/// Reads a document, and the files that it refers to.
pub fn read_with(name: &str, bytes: &[u8], reader: &dyn Reader, diagnostics: &mut Diagnostics) -> Source {
    let mut source = read(name, bytes, diagnostics);
    read_all(&mut source, reader, diagnostics);
    source
}

fn tree(name: &str, text: &str, diagnostics: &mut Diagnostics) -> Option<Node> {
    let root = match Notation::of(name, text) {
        _ if text.trim().is_empty() => nothing(),
        Notation::Json => json::read(text, diagnostics)?,
        Notation::Yaml => yaml::read(text, diagnostics)?,
    };
    if root.is_null() {
        diagnostics.push(empty());
    }
    Some(root)
}

fn nothing() -> Node {
    Node { span: span(0, 0), value: Value::Null }
}

fn empty() -> Diagnostic {
    Diagnostic::new(Code::EmptyDocument, "the document is empty")
        .at(span(0, 0), "expected an object with `openapi`, `info` and `paths`")
        .help("check that the file was saved or downloaded completely")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Notation {
    Json,
    Yaml,
}

impl Notation {
    /// By the file's extension, else by the first character. JSON is nearly YAML, but YAML knows no surrogate pairs.
    fn of(name: &str, text: &str) -> Self {
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        match extension.as_deref() {
            Some("json") => Self::Json,
            Some("yaml" | "yml") => Self::Yaml,
            _ if text.trim_start().starts_with(['{', '[']) => Self::Json,
            _ => Self::Yaml,
        }
    }
}

/// A place in the one file that is being read.
fn span(start: usize, end: usize) -> Span {
    Span { file: FileId(0), start, end: end.max(start), copy: 0 }
}

/// That a key stands twice in one mapping; both notations allow it to be written, and neither says what it means.
fn duplicate_key(key: &str, first: Span, second: Span) -> Diagnostic {
    Diagnostic::new(Code::DuplicateKey, format!("duplicate key {}", crate::diagnostic::quote(key)))
        .at(second, "repeated here, and ignored")
        .at(first, "first used here")
        .help("remove one of them")
}

fn nested_too_deep(place: Span) -> Diagnostic {
    Diagnostic::new(Code::NestedTooDeep, format!("values are nested more than {DEPTH} levels deep"))
        .at(place, "exceeds the limit")
        .help("move inner schemas to `components`, and use `$ref`")
}

#[cfg(test)]
pub(crate) mod tests;

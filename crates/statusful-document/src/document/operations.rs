//! The operations of a document.

use std::collections::HashSet;

use super::Document;
use crate::source::{Node, Span};

/// The methods a path item may have (OpenAPI 3.0.3, section 4.7.9).
pub const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// An operation and where it was found.
#[derive(Debug, Clone, Copy)]
pub struct Operation<'s> {
    /// The path template.
    pub path: &'s str,
    /// Where the path template stands.
    pub path_span: Span,
    /// The path item that has the operation. Its parameters are the operation's too.
    pub path_item: &'s Node,
    /// The method in lower case.
    pub method: &'s str,
    /// Where the method stands.
    pub method_span: Span,
    /// The operation.
    pub node: &'s Node,
}

impl<'s> Operation<'s> {
    /// Method and path as people write them, such as `GET /keys/{id}`.
    pub fn title(&self) -> String {
        format!("{} {}", self.method.to_uppercase(), self.path)
    }

    /// The parameters as they stand, references unresolved: the operation's own, then those of its path item.
    pub fn written_parameters(&self) -> impl Iterator<Item = &'s Node> {
        [self.node, self.path_item].into_iter().filter_map(|node| node.get("parameters")).flat_map(Node::items)
    }

    /// The parameters that count. Those of the operation replace those of its path item that have the same name and
    /// place; those that cannot be resolved are left out.
    pub fn parameters(&self, document: &Document<'s>) -> Vec<&'s Node> {
        let mut seen = HashSet::new();
        let mut is_new = |node: &&'s Node| {
            let field = |name| node.get(name).and_then(Node::as_str);
            seen.insert((field("name"), field("in")))
        };
        self.written_parameters().filter_map(|node| document.resolve(node)).filter(|node| is_new(node)).collect()
    }
}

pub(super) fn of(document: Document<'_>) -> impl Iterator<Item = Operation<'_>> {
    let paths = document.root().get("paths").into_iter().flat_map(Node::members);
    let paths = paths.filter(|(path, _)| !path.starts_with("x-"));
    paths.flat_map(move |(path, entry)| {
        let own = &entry.node;
        path_items(&document, own).flat_map(move |path_item| {
            let is_new = move |method: &str| std::ptr::eq(path_item, own) || own.get(method).is_none();
            methods(path_item).filter(move |(method, ..)| is_new(method)).map(move |(method, method_span, node)| {
                Operation { path, path_span: entry.key, path_item, method, method_span, node }
            })
        })
    })
}

/// A path item, and the one it refers to: unlike elsewhere, members beside this `$ref` may count (section 4.7.9.1).
fn path_items<'s>(document: &Document<'s>, own: &'s Node) -> impl Iterator<Item = &'s Node> + use<'s> {
    let target = document.reference(own).and_then(|_| document.resolve(own));
    std::iter::once(own).chain(target)
}

fn methods(path_item: &Node) -> impl Iterator<Item = (&str, Span, &Node)> {
    path_item
        .members()
        .filter(|(method, entry)| METHODS.contains(method) && entry.node.as_object().is_some())
        .map(|(method, entry)| (method, entry.key, &entry.node))
}

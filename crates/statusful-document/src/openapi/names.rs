//! Names that schemas give themselves: `$anchor`, `$dynamicAnchor` and `$id` (JSON Schema 2020-12, section 8.2).

use std::collections::HashMap;

use crate::source::{FileId, Node, Source, Span};

/// The names of a document and of its files.
#[derive(Debug, Default)]
pub(super) struct Names<'s> {
    anchors: HashMap<(FileId, &'s str), &'s Node>,
    ids: HashMap<&'s str, &'s Node>,
    scopes: Vec<Scope<'s>>,
    /// The innermost scope of every string that is in one.
    inside: HashMap<Span, usize>,
}

/// A schema with an identity.
#[derive(Debug)]
struct Scope<'s> {
    schema: &'s Node,
    /// The scope around it.
    outer: Option<usize>,
}

impl<'s> Names<'s> {
    pub(super) fn of(source: &'s Source) -> Self {
        let mut names = Self::default();
        let mut stack: Vec<_> = source.roots().map(|(file, root)| (file, root, None)).collect();
        stack.reverse();
        while let Some((file, node, outer)) = stack.pop() {
            let scope = names.add(file, node, outer);
            stack.extend(node.members().map(|(_, entry)| (file, &entry.node, scope)));
            stack.extend(node.items().map(|item| (file, item, scope)));
        }
        names
    }

    /// Adds the names of a value, and returns the scope of what is in it.
    fn add(&mut self, file: FileId, node: &'s Node, outer: Option<usize>) -> Option<usize> {
        if let (Some(scope), Some(_)) = (outer, node.as_str()) {
            self.inside.insert(node.span, scope);
        }
        let mut scope = outer;
        for (key, entry) in node.members() {
            match (key, entry.node.as_str()) {
                ("$anchor" | "$dynamicAnchor", Some(name)) => {
                    self.anchors.entry((file, name)).or_insert(node);
                }
                ("$id", Some(id)) => {
                    self.ids.entry(id.trim_end_matches('#')).or_insert(node);
                    scope = Some(self.scopes.len());
                    self.scopes.push(Scope { schema: node, outer });
                }
                _ => {}
            }
        }
        scope
    }

    /// The schema of that anchor in a file.
    pub(super) fn anchor(&self, file: FileId, name: &str) -> Option<&'s Node> {
        self.anchors.get(&(file, name)).copied()
    }

    /// The schema of that identity.
    pub(super) fn id(&self, id: &str) -> Option<&'s Node> {
        self.ids.get(id).copied()
    }

    /// The schemas with an identity that a string is in, the innermost first. Pointers there may begin at them.
    pub(super) fn around(&self, place: Span) -> impl Iterator<Item = &'s Node> {
        let scope = |index: &usize| self.scopes.get(*index);
        let innermost = self.inside.get(&place).and_then(scope);
        std::iter::successors(innermost, move |inner| inner.outer.as_ref().and_then(scope)).map(|scope| scope.schema)
    }
}

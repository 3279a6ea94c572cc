//! Names that schemas give themselves: `$anchor`, `$dynamicAnchor` and `$id` (JSON Schema 2020-12, section 8.2).

use std::collections::HashMap;

use crate::source::{FileId, Node, Source, Span};

/// The names of a document and the files beside it.
#[derive(Debug, Default)]
pub(super) struct Names<'s> {
    anchors: HashMap<(FileId, &'s str), &'s Node>,
    ids: HashMap<&'s str, &'s Node>,
}

impl<'s> Names<'s> {
    pub(super) fn of(source: &'s Source) -> Self {
        let mut names = Self::default();
        let mut stack: Vec<_> = source.roots().collect();
        stack.reverse();
        while let Some((file, node)) = stack.pop() {
            for (key, entry) in node.members() {
                match (key, entry.node.as_str()) {
                    ("$anchor" | "$dynamicAnchor", Some(name)) => {
                        names.anchors.entry((file, name)).or_insert(node);
                    }
                    ("$id", Some(id)) => drop(names.ids.entry(id.trim_end_matches('#')).or_insert(node)),
                    _ => {}
                }
            }
            stack.extend(node.members().map(|(_, entry)| (file, &entry.node)));
            stack.extend(node.items().map(|item| (file, item)));
        }
        names
    }

    /// The schema of that anchor in a file.
    pub(super) fn anchor(&self, file: FileId, name: &str) -> Option<&'s Node> {
        self.anchors.get(&(file, name)).copied()
    }

    /// The schema of that identity.
    pub(super) fn id(&self, id: &str) -> Option<&'s Node> {
        self.ids.get(id).copied()
    }

    /// The schemas with an identity that a place stands in, the innermost first. Pointers there may begin at them.
    pub(super) fn around(&self, place: Span) -> Vec<&'s Node> {
        let holds = |outer: Span| outer.file == place.file && outer.start <= place.start && place.end <= outer.end;
        let mut around: Vec<_> = self.ids.values().copied().filter(|node| holds(node.span)).collect();
        around.sort_by_key(|node| node.span.end - node.span.start);
        around
    }
}

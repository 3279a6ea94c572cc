//! The schemas that models come from, by their places.

use std::collections::{HashMap, HashSet};

use statusful_codegen::ir::Api;
use statusful_codegen::openapi::{Document, Schema, View, escape_token};
use statusful_codegen::origins::Origins;
use statusful_codegen::source::{FileId, Node, Span, Value};

/// The schemas of a document that models come from.
pub(super) struct Places<'d>(HashMap<Span, (Schema<'d>, String)>);

impl<'d> Places<'d> {
    /// Finds the schemas of the models of an API.
    pub(super) fn of(document: &'d Document<'d>, api: &Api, origins: &Origins) -> Self {
        let origins = api.types.iter().filter_map(|model| origins.of(&model.name));
        let spans = origins.flat_map(|origin| {
            let alternatives = origin.variants.iter().flatten().map(|alternative| alternative.place);
            alternatives.chain([origin.place])
        });
        let wanted: HashSet<Span> = spans.collect();
        let mut found = HashMap::new();
        for (index, file) in document.source().files.iter().enumerate() {
            let root = document.source().root_of(FileId(index));
            let name = if index == 0 { "" } else { file.name.as_str() };
            for (node, pointer) in wanted_in(root, &wanted) {
                found.entry(node.span).or_insert_with(|| (Schema::of(document, node), format!("{name}#{pointer}")));
            }
        }
        Self(found)
    }

    /// Returns the schema at a place.
    pub(super) fn schema(&self, place: Span) -> Option<Schema<'d>> {
        self.0.get(&place).map(|(schema, _)| *schema)
    }

    /// Returns the JSON pointer (RFC 6901) of a place.
    pub(super) fn pointer(&self, place: Span) -> String {
        self.0.get(&place).map(|(_, pointer)| pointer.clone()).unwrap_or_default()
    }
}

/// Returns the values of a tree at certain places, with their JSON pointers.
fn wanted_in<'d>(root: &'d Node, wanted: &HashSet<Span>) -> Vec<(&'d Node, String)> {
    let mut found = Vec::new();
    let mut stack = vec![(root, String::new())];
    while let Some((node, pointer)) = stack.pop() {
        match &node.value {
            Value::Object(members) => {
                let inner =
                    members.iter().map(|(name, entry)| (&entry.node, format!("{pointer}/{}", escape_token(name))));
                stack.extend(inner);
            }
            Value::Array(items) => {
                stack.extend(items.iter().enumerate().map(|(index, item)| (item, format!("{pointer}/{index}"))));
            }
            _ => {}
        }
        if wanted.contains(&node.span) {
            found.push((node, pointer));
        }
    }
    found
}

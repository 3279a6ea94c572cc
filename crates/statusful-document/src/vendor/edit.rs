//! Keys of ours that objects of a document get.

use std::collections::HashMap;

use crate::source::{Entry, Node, Source, Span, Value};

/// A key of ours that an object gets.
#[derive(Debug, Clone)]
pub(super) struct Edit {
    /// Where the object is.
    pub(super) object: Span,
    /// The key.
    pub(super) key: &'static str,
    /// Where the vendor's key is, and the value.
    pub(super) entry: Entry,
}

/// Gives objects their keys. A key that is there already stays.
pub(super) fn carry_out(source: &mut Source, edits: Vec<Edit>) {
    if edits.is_empty() {
        return;
    }
    let mut by_object: HashMap<Span, Vec<Edit>> = HashMap::new();
    for edit in edits {
        by_object.entry(edit.object).or_default().push(edit);
    }
    source.each_root(|root| edit(root, &mut by_object));
}

/// The reader limits how deep a tree is.
fn edit(node: &mut Node, edits: &mut HashMap<Span, Vec<Edit>>) {
    match &mut node.value {
        Value::Array(items) => items.iter_mut().for_each(|item| edit(item, edits)),
        Value::Object(members) => {
            members.values_mut().for_each(|entry| edit(&mut entry.node, edits));
            for Edit { key, entry, .. } in edits.remove(&node.span).into_iter().flatten() {
                members.entry(key.to_owned()).or_insert(entry);
            }
        }
        _ => {}
    }
}

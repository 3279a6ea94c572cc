//! References into operations that are not selected.
//!
//! A document may describe something once in an operation and refer to it from others, as in
//! `#/paths/~1keys/get/responses/200`. The targets of references are moved out of `paths`, where they are not operations.

use std::collections::BTreeSet;

use crate::openapi::{decode_fragment, follow, tokens};
use crate::source::{Copies, Entry, Node, Object, Value};

/// Where path items are kept that are not selected, but referred to.
const UNSELECTED: &str = "x-statusful-unselected";

/// Moves the path items that references lead to and `paths` no longer has, and changes the references.
pub(super) fn redirect(root: &mut Node, before: Object, copies: &mut Copies) {
    let kept = root.get("paths").cloned();
    let before = Node { span: root.span, value: Value::Object(before) };
    let gone = |reference: &str| gone(reference, &before, kept.as_ref());
    let mut moved = Object::new();
    let mut wanted = BTreeSet::new();
    each_reference(root, &mut |reference| wanted.extend(gone(reference)));
    while let Some(path) = wanted.pop_first() {
        if let Some(entry) = before.entry(&path).filter(|_| !moved.contains_key(&path)) {
            let mut node = copies.of(&entry.node);
            each_reference(&mut node, &mut |reference| wanted.extend(gone(reference)));
            moved.insert(path, Entry { key: entry.key, node });
        }
    }
    if moved.is_empty() {
        return;
    }
    let span = root.span;
    if let Value::Object(members) = &mut root.value {
        members.insert(UNSELECTED.to_owned(), Entry { key: span, node: Node { span, value: Value::Object(moved) } });
    }
    each_reference(root, &mut |reference| {
        if gone(reference).is_some() {
            *reference = reference.replacen("#/paths/", &format!("#/{UNSELECTED}/"), 1);
        }
    });
}

/// Returns the path of a reference that led to something before, and does not now.
fn gone(reference: &str, before: &Node, kept: Option<&Node>) -> Option<String> {
    let pointer = reference.strip_prefix("#/paths").filter(|pointer| pointer.starts_with('/'))?;
    let pointer = decode_fragment(pointer);
    let is_gone = follow(before, &pointer).is_some() && kept.is_none_or(|kept| follow(kept, &pointer).is_none());
    let path = tokens(&pointer)?.first()?.to_string();
    is_gone.then_some(path)
}

/// Passes on the text of every `$ref`. The reader limits how deep a tree is.
fn each_reference(node: &mut Node, use_it: &mut impl FnMut(&mut String)) {
    match &mut node.value {
        Value::Array(items) => items.iter_mut().for_each(|item| each_reference(item, use_it)),
        Value::Object(members) => {
            for (key, entry) in members {
                match &mut entry.node.value {
                    Value::String(reference) if key == "$ref" => use_it(reference),
                    _ => each_reference(&mut entry.node, use_it),
                }
            }
        }
        _ => {}
    }
}

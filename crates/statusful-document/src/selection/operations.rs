//! Removes operations from `paths`.

use std::collections::HashSet;

use super::redirect::redirect;
use crate::openapi::{Document, Method};
use crate::source::{Copies, Entry, Node, Object, Source, Value};

/// Removes each operation for which `keep` returns `false`. References into what is removed lead to a copy of it.
pub(super) fn retain(source: &mut Source, keep: &dyn Fn(&str, Method) -> bool) {
    let roots: Vec<&Node> = source.roots().map(|(_, root)| root).collect();
    let mut copies = Copies::beyond(&roots);
    let document = Document::new(source);
    let Some(paths) = document.root().get("paths").and_then(Node::as_object) else { return };
    let is_path = |path: &str| !path.starts_with("x-");
    let item = |(path, entry): (&String, &Entry)| {
        let node = if is_path(path) {
            path_item(&document, path, &entry.node, keep, &mut copies)?
        } else {
            entry.node.clone()
        };
        Some((path.clone(), Entry { key: entry.key, node }))
    };
    let kept: Object = paths.iter().filter_map(item).collect();
    let before = paths.clone();
    if let Value::Object(root) = &mut source.root.value
        && let Some(paths) = root.get_mut("paths")
    {
        paths.node.value = Value::Object(kept);
    }
    redirect(&mut source.root, before, &mut copies);
}

/// Returns a path item with the operations that are kept; nothing if none are.
fn path_item(
    document: &Document<'_>,
    path: &str,
    own: &Node,
    keep: &dyn Fn(&str, Method) -> bool,
    copies: &mut Copies,
) -> Option<Node> {
    let is_reference = document.reference(own).is_some();
    let target = document.resolve(own).filter(|_| is_reference);
    let methods = |node: &Node| node.members().filter_map(|(key, _)| Method::from_key(key)).collect::<Vec<_>>();
    let all: HashSet<_> = methods(own).into_iter().chain(target.map(methods).into_iter().flatten()).collect();
    let kept = all.iter().filter(|method| keep(path, **method)).count();
    if kept == 0 {
        return None;
    }
    if kept == all.len() {
        return Some(own.clone());
    }
    let is_kept = |key: &str| Method::from_key(key).is_none_or(|method| keep(path, method));
    let mut members = own.as_object()?.clone();
    members.retain(|key, _| is_kept(key));
    // Several paths may refer to one path item, of which each keeps other operations.
    if let Some(target) = target.filter(|target| !methods(target).into_iter().all(|method| keep(path, method))) {
        members.shift_remove("$ref");
        let mut target = copies.of(target);
        if let Value::Object(lent) = &mut target.value {
            lent.retain(|key, _| is_kept(key) && !members.contains_key(key));
            members.append(lent);
        }
    }
    Some(Node { span: own.span, value: Value::Object(members) })
}

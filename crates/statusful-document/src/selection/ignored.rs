//! `x-ignore`: parts of a document that no client has.

use std::collections::HashSet;

use super::operations;
use crate::openapi::{Document, Method, ObjectKind, Operation, Parameter, Place, Schema, View};
use crate::source::{Node, Source, Span, Value};

/// Whether a part of the document is ignored.
pub const X_IGNORE: &str = "x-ignore";

/// Removes operations, optional parameters and optional properties with `x-ignore: true`. What is required stays, because the
/// server refuses requests without it.
pub fn remove_ignored(source: &mut Source) {
    let document = Document::new(source);
    let ignored: HashSet<(String, Method)> = document
        .operations()
        .filter(|operation| is_ignored_operation(*operation))
        .map(|operation| (operation.path.value.to_owned(), operation.method.value))
        .collect();
    let parts: HashSet<Span> = document.places().flat_map(|place| ignored_parts(&document, place)).collect();
    if !ignored.is_empty() {
        operations::retain(source, &|path, method| !ignored.contains(&(path.to_owned(), method)));
    }
    if !parts.is_empty() {
        source.each_root(|root| remove(root, &parts));
    }
}

fn is_ignored_operation(operation: Operation<'_>) -> bool {
    let flags = [operation.extension(X_IGNORE), operation.path_item.extension(X_IGNORE)];
    flags.into_iter().flatten().any(|flag| flag.as_bool() == Some(true))
}

/// Returns `true` if a value, or what it refers to, is ignored.
fn is_ignored(document: &Document<'_>, node: &Node) -> bool {
    let says = |node: &Node| node.get(X_IGNORE).and_then(Node::as_bool) == Some(true);
    says(node) || document.resolve(node).is_some_and(says)
}

/// Returns where the ignored parameters or properties of an object are listed.
fn ignored_parts(document: &Document<'_>, place: Place<'_>) -> Vec<Span> {
    match place.kind() {
        Some(ObjectKind::PathItem | ObjectKind::Operation) => {
            let parameter = |node| Some(Parameter::of(document, document.resolve(node)?));
            let is_required = |node| parameter(node).is_some_and(Parameter::is_required);
            let listed = place.node.get("parameters").into_iter().flat_map(Node::items);
            listed.filter(|node| is_ignored(document, node) && !is_required(node)).map(|node| node.span).collect()
        }
        Some(ObjectKind::Schema) => {
            let Some(schema) = place.view_or_reference::<Schema<'_>>() else { return Vec::new() };
            let required: HashSet<_> = schema.required().map(|name| name.value).collect();
            let properties = place.node.get("properties").into_iter().flat_map(Node::members);
            let optional = properties.filter(|(name, _)| !required.contains(name)).map(|(_, entry)| &entry.node);
            optional.filter(|node| is_ignored(document, node)).map(|node| node.span).collect()
        }
        _ => Vec::new(),
    }
}

/// The reader limits how deep a tree is.
fn remove(node: &mut Node, parts: &HashSet<Span>) {
    match &mut node.value {
        Value::Array(items) => {
            items.retain(|item| !parts.contains(&item.span));
            for item in items {
                remove(item, parts);
            }
        }
        Value::Object(members) => {
            members.retain(|_, entry| !parts.contains(&entry.node.span));
            for entry in members.values_mut() {
                remove(&mut entry.node, parts);
            }
        }
        _ => {}
    }
}

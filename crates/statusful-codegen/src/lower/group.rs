//! Tags to modules.

use std::collections::BTreeMap;

use super::naming::unique_idents;
use super::operation::OperationNames;
use super::{Lowering, docs};
use crate::ir::{Docs, Group, Ident};
use crate::source::Node;

/// The module of operations without a tag.
const UNTAGGED: &str = "operations";

/// Modules and features every client has anyway, crates its paths begin with, and files that have a meaning of their own
/// to Cargo or to Windows.
const RESERVED: [&str; 25] = [
    "types",
    "servers",
    "client",
    "call",
    "lib",
    "main",
    "default",
    "full_serde",
    "rustls",
    "blocking",
    "tracing",
    "login",
    "mock",
    "native_tls",
    "statusful",
    "serde",
    "serde_json",
    "chrono",
    "uuid",
    "schemars",
    "std",
    "aux",
    "con",
    "nul",
    "prn",
];

/// Every operation, in the group of its first tag.
pub(super) fn groups(lowering: &mut Lowering<'_>) -> Vec<Group> {
    let document = lowering.document;
    let mut names = OperationNames::of(document);
    let mut by_tag: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for found in document.operations() {
        let tag = found.node.get("tags").and_then(|tags| tags.items().next()).and_then(Node::as_str);
        let operation = lowering.operation(&found, &mut names);
        by_tag.entry(tag.unwrap_or(UNTAGGED)).or_default().push(operation);
    }
    let mut groups: Vec<_> = by_tag
        .into_iter()
        .map(|(tag, mut operations)| {
            operations.sort_by(|a, b| a.function.cmp(&b.function));
            let module = Ident::new(tag);
            Group { tag: tag.to_owned(), feature: String::new(), docs: tag_docs(lowering, tag), module, operations }
        })
        .collect();
    unique_idents(&mut groups, |group| &mut group.module, &RESERVED);
    for group in &mut groups {
        group.feature = feature(&group.module);
    }
    groups.sort_by(|a, b| a.module.cmp(&b.module));
    groups
}

/// The Cargo feature of a module. Cargo allows letters of any script, but nothing else beside `-`, `_` and `+`.
fn feature(module: &Ident) -> String {
    module.as_str().trim_matches('_').replace('_', "-")
}

fn tag_docs(lowering: &Lowering<'_>, tag: &str) -> Docs {
    let mut tags = lowering.document.root().get("tags").into_iter().flat_map(Node::items);
    let node = tags.find(|node| node.get("name").and_then(Node::as_str) == Some(tag));
    node.and_then(|node| node.get("description")).and_then(Node::as_str).map(docs::markdown).unwrap_or_default()
}

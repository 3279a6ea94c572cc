//! Groups of operations, which become modules: by `x-group`, or by the first tag.

use std::collections::BTreeMap;

use super::identity::identities;
use crate::customization::Names;
use crate::extension::{self, X_GROUP};
use crate::ir::{Docs, Group, Ident, TypeName};
use crate::lower::docs;
use crate::lower::schema::Models;
use crate::openapi::{Document, Operation, Tag};

/// The group of operations without a tag.
const UNTAGGED: &str = "operations";

/// Lowers every operation into its group.
pub(in crate::lower) fn groups<'d>(
    document: &'d Document<'d>,
    names: &Names,
    models: &mut Models<'_, 'd>,
) -> Vec<Group> {
    let mut by_tag: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for (operation, identity) in identities(document, names) {
        by_tag.entry(group_name(operation)).or_default().push(super::operation(operation, identity, models));
    }
    let group = |(tag, operations): (&str, Vec<_>)| Group {
        tag: tag.to_owned(),
        module: Ident::module(tag),
        feature: String::new(),
        api: TypeName::variant(tag).with_suffix("Api"),
        docs: tag_docs(document, tag),
        operations,
    };
    by_tag.into_iter().map(group).collect()
}

/// Returns the name of an operation's group.
pub(super) fn group_name(operation: Operation<'_>) -> &str {
    let chosen = extension::name(operation.extension(X_GROUP));
    chosen.or_else(|| operation.tags().next()).unwrap_or(UNTAGGED)
}

fn tag_docs<'d>(document: &'d Document<'d>, tag: &str) -> Docs {
    docs::of(document.tag(tag).and_then(Tag::description))
}

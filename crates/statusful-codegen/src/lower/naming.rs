//! Names, settled once everything that wants one is known.

use std::collections::HashSet;

use super::{docs, types::Drafts};
use crate::document::Document;
use crate::ir::{Api, Group, Ident, Kind, Operation, Server, Type, TypeId, TypeName, TypeRef, Usage, unique};
use crate::source::Node;

/// Gives every item a name that none before it has, and that is not reserved.
pub(super) fn unique_idents<T>(items: &mut [T], name: impl Fn(&mut T) -> &mut Ident, reserved: &[&str]) {
    let mut taken: HashSet<String> = reserved.iter().map(|&name| name.to_owned()).collect();
    for item in items {
        let ident = name(item);
        *ident = unique(ident, Ident::with_suffix, |ident| taken.contains(ident.as_str()));
        taken.insert(ident.as_str().to_owned());
    }
}

/// The same for types and variants.
pub(super) fn unique_type_names<T>(items: &mut [T], name: impl Fn(&mut T) -> &mut TypeName, reserved: &[&str]) {
    let mut taken: HashSet<String> = reserved.iter().map(|&name| name.to_owned()).collect();
    for item in items {
        let item = name(item);
        *item = unique(item, TypeName::with_suffix, |name| taken.contains(name.as_str()));
        taken.insert(item.as_str().to_owned());
    }
}

/// Names the models, the document's own names first, and sorts them.
pub(super) fn settle(document: &Document<'_>, servers: Vec<Server>, groups: Vec<Group>, drafts: Drafts<'_>) -> Api {
    let mut drafts: Vec<_> = drafts.models.into_iter().enumerate().collect();
    drafts.sort_by(|(_, a), (_, b)| (&a.hint, a.place).cmp(&(&b.hint, b.place)));
    let mut named: Vec<_> =
        drafts.into_iter().map(|(old, draft)| (TypeName::new(&draft.hint.words), old, draft)).collect();
    unique_type_names(&mut named, |(name, ..)| name, &[]);
    named.sort_by(|(a, ..), (b, ..)| a.cmp(b));

    let mut new_ids = vec![TypeId(0); named.len()];
    for (new, (_, old, _)) in named.iter().enumerate() {
        new_ids[*old] = TypeId(new);
    }
    let types = named.into_iter().map(|(name, _, draft)| Type {
        name,
        kind: draft.kind.unwrap_or(Kind::Newtype(TypeRef::Any)),
        usage: Usage::default(),
        docs: draft.docs,
        deprecated: draft.deprecated,
        inline: draft.hint.inline,
        example: draft.example,
    });
    let info = document.root().get("info");
    let text = |key| info.and_then(|info| info.get(key)).and_then(Node::as_str).unwrap_or_default().to_owned();
    let docs = info.and_then(|info| info.get("description")).and_then(Node::as_str).map(docs::markdown);
    let mut api = Api {
        title: text("title"),
        version: text("version"),
        docs: docs.unwrap_or_default(),
        servers,
        groups,
        types: types.collect(),
    };
    renumber(&mut api, &new_ids);
    api
}

/// Makes every reference follow its model to where it was sorted.
fn renumber(api: &mut Api, new_ids: &[TypeId]) {
    let models = api.types.iter_mut().flat_map(|ty| ty.kind.types_mut());
    let operations = api.groups.iter_mut().flat_map(|group| &mut group.operations).flat_map(Operation::types_mut);
    for id in models.chain(operations).filter_map(TypeRef::model_mut) {
        *id = new_ids[id.0];
    }
}

//! Variants of unions, which users match exhaustively.

use statusful_codegen::ir::{Constant, Union, Variant};

use super::{Context, Found};
use crate::pairs::Pairs;
use crate::{ChangeKind, ChangePlace};

pub(super) fn variants(context: &Context<'_>, found: &mut Found, old: &Union, new: &Union, is_received: bool) {
    match (&old.tag, &new.tag) {
        (None, None) => {}
        (Some(old), Some(new)) => found.differ(&ChangePlace::Whole, ChangeKind::UnionTagChanged, old, new),
        (None, Some(tag)) => found.push(ChangePlace::Whole, ChangeKind::UnionTagAdded, "", tag),
        (Some(tag), None) => found.push(ChangePlace::Whole, ChangeKind::UnionTagRemoved, tag, ""),
    }
    let joined = Pairs::of(&old.variants, &new.variants).by(|variant| &variant.name);
    for (was, is) in joined.both {
        if context.old.common(&was.ty) != context.new.common(&is.ty) {
            let [was_type, is_type] = [context.old.spell(&was.ty), context.new.spell(&is.ty)];
            found.push(place(is), ChangeKind::VariantTypeChanged, was_type, is_type);
        }
        if old.tag.is_some() && new.tag.is_some() {
            tags(found, old, was, is);
        }
    }
    for variant in joined.gone {
        found.push(place(variant), ChangeKind::VariantRemoved, variant.name.as_str(), "");
    }
    let added = if is_received { ChangeKind::VariantAdded } else { ChangeKind::VariantOffered };
    for variant in joined.come {
        let text = format!("{}({})", variant.name, context.new.spell(&variant.ty));
        found.push(place(variant), added, "", text);
    }
}

/// Compares the values of the tag that select a variant.
fn tags(found: &mut Found, union: &Union, old: &Variant, new: &Variant) {
    let [gone, come] = [(old, new), (new, old)]
        .map(|(these, others)| these.tags.iter().filter(|tag| !others.tags.contains(tag)).collect::<Vec<&Constant>>());
    let is_free = |tag: &&Constant| union.variants.iter().all(|variant| !variant.tags.contains(tag));
    let kind = match (gone.is_empty(), come.is_empty()) {
        (true, true) => return,
        (true, false) if come.iter().all(is_free) => ChangeKind::VariantTagAdded,
        (true, false) => ChangeKind::VariantTagMoved,
        (false, true) => ChangeKind::VariantTagRemoved,
        (false, false) => ChangeKind::VariantTagChanged,
    };
    found.push(place(new), kind, values(gone), values(come));
}

fn values(tags: Vec<&Constant>) -> String {
    let mut tags: Vec<_> = tags.into_iter().map(Constant::to_string).collect();
    tags.sort();
    tags.join(", ")
}

fn place(variant: &Variant) -> ChangePlace {
    ChangePlace::Variant(variant.name.to_string())
}

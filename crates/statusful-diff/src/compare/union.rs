//! Variants of unions, which users match exhaustively.

use statusful_codegen::ir::Union;

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
    for (old, new) in joined.both {
        if context.old.common(&old.ty) != context.new.common(&new.ty) {
            let [was, is] = [context.old.spell(&old.ty), context.new.spell(&new.ty)];
            found.push(ChangePlace::Variant(new.name.to_string()), ChangeKind::VariantTypeChanged, was, is);
        }
    }
    for variant in joined.gone {
        found.push(
            ChangePlace::Variant(variant.name.to_string()),
            ChangeKind::VariantRemoved,
            variant.name.as_str(),
            "",
        );
    }
    let added = if is_received { ChangeKind::VariantAdded } else { ChangeKind::VariantOffered };
    for variant in joined.come {
        let text = format!("{}({})", variant.name, context.new.spell(&variant.ty));
        found.push(ChangePlace::Variant(variant.name.to_string()), added, "", text);
    }
}

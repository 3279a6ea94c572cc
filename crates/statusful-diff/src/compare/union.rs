//! Variants of unions, which are exhaustive.

use statusful_codegen::ir::Union;

use super::{Context, Found};
use crate::pairs::Pairs;
use crate::{Kind, Place};

pub(super) fn variants(context: &Context<'_>, found: &mut Found, old: &Union, new: &Union, is_received: bool) {
    match (&old.tag, &new.tag) {
        (None, None) => {}
        (Some(old), Some(new)) => found.differ(&Place::Whole, Kind::UnionTagChanged, old, new),
        (None, Some(tag)) => found.push(Place::Whole, Kind::UnionTagAdded, "", tag),
        (Some(tag), None) => found.push(Place::Whole, Kind::UnionTagRemoved, tag, ""),
    }
    let joined = Pairs::of(&old.variants, &new.variants).by(|variant| &variant.name);
    for (old, new) in joined.both {
        if context.old.common(&old.ty) != context.new.common(&new.ty) {
            let [was, is] = [context.old.spell(&old.ty), context.new.spell(&new.ty)];
            found.push(Place::Variant(new.name.to_string()), Kind::VariantTypeChanged, was, is);
        }
    }
    for variant in joined.gone {
        found.push(Place::Variant(variant.name.to_string()), Kind::VariantRemoved, variant.name.as_str(), "");
    }
    let added = if is_received { Kind::VariantAdded } else { Kind::VariantOffered };
    for variant in joined.come {
        let text = format!("{}({})", variant.name, context.new.spell(&variant.ty));
        found.push(Place::Variant(variant.name.to_string()), added, "", text);
    }
}

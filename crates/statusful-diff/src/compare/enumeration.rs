//! Values of enums, which are `#[non_exhaustive]`.

use statusful_codegen::ir::Enum;

use super::Found;
use crate::pairs::Pairs;
use crate::{ChangeKind, ChangePlace};

pub(super) fn values(found: &mut Found, old: &Enum, new: &Enum) {
    let joined = Pairs::of(&old.values, &new.values).by(|(_, value)| value).by(|(variant, _)| variant);
    for ((old, was), (new, is)) in joined.both {
        // A value that is written differently was joined by its variant, whose name both sides have.
        let place = place(if was == is { was } else { new.as_str() });
        found.differ(&place, ChangeKind::ValueRenamed, old.as_str(), new.as_str());
        found.differ(&place, ChangeKind::ValueWireNameChanged, was, is);
    }
    for (variant, value) in joined.gone {
        found.push(place(value), ChangeKind::ValueRemoved, variant.as_str(), "");
    }
    for (variant, value) in joined.come {
        found.push(place(value), ChangeKind::ValueAdded, "", variant.as_str());
    }
}

fn place(name: &str) -> ChangePlace {
    ChangePlace::Value(name.to_owned())
}

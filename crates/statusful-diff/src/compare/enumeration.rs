//! Values of enums, which are `#[non_exhaustive]`.

use statusful_codegen::ir::Enum;

use super::Found;
use crate::pairs::Pairs;
use crate::{ChangeKind, ChangePlace};

pub(super) fn values(found: &mut Found, old: &Enum, new: &Enum) {
    let joined = Pairs::of(&old.values, &new.values).by(|(_, value)| value);
    for ((old, value), (new, _)) in joined.both {
        found.differ(&ChangePlace::Value(value.clone()), ChangeKind::ValueRenamed, old.as_str(), new.as_str());
    }
    for (variant, value) in joined.gone {
        found.push(ChangePlace::Value(value.clone()), ChangeKind::ValueRemoved, variant.as_str(), "");
    }
    for (variant, value) in joined.come {
        found.push(ChangePlace::Value(value.clone()), ChangeKind::ValueAdded, "", variant.as_str());
    }
}

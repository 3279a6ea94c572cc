//! Values of enums, which are open.

use statusful_codegen::ir::Enum;

use super::Found;
use crate::pairs::Pairs;
use crate::{Kind, Place};

pub(super) fn values(found: &mut Found, old: &Enum, new: &Enum) {
    let joined = Pairs::of(&old.values, &new.values).by(|(_, value)| value);
    for ((old, value), (new, _)) in joined.both {
        found.differ(&Place::Value(value.clone()), Kind::ValueRenamed, old.as_str(), new.as_str());
    }
    for (variant, value) in joined.gone {
        found.push(Place::Value(value.clone()), Kind::ValueRemoved, variant.as_str(), "");
    }
    for (variant, value) in joined.come {
        found.push(Place::Value(value.clone()), Kind::ValueAdded, "", variant.as_str());
    }
}

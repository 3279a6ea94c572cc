//! Values that pages show: the document's example where it is of the type, else one that is made up.

use serde_json::Value;

use super::fits::fits;
use super::sample::{Extent, sample};
use crate::ir::{Api, Example, TypeRef};

/// How long a made-up value may be before optional members are left out of it.
const LONG: usize = 2000;

/// A value of a type: the first of the examples that is one, else one made up; nothing where none can be made.
pub(super) fn value<'e>(api: &Api, ty: &TypeRef, examples: impl IntoIterator<Item = &'e Example>) -> Option<Value> {
    let shown = examples.into_iter().filter_map(Example::value).find(|value| fits(api, ty, value));
    shown.cloned().or_else(|| made_up(api, ty))
}

fn made_up(api: &Api, ty: &TypeRef) -> Option<Value> {
    let extents = [Extent::Inner, Extent::Own, Extent::Required];
    let made = |extent| Some(sample(api, ty, extent)).filter(|value| fits(api, ty, value));
    let short = extents.into_iter().find_map(|extent| made(extent).filter(|value| value.to_string().len() <= LONG));
    short.or_else(|| made(Extent::Required))
}

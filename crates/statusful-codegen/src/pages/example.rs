//! Example values: the document's example if it has the right type, or a made-up value.

use serde_json::Value;

use super::fits::fits;
use super::sample::{Extent, sample};
use crate::ir::{Api, Example, TypeRef};

/// The maximum length of a made-up value, in bytes of JSON, beyond which optional properties are left out.
const LONG: usize = 2000;

/// Returns a value of a type: the first example that fits, or a made-up one. Returns `None` if none can be made up.
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

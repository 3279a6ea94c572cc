//! The values of `enum` and `const`.

use std::collections::BTreeSet;

use statusful_codegen::openapi::Schema;
use statusful_codegen::source::Value;

use super::canonical::of_value;
use super::difference::Difference;
use super::whole::Whole;

/// Compares listed values that are not all strings. Lists of strings are variants of an enum, or filled in.
pub(super) fn values(old: &Whole<'_>, new: &Whole<'_>) -> Option<Difference> {
    compare(old, new, |has_type| !has_type)
}

/// Compares lists of strings.
pub(super) fn texts(old: &Whole<'_>, new: &Whole<'_>) -> Option<Difference> {
    compare(old, new, |has_type| has_type)
}

fn compare(old: &Whole<'_>, new: &Whole<'_>, is_compared: impl Fn(bool) -> bool) -> Option<Difference> {
    let allowed = |whole: &Whole<'_>| {
        let lists = whole.parts().iter().filter_map(|part| listed(*part));
        let lists = lists.filter(|(has_type, _)| is_compared(*has_type)).map(|(_, values)| values);
        lists.reduce(|one, two| one.intersection(&two).cloned().collect())
    };
    match (allowed(old), allowed(new)) {
        (Some(old), Some(new)) => Difference::of_choices("enum", &old, &new),
        (old, new) => Difference::of_sets("enum", &old.unwrap_or_default(), &new.unwrap_or_default()),
    }
}

/// Returns the values that a schema lists, and whether an enum of strings has them all.
fn listed(schema: Schema<'_>) -> Option<(bool, BTreeSet<String>)> {
    let values = schema.values()?;
    let has_type = values.iter().all(|value| matches!(value.value, Value::String(_) | Value::Null));
    Some((has_type, values.into_iter().map(of_value).collect()))
}

//! `x-enum-varnames` and `x-enum-descriptions`: the names and descriptions of the values of an enum.

use std::collections::HashMap;

use super::name::is_name;
use crate::openapi::Schema;
use crate::source::Node;

/// The names, in the order of `enum`.
pub(crate) const X_ENUM_VARNAMES: &str = "x-enum-varnames";
/// The descriptions, in the order of `enum`.
pub(crate) const X_ENUM_DESCRIPTIONS: &str = "x-enum-descriptions";

/// Returns the name of each value, if the document has one.
pub(crate) fn enum_names<'d>(schema: Schema<'d>, values: &[&str]) -> Vec<Option<&'d str>> {
    let of_values = of_values(schema, X_ENUM_VARNAMES, values);
    of_values.into_iter().map(|name| name.filter(|name| is_name(name))).collect()
}

/// Returns the description of each value, if the document has one.
pub(crate) fn enum_descriptions<'d>(schema: Schema<'d>, values: &[&str]) -> Vec<Option<&'d str>> {
    let of_values = of_values(schema, X_ENUM_DESCRIPTIONS, values);
    of_values.into_iter().map(|text| text.filter(|text| !text.trim().is_empty())).collect()
}

/// Returns the item for each value. Items correspond to values by position; `enum` may have further values, such as
/// `null`.
fn of_values<'d>(schema: Schema<'d>, extension: &str, values: &[&str]) -> Vec<Option<&'d str>> {
    let listed = schema.values().unwrap_or_default();
    let items = schema.extension(extension).and_then(Node::as_array);
    let items = items.filter(|items| items.len() == listed.len()).unwrap_or_default();
    let named: HashMap<_, _> = listed.into_iter().map(Node::as_str).zip(items.iter().map(Node::as_str)).collect();
    values.iter().map(|value| named.get(&Some(*value)).copied().flatten()).collect()
}

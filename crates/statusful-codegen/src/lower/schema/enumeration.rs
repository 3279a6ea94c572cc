//! Enumerations: `enum` and `const`.

use indexmap::IndexSet;

use super::context::Context;
use super::form::Form;
use super::typed::{of_type, one_of_types};
use crate::extension;
use crate::ir::{Docs, Enum, TypeName};
use crate::lower::docs;
use crate::openapi::{JsonType, JsonTypes, Schema};
use crate::source::Node;

/// Returns an open enum for strings, or the type of other values. The declared types take precedence over the values:
/// `type: string` with `[1, 2]` means the strings with these digits.
pub(super) fn enumeration<'d>(
    schema: Schema<'d>,
    types: &JsonTypes,
    values: &[&'d Node],
    context: &mut Context<'_, 'd>,
) -> Form<'d> {
    match types.as_slice() {
        [JsonType::String] => strings(schema, values, context),
        [one] => of_type(schema, *one, context),
        _ => by_values(schema, values, context),
    }
}

/// Returns the enum of a schema's values.
pub(super) fn listed(schema: Schema<'_>, values: &[&str]) -> Enum {
    let chosen = extension::enum_names(schema, values);
    let named =
        values.iter().zip(chosen).map(|(value, name)| (TypeName::variant(name.unwrap_or(value)), (*value).to_owned()));
    let docs: Vec<_> = extension::enum_descriptions(schema, values).into_iter().map(docs::of).collect();
    let docs = if docs.iter().all(Docs::is_empty) { Vec::new() } else { docs };
    Enum { values: named.collect(), docs }
}

/// Returns the form that follows from the values alone.
fn by_values<'d>(schema: Schema<'d>, values: &[&'d Node], context: &mut Context<'_, 'd>) -> Form<'d> {
    let types = values.iter().map(|value| JsonType::of(value)).filter(|ty| *ty != JsonType::Null);
    let types: JsonTypes = types.collect();
    let has_number = types.contains(JsonType::Number);
    let is_covered = |ty: &JsonType| *ty == JsonType::Integer && has_number;
    let types: Vec<_> = types.as_slice().iter().copied().filter(|ty| !is_covered(ty)).collect();
    match types.as_slice() {
        [] => Form::Any,
        [JsonType::String] => strings(schema, values, context),
        [one] => of_type(schema, *one, context),
        several => one_of_types(schema, several),
    }
}

fn strings<'d>(schema: Schema<'d>, values: &[&'d Node], context: &mut Context<'_, 'd>) -> Form<'d> {
    let texts: IndexSet<&'d str> = values.iter().filter_map(|value| schema.written_text(value)).collect();
    if texts.is_empty() {
        return of_type(schema, JsonType::String, context);
    }
    Form::Enum(schema, texts.into_iter().collect())
}

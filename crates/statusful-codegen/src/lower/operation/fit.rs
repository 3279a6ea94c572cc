//! Which values a parameter style can represent.

use crate::openapi::{AdditionalProperties, JsonType, JsonTypes, Schema, Style};

/// The maximum number of schemas to visit, because choices may contain themselves. A parameter with more cannot be
/// represented.
const MAX_SCHEMAS: u16 = 500;

/// The kinds of values that can be represented at a position. Scalars always can.
#[derive(Debug, Clone, Copy)]
struct Room {
    lists: bool,
    objects: Option<Properties>,
}

/// The kinds of values that properties of an object can have.
#[derive(Debug, Clone, Copy)]
enum Properties {
    Scalars,
    Lists,
}

impl Room {
    const SCALARS: Self = Self { lists: false, objects: None };
    const LISTS: Self = Self { lists: true, objects: None };
}

/// Returns `true` if a style defines how values of a schema are written (OpenAPI 3.0.3, section 4.7.12.5). Properties
/// that are lists are exploded in `form` like separate parameters; only `deepObject` allows further nesting.
pub(super) fn has_form(schema: Schema<'_>, style: Style, explode: bool) -> bool {
    let properties = if style == Style::Form && explode { Properties::Lists } else { Properties::Scalars };
    let mut budget = MAX_SCHEMAS;
    style == Style::DeepObject || fits(schema, Room { lists: true, objects: Some(properties) }, &mut budget)
}

fn fits(schema: Schema<'_>, room: Room, budget: &mut u16) -> bool {
    let Some(schema) = schema.resolve() else { return false };
    let Some(left) = budget.checked_sub(1) else { return false };
    *budget = left;
    let parts = [Some(schema.all_of()), schema.one_of(), schema.any_of()];
    let parts: Vec<_> = parts.into_iter().flatten().flatten().collect();
    if !parts.is_empty() {
        return parts.into_iter().all(|part| fits(part, room, budget)) && properties_fit(schema, room, budget);
    }
    types(schema).as_slice().iter().all(|ty| match ty {
        JsonType::Array => items_fit(schema, room, budget),
        JsonType::Object => room.objects.is_some() && properties_fit(schema, room, budget),
        _ => true,
    })
}

fn items_fit(schema: Schema<'_>, room: Room, budget: &mut u16) -> bool {
    room.lists && schema.items().is_none_or(|items| fits(items, Room::SCALARS, budget))
}

/// Returns `true` if all properties that a schema describes can be represented.
fn properties_fit(schema: Schema<'_>, room: Room, budget: &mut u16) -> bool {
    let rest = match schema.additional_properties() {
        Some(AdditionalProperties::Of(schema)) if schema.as_bool().is_none() => Some(schema),
        _ => None,
    };
    let mut properties = schema.properties().map(|(_, schema)| schema).chain(rest);
    match room.objects {
        None => properties.next().is_none(),
        Some(Properties::Scalars) => properties.all(|property| fits(property, Room::SCALARS, budget)),
        Some(Properties::Lists) => properties.all(|property| fits(property, Room::LISTS, budget)),
    }
}

/// Returns the types of a schema, or the one that its properties or items imply.
fn types(schema: Schema<'_>) -> JsonTypes {
    match schema.types() {
        types if !types.is_empty() => types,
        _ if schema.has_properties() || schema.says_additional_properties() => JsonTypes::from_iter([JsonType::Object]),
        _ if schema.items().is_some() => JsonTypes::from_iter([JsonType::Array]),
        types => types,
    }
}

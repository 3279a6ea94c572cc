//! Checks whether a JSON value has a type, and which variant of a union it is.

use std::cell::Cell;

use serde_json::Value;

use crate::ir::{Api, Field, Kind, Optionality, Scalar, Struct, TypeRef, Union, Variant};

/// The maximum depth of values that are checked.
const DEPTH: usize = 32;

/// The maximum number of checks for a value and its parts. Unions within unions would double it with each level. A
/// value that exceeds it does not fit.
const CHECKS: usize = 100_000;

/// Returns `true` if a value has a type.
pub(super) fn fits(api: &Api, ty: &TypeRef, value: &Value) -> bool {
    fits_within(api, ty, value, 0, &Cell::new(CHECKS))
}

fn fits_within(api: &Api, ty: &TypeRef, value: &Value, depth: usize, left: &Cell<usize>) -> bool {
    let Some(rest) = left.get().checked_sub(1).filter(|_| depth <= DEPTH) else { return false };
    left.set(rest);
    let inner = |ty: &TypeRef, value: &Value| fits_within(api, ty, value, depth + 1, left);
    match ty {
        TypeRef::Named(id) | TypeRef::Boxed(id) => match api.ty(*id).map(|ty| &ty.kind) {
            Some(Kind::Struct(object)) => fits_struct(object, value, &inner),
            Some(Kind::Enum(_)) => value.is_string(),
            Some(Kind::Union(union)) => variant_within(api, union, value, depth + 1, left).is_some(),
            Some(Kind::Newtype(ty)) => inner(ty, value),
            Some(Kind::Foreign(_)) => true,
            None => false,
        },
        TypeRef::Scalar(scalar) => fits_scalar(*scalar, value),
        TypeRef::List(item) => value.as_array().is_some_and(|items| items.iter().all(|value| inner(item, value))),
        TypeRef::Map(item) => value.as_object().is_some_and(|map| map.values().all(|value| inner(item, value))),
        TypeRef::Nullable(ty) => value.is_null() || inner(ty, value),
        TypeRef::Any => true,
    }
}

fn fits_struct(object: &Struct, value: &Value, inner: &impl Fn(&TypeRef, &Value) -> bool) -> bool {
    let Some(map) = value.as_object() else { return false };
    let member = |field: &Field| match map.get(&field.wire) {
        None => !field.optionality.is_required(),
        Some(Value::Null) => field.optionality != Optionality::Required || inner(&field.ty, &Value::Null),
        Some(value) => inner(&field.ty, value),
    };
    let others = |ty: &TypeRef| others(object, map).all(|(_, value)| inner(ty, value));
    object.fields.iter().all(member) && object.rest.as_ref().is_none_or(|(_, ty)| others(ty))
}

/// Returns the properties that a struct does not name.
pub(super) fn others<'v>(
    object: &Struct,
    map: &'v serde_json::Map<String, Value>,
) -> impl Iterator<Item = (&'v String, &'v Value)> {
    map.iter().filter(|(name, _)| !object.fields.iter().any(|field| field.wire == **name))
}

/// Returns the variant of a union that a value has: the one that its tag names, or the first one that it fits if the
/// union has no tag.
pub(super) fn variant<'u>(api: &Api, union: &'u Union, value: &Value) -> Option<&'u Variant> {
    variant_within(api, union, value, 0, &Cell::new(CHECKS))
}

fn variant_within<'u>(
    api: &Api,
    union: &'u Union,
    value: &Value,
    depth: usize,
    left: &Cell<usize>,
) -> Option<&'u Variant> {
    let fitting = |variant: &&Variant| fits_within(api, &variant.ty, value, depth, left);
    let Some(tag) = &union.tag else { return union.variants.iter().find(fitting) };
    let tag = value.get(tag)?;
    union.variants.iter().filter(|variant| variant.tags.iter().any(|known| known.to_json() == *tag)).find(fitting)
}

fn fits_scalar(scalar: Scalar, value: &Value) -> bool {
    let text = value.as_str();
    match scalar {
        Scalar::String | Scalar::Secret => text.is_some(),
        Scalar::Bool => value.is_boolean(),
        Scalar::Int32 => value.as_i64().is_some_and(|value| i32::try_from(value).is_ok()),
        Scalar::Int64 => value.is_i64(),
        Scalar::UInt32 => value.as_u64().is_some_and(|value| u32::try_from(value).is_ok()),
        Scalar::UInt64 => value.is_u64(),
        Scalar::Float | Scalar::Double => value.is_number(),
        Scalar::DateTime => text.is_some_and(is_date_time),
        Scalar::Date => text.is_some_and(|text| is_like(text, "0000-00-00")),
        Scalar::Uuid => text.is_some_and(|text| is_like(text, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx")),
        Scalar::Ip => text.is_some_and(|text| text.parse::<std::net::IpAddr>().is_ok()),
        Scalar::Ipv4 => text.is_some_and(|text| text.parse::<std::net::Ipv4Addr>().is_ok()),
        Scalar::Ipv6 => text.is_some_and(|text| text.parse::<std::net::Ipv6Addr>().is_ok()),
    }
}

/// Returns `true` if a text is a `date-time` (RFC 3339, section 5.6). Detects only mistakes that are common in
/// examples.
fn is_date_time(text: &str) -> bool {
    let head = text.get(..19).is_some_and(|head| is_like(head, "0000-00-00T00:00:00"));
    let zone =
        text.get(19..).unwrap_or_default().trim_start_matches('.').trim_start_matches(|c: char| c.is_ascii_digit());
    head && (zone == "Z" || is_like(zone, "+00:00") || is_like(zone, "-00:00"))
}

/// Returns `true` if a text has digits where the pattern has `0`, and hexadecimal digits where it has `x`.
fn is_like(text: &str, pattern: &str) -> bool {
    let fits = |(c, pattern): (char, char)| match pattern {
        '0' => c.is_ascii_digit(),
        'x' => c.is_ascii_hexdigit(),
        exact => c == exact,
    };
    text.len() == pattern.len() && text.chars().zip(pattern.chars()).all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_do_not_parse_do_not_fit() {
        for (text, is) in [
            ("2024-03-20T12:00:00Z", true),
            ("2024-03-20T12:00:00.123+01:00", true),
            ("2024-03-20 12:00:00", false),
            ("2024-03-20T12:00:00", false),
            ("today", false),
            ("2024-03-2äT12:00:00Z", false),
        ] {
            assert_eq!(is_date_time(text), is, "{text}");
        }
    }
}

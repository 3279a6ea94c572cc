//! Lowers strings and numbers to the types of their formats.

use super::context::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::extension;
use crate::ir::Scalar;
use crate::openapi::Schema;
use crate::source::{Node, Value};

/// Returns the type for a string's format.
pub(super) fn string(schema: Schema<'_>) -> Scalar {
    if extension::is_secret(schema) { Scalar::Secret } else { Scalar::of_text_format(schema.format()) }
}

/// Returns the type for a number's format.
pub(super) fn number(schema: Schema<'_>) -> Scalar {
    match schema.format() {
        "float" => Scalar::Float,
        _ => Scalar::Double,
    }
}

/// Returns the type for an integer's format, or the first type that can represent the bounds and the listed values.
pub(super) fn integer(schema: Schema<'_>, context: &mut Context<'_, '_>) -> Scalar {
    let of_format = match schema.format() {
        "int8" | "int16" | "int32" => Scalar::Int32,
        "uint8" | "uint16" | "uint32" => Scalar::UInt32,
        "uint64" => Scalar::UInt64,
        _ => Scalar::Int64,
    };
    let types = [of_format, Scalar::Int64, Scalar::UInt64];
    types.into_iter().find(|scalar| beyond(*scalar, schema).is_none()).unwrap_or_else(|| rounded(schema, context))
}

/// Warns that no integer type can represent all numbers, so that a floating-point type is used.
fn rounded(schema: Schema<'_>, context: &mut Context<'_, '_>) -> Scalar {
    let place = beyond(Scalar::Int64, schema).map_or(schema.span(), |number| number.span);
    let message = "no integer type can represent these values; a floating-point number is used";
    context.warn(
        Diagnostic::new(Code::Untyped, message)
            .at(place, "outside the range of a signed 64-bit integer")
            .help("describe it as a string of digits, which is not rounded"),
    );
    Scalar::Double
}

/// Returns the first number of a schema that a type cannot represent.
fn beyond(scalar: Scalar, schema: Schema<'_>) -> Option<&Node> {
    let (least, most) = range(scalar);
    let is_value_beyond = |value: &&Node| number_text(value).is_some_and(|text| !is_within(text, least, most));
    let is_bound_beyond = |bound: &&Node| number_text(bound).is_some_and(|text| !is_about_within(text, least, most));
    let value = schema.values().into_iter().flatten().find(is_value_beyond);
    value.or_else(|| schema.bounds().find(is_bound_beyond))
}

fn range(scalar: Scalar) -> (i128, i128) {
    match scalar {
        Scalar::Int32 => (i32::MIN.into(), i32::MAX.into()),
        Scalar::UInt32 => (0, u32::MAX.into()),
        Scalar::UInt64 => (0, u64::MAX.into()),
        _ => (i64::MIN.into(), i64::MAX.into()),
    }
}

fn number_text(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Number(text) => Some(text),
        _ => None,
    }
}

fn is_within(text: &str, least: i128, most: i128) -> bool {
    match text.parse::<i128>() {
        Ok(number) => (least..=most).contains(&number),
        Err(_) => is_about_within(text, least, most),
    }
}

/// Returns `true` if a number is in a range after rounding to a double. Many documents were written by languages in
/// which all numbers are doubles, and have 9223372036854776000 as the largest 64-bit integer.
#[expect(clippy::cast_precision_loss, reason = "the bound was rounded in just this way")]
fn is_about_within(text: &str, least: i128, most: i128) -> bool {
    text.parse::<f64>().is_ok_and(|number| (least as f64..=most as f64).contains(&number))
}

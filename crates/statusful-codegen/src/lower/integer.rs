//! Integers: the type that holds every number a schema names.

use super::Lowering;
use super::enumeration::listed;
use super::schema::format;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::Scalar;
use crate::source::{Node, Value};

impl Lowering<'_> {
    /// The type of the format, or the first that holds the bounds and the values that are listed.
    pub(super) fn integer(&mut self, node: &Node) -> Scalar {
        let of_format = match format(node) {
            "int8" | "int16" | "int32" => Scalar::Int32,
            "uint8" | "uint16" | "uint32" => Scalar::UInt32,
            "uint64" => Scalar::UInt64,
            _ => Scalar::Int64,
        };
        let types = [of_format, Scalar::Int64, Scalar::UInt64];
        types.into_iter().find(|scalar| beyond(*scalar, node).is_none()).unwrap_or_else(|| self.rounded(node))
    }

    /// Says that no integer type holds all numbers, so that it is one that rounds.
    fn rounded(&mut self, node: &Node) -> Scalar {
        let place = beyond(Scalar::Int64, node).unwrap_or(node);
        let message = "no integer type holds all that is named here; it is taken as a number that rounds";
        self.diagnostics.push(
            Diagnostic::new(Code::Untyped, message)
                .at(place.span, "is beyond a signed integer of 64 bits")
                .help("describe it as a string of digits, which no reader rounds"),
        );
        Scalar::Double
    }
}

/// The first number of a schema that a type does not hold.
fn beyond(scalar: Scalar, node: &Node) -> Option<&Node> {
    let (least, most) = range(scalar);
    let is_value_beyond = |value: &&Node| number(value).is_some_and(|text| !is_within(text, least, most));
    let is_bound_beyond = |bound: &&Node| number(bound).is_some_and(|text| !is_about_within(text, least, most));
    let value = listed(node).into_iter().flatten().find(is_value_beyond);
    let mut bounds = ["minimum", "maximum"].iter().filter_map(|key| node.get(key));
    value.or_else(|| bounds.find(is_bound_beyond))
}

fn range(scalar: Scalar) -> (i128, i128) {
    match scalar {
        Scalar::Int32 => (i32::MIN.into(), i32::MAX.into()),
        Scalar::UInt32 => (0, u32::MAX.into()),
        Scalar::UInt64 => (0, u64::MAX.into()),
        _ => (i64::MIN.into(), i64::MAX.into()),
    }
}

fn number(node: &Node) -> Option<&str> {
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

/// The same as far as a double tells: many documents have been through a language whose numbers all are doubles, and
/// have 9223372036854776000 as the largest of 64 bits.
#[expect(clippy::cast_precision_loss, reason = "the bound was rounded in just this way")]
fn is_about_within(text: &str, least: i128, most: i128) -> bool {
    text.parse::<f64>().is_ok_and(|number| (least as f64..=most as f64).contains(&number))
}

//! A number with more digits than a double can represent is rounded.
//!
//! A client cannot warn about the numbers that it receives. The document shows that there may be such numbers with a
//! format that requires exact digits, or with a value that has too many of them.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::openapi::{Document, JsonType, Schema};
use crate::source::{Node, Value};

/// The formats that require exact digits. The first two are in the OpenAPI Format Registry.
const EXACT: [&str; 4] = ["decimal", "decimal128", "bigdecimal", "money"];

const HELP: &str = "describe it as a string of digits, which is not rounded";

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for schema in document.all::<Schema<'_>>() {
        if is_exact(schema) {
            let message = format!("a number of the format `{}` is rounded", schema.format());
            diagnostics.push(warning(message, schema.span()));
        } else if let Some(number) = rounded_value(schema) {
            diagnostics.push(warning("this number is rounded".to_owned(), number.span));
        }
    }
}

fn warning(message: String, place: crate::source::Span) -> Diagnostic {
    Diagnostic::new(Code::RoundedNumber, message)
        .at(place, "read as a double, which has 15 to 17 significant digits")
        .help(HELP)
}

fn is_exact(schema: Schema<'_>) -> bool {
    let is_number = schema.types().as_slice().contains(&JsonType::Number);
    is_number && EXACT.iter().any(|format| schema.format().eq_ignore_ascii_case(format))
}

/// Returns the first rounded number among the values in a schema, if the schema describes numbers or any JSON.
fn rounded_value(schema: Schema<'_>) -> Option<&Node> {
    let types = schema.types();
    let is_integer_kept = match types.as_slice() {
        [] if is_any(schema) => true,
        types if types.contains(&JsonType::Number) => false,
        _ => return None,
    };
    let listed = schema.values().unwrap_or_default();
    let shown = schema.examples().map(|example| example.value).chain(schema.default_value()).chain(listed);
    let mut stack: Vec<_> = shown.collect();
    stack.reverse();
    while let Some(node) = stack.pop() {
        match &node.value {
            Value::Number(text) if is_rounded(text, is_integer_kept) => return Some(node),
            _ => stack.extend(node.items().chain(node.members().map(|(_, entry)| &entry.node))),
        }
    }
    None
}

/// Returns `true` if a schema describes nothing, so that its values can be any JSON.
fn is_any(schema: Schema<'_>) -> bool {
    let is_composed = schema.reference().is_some() || !schema.all_of().is_empty() || schema.alternatives().is_some();
    !is_composed && !schema.has_properties() && schema.items().is_none()
}

/// Returns `true` if converting a number to a double changes it. Integers of 64 bits are kept where values can be any
/// JSON.
fn is_rounded(text: &str, is_integer_kept: bool) -> bool {
    if is_integer_kept && (text.parse::<i64>().is_ok() || text.parse::<u64>().is_ok()) {
        return false;
    }
    let Ok(double) = text.parse::<f64>() else { return false };
    digits(text) != digits(&format!("{double:e}"))
}

/// Returns the significant digits of a number, and the power of ten of the last digit. Zero has no digits.
fn digits(text: &str) -> Option<(String, i64)> {
    let text = text.trim_start_matches(['-', '+']).to_ascii_lowercase();
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    let significant = all.trim_start_matches('0').trim_end_matches('0');
    if significant.is_empty() {
        return Some((String::new(), 0));
    }
    let zeros = i64::try_from(all.len() - all.trim_end_matches('0').len()).ok()?;
    let exponent = exponent.parse::<i64>().ok()? - i64::try_from(fraction.len()).ok()? + zeros;
    Some((significant.to_owned(), exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_if_a_double_has_other_digits() {
        for kept in ["0", "-0.0", "0.1", "1e3", "100.00", "1.5E-7", "9007199254740992", "12345678901234.56", "1.0e400x"]
        {
            assert!(!is_rounded(kept, false), "{kept}");
        }
        for rounded in ["12345678901234.567891", "9007199254740993", "123456789012345678901234567890", "1e400"] {
            assert!(is_rounded(rounded, false), "{rounded}");
        }
        assert!(!is_rounded("18446744073709551615", true));
        assert!(is_rounded("18446744073709551617", true));
    }
}

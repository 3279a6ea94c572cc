//! A number whose format asks for exact decimal digits is read as a double, which rounds it.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::openapi::{Document, JsonType, Schema};

/// The formats that ask for exact digits; the first two are in the OpenAPI Format Registry.
const EXACT: [&str; 4] = ["decimal", "decimal128", "bigdecimal", "money"];

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let rounded = document.all::<Schema<'_>>().filter(|schema| is_rounded(*schema));
    diagnostics.extend(rounded.map(|schema| {
        Diagnostic::new(Code::RoundedNumber, format!("a number of the format `{}` is rounded", schema.format()))
            .at(schema.span(), "read as a double, which has 15 to 17 significant digits")
            .help("describe it as a string of digits, which is kept as it is")
    }));
}

fn is_rounded(schema: Schema<'_>) -> bool {
    let is_number = schema.types().as_slice().contains(&JsonType::Number);
    is_number && EXACT.iter().any(|format| schema.format().eq_ignore_ascii_case(format))
}

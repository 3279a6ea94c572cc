//! A response is filed under a status, a range of statuses or `default` (OpenAPI 3.0.3, section 4.7.16.2).

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Document, Kind};
use crate::source::Span;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for responses in document.places().filter(|place| place.is(Kind::Responses)) {
        for (key, entry) in responses.node.members().filter(|(key, _)| !key.starts_with("x-")) {
            if !is_status(key) {
                diagnostics.push(fault(key, entry.key));
            }
        }
    }
}

fn is_status(key: &str) -> bool {
    match key.as_bytes() {
        [b'1'..=b'5', tens, ones] => {
            (tens.is_ascii_digit() && ones.is_ascii_digit()) || (*tens == b'X' && *ones == b'X')
        }
        _ => key == "default",
    }
}

fn fault(key: &str, place: Span) -> Diagnostic {
    let upper = key.to_ascii_uppercase();
    if is_status(&upper) {
        return Diagnostic::new(Code::InvalidStatus, format!("the range {} is written in lower case", quote(key)))
            .as_warning()
            .at(place, "taken as the range")
            .help(format!("write {}", quote(&upper)));
    }
    Diagnostic::new(Code::InvalidStatus, format!("{} is not a status", quote(key)))
        .at(place, "no response has this status")
        .help("a status is `100` to `599`, a range `1XX` to `5XX`, and any other status `default`")
}

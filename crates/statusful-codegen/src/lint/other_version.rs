//! What a document writes is what its version knows. What the other version means by it is plain all the same, so it is
//! read so, and this is a warning.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Document, Place, Version};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let differing = document.places().filter(is_of_the_other);
    diagnostics.extend(differing.map(|place| fault(&place)));
}

/// Whether the other version knows the value, and this one does not.
fn is_of_the_other(place: &Place<'_>) -> bool {
    let own = place.shape.in_version(place.version);
    place.shape.of(place.node).is_some() && own.is_none_or(|own| own.of(place.node).is_none())
}

fn fault(place: &Place<'_>) -> Diagnostic {
    let (own, other) = match place.version {
        Version::V3_0 => (Version::V3_0, Version::V3_1),
        Version::V3_1 => (Version::V3_1, Version::V3_0),
    };
    let subject = match place.key {
        Some((name, _)) if place.shape.in_version(own).is_none() => quote(name),
        Some((name, _)) => format!("{} as {}", quote(name), place.node.kind()),
        None => format!("{} in `{}`", place.node.kind(), place.field),
    };
    Diagnostic::new(Code::OtherVersion, format!("{subject} belongs to OpenAPI {}", other.name()))
        .at(place.span(), format!("not known in {}, and read as {} means it", own.name(), other.name()))
        .help(help(place).unwrap_or_default())
}

/// How the document's own version says it.
fn help(place: &Place<'_>) -> Option<&'static str> {
    match (place.key?.0, place.version) {
        ("nullable", Version::V3_1) => Some("add `null` to the types: `type: [string, 'null']`"),
        ("type", Version::V3_0) => Some("write one type, and `nullable: true` beside it where `null` is one of them"),
        ("const", Version::V3_0) => Some("write an `enum` of one value"),
        ("examples", Version::V3_0) => Some("write one `example`"),
        ("exclusiveMinimum" | "exclusiveMaximum", Version::V3_1) => Some("write the limit itself"),
        ("exclusiveMinimum" | "exclusiveMaximum", Version::V3_0) => {
            Some("write the limit as `minimum` or `maximum`, and `true` here")
        }
        (_, Version::V3_0) => Some("say `openapi: 3.1.0`, which has it"),
        (_, Version::V3_1) => None,
    }
}

//! A document should use only features of its version. Features of the other version are read with their meaning there,
//! so this is a warning.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::openapi::{Document, Place, Version};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let differing = document.places().filter(is_of_the_other);
    diagnostics.extend(differing.map(|place| diagnostic(&place)));
}

/// Returns `true` if the other version allows the value, and this one does not.
fn is_of_the_other(place: &Place<'_>) -> bool {
    let own = place.shape.in_version(place.version());
    place.shape.of(place.node).is_some() && own.is_none_or(|own| own.of(place.node).is_none())
}

fn diagnostic(place: &Place<'_>) -> Diagnostic {
    let (own, other) = match place.version() {
        Version::V3_0 => (Version::V3_0, Version::V3_1),
        Version::V3_1 => (Version::V3_1, Version::V3_0),
    };
    let subject = match place.key {
        Some((name, _)) if place.shape.in_version(own).is_none() => quote(name),
        Some((name, _)) => format!("{} as {}", quote(name), place.node.kind()),
        None => format!("{} in `{}`", place.node.kind(), place.field),
    };
    Diagnostic::new(Code::OtherVersion, format!("{subject} belongs to OpenAPI {}", other.name()))
        .at(place.span(), format!("unknown in {}; read as in {}", own.name(), other.name()))
        .help(help(place).unwrap_or_default())
}

/// Returns how to write the same in the version of the document.
fn help(place: &Place<'_>) -> Option<&'static str> {
    match (place.key?.0, place.version()) {
        ("nullable", Version::V3_1) => Some("add `null` to the types: `type: [string, 'null']`"),
        ("type", Version::V3_0) => Some("write one type, and add `nullable: true` if `null` is allowed"),
        ("const", Version::V3_0) => Some("write an `enum` with one value"),
        ("examples", Version::V3_0) => Some("write one `example`"),
        ("exclusiveMinimum" | "exclusiveMaximum", Version::V3_1) => {
            Some("write the limit here instead of `minimum` or `maximum`")
        }
        ("exclusiveMinimum" | "exclusiveMaximum", Version::V3_0) => {
            Some("write the limit as `minimum` or `maximum`, and `true` here")
        }
        (_, Version::V3_0) => Some("change the version to `openapi: 3.1.0`"),
        (_, Version::V3_1) => None,
    }
}

//! Objects should have only the fields that the specification defines (OpenAPI 3.1.1, section 4.8 and its schema).

use super::SUGGESTIONS;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::openapi::{Document, ObjectKind};
use crate::suggestion::closest;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let objects = document.places().filter_map(|place| Some((place.kind()?, place)));
    let unknown = objects.flat_map(|(kind, place)| place.unknown_fields().map(move |field| (kind, field)));
    for (index, (kind, (name, span))) in unknown.enumerate() {
        let fields = kind.fields().iter().map(|(field, _)| *field);
        let meant = if index < SUGGESTIONS { closest(name, fields) } else { None };
        let message = format!("{} is not a field of {}", quote(name), object(kind));
        let diagnostic = Diagnostic::new(Code::UnknownField, message).at(span, "unknown field");
        diagnostics.push(diagnostic.help(match meant {
            Some(meant) => format!("did you mean {}?", quote(meant)),
            None => "remove it, or start its name with `x-` if it is an extension".to_owned(),
        }));
    }
}

/// Returns the specification's name for the object, such as `a Media Type Object`.
fn object(kind: ObjectKind) -> String {
    let name = match kind {
        ObjectKind::Document => return "an OpenAPI document".to_owned(),
        ObjectKind::ExternalDocs => "External Documentation".to_owned(),
        ObjectKind::OAuthFlow | ObjectKind::OAuthFlows => format!("{kind:?}").replace("Flow", " Flow"),
        ObjectKind::Xml => "XML".to_owned(),
        _ => spaced(&format!("{kind:?}")),
    };
    let article = if name.starts_with(['E', 'I', 'O', 'X']) { "an" } else { "a" };
    format!("{article} {name} Object")
}

/// Inserts spaces between the words of a name.
fn spaced(name: &str) -> String {
    let mut spaced = String::new();
    for character in name.chars() {
        if character.is_uppercase() && !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push(character);
    }
    spaced
}

//! `x-stream` and `x-nullable` are yes or no.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Document, Kind, Shape};

/// Each extension, and on what it stands.
const FLAGS: [(&str, &[Kind]); 2] =
    [("x-stream", &[Kind::Operation, Kind::MediaType]), ("x-nullable", &[Kind::Schema])];

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for place in document.places() {
        let Some(Shape::Object(kind)) = place.shape.of(place.node) else { continue };
        for (name, _) in FLAGS.iter().filter(|(_, kinds)| kinds.contains(&kind)) {
            if let Some(flag) = place.node.get(name).filter(|flag| flag.as_bool().is_none()) {
                diagnostics.push(
                    Diagnostic::new(
                        Code::InvalidFlag,
                        format!("{} must be a boolean, not {}", quote(name), flag.kind()),
                    )
                    .at(flag.span, "a boolean belongs here")
                    .help(format!("write `{name}: true`, without quotes")),
                );
            }
        }
    }
}

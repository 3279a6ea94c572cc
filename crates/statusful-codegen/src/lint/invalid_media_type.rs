//! Content is filed under media types or ranges of them (OpenAPI 3.0.3, sections 4.7.13 and 4.7.17).

use mediatype::MediaType;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Document, Kind, Shape};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let content = document.places().filter(|place| place.shape == Shape::Object(Kind::MediaType));
    for (key, span) in content.filter_map(|place| place.key) {
        if MediaType::parse(key).is_err() {
            diagnostics.push(
                Diagnostic::new(Code::InvalidMediaType, format!("{} is not a media type", quote(key)))
                    .at(span, "no response can have this `Content-Type`")
                    .help("write a type such as `application/json`, or a range such as `text/*`"),
            );
        }
    }
}

//! The keys of `content` are media types or ranges of them (OpenAPI 3.0.3, sections 4.7.13 and 4.7.17).

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::openapi::{Document, MediaRange, ObjectKind, Shape, Version};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    // The key may be wrong even if the value is, so this is not about Media Type Objects alone.
    let content = document.places().filter(|place| place.shape == Shape::Object(ObjectKind::MediaType));
    for (key, span) in content.filter_map(|place| place.key).filter(|(key, _)| !MediaRange::is_valid(key)) {
        let diagnostic = Diagnostic::new(Code::InvalidMediaType, format!("{} is not a media type", quote(key)))
            .at(span, "not a valid `Content-Type`")
            .help("use a media type such as `application/json`, or a range such as `text/*`");
        // The schema of 3.1 allows any key.
        diagnostics.push(if document.version() == Version::V3_1 { diagnostic.as_warning() } else { diagnostic });
    }
}

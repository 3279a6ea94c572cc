//! The keys of `content` must be media types or media type ranges (OpenAPI 3.0.3, sections 4.7.13 and 4.7.17).

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::openapi::{Document, MediaRange, ObjectKind, Shape, Version};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    // Checks keys of any value, because the key can be wrong even if the value is, too.
    let content = document.places().filter(|place| place.shape == Shape::Object(ObjectKind::MediaType));
    for (key, span) in content.filter_map(|place| place.key).filter(|(key, _)| !MediaRange::is_valid(key)) {
        let diagnostic = Diagnostic::new(Code::InvalidMediaType, format!("{} is not a media type", quote(key)))
            .at(span, "not a valid `Content-Type`")
            .help("use a media type such as `application/json`, or a range such as `text/*`");
        // The schema of OpenAPI 3.1 allows any key.
        diagnostics.push(if document.version() == Version::V3_1 { diagnostic.as_warning() } else { diagnostic });
    }
}

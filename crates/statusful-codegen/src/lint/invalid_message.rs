//! `x-deprecation-message` must be a string.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::extension::X_DEPRECATION_MESSAGE;
use crate::openapi::Document;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let messages = document.places().filter_map(|place| place.extension(X_DEPRECATION_MESSAGE));
    for message in messages.filter(|message| message.as_str().is_none()) {
        let text = format!("`x-deprecation-message` must be a string, not {}", message.kind());
        diagnostics.push(
            Diagnostic::new(Code::InvalidMessage, text)
                .at(message.span, "expected a string")
                .help("write what to use instead"),
        );
    }
}

//! The keys that were translated, for diagnostics about them.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, quote};
use crate::source::{FileId, Span};

/// Codes of diagnostics about keys of ours.
const CODES: [Code; 7] = [
    Code::InvalidFlag,
    Code::InvalidName,
    Code::InvalidEnumNames,
    Code::InvalidMessage,
    Code::InvalidRetries,
    Code::InvalidPagination,
    Code::InvalidIdempotency,
];

/// The keys that were translated.
#[derive(Debug, Clone, Default)]
pub struct Translation(BTreeMap<(FileId, usize), TranslatedKey>);

#[derive(Debug, Clone)]
struct TranslatedKey {
    /// The key of the vendor.
    key: String,
    /// Where its value is.
    value: Span,
    /// The key of ours.
    own: &'static str,
}

impl Translation {
    pub(super) fn add(&mut self, key: &str, value: Span, own: &'static str) {
        let translated = TranslatedKey { key: key.to_owned(), value: value.written(), own };
        self.0.entry((value.file, value.start)).or_insert(translated);
    }

    /// Returns a diagnostic as it is, or as a warning about the vendor's key if it is about one that was translated: the
    /// document has no error then, because the key is not ours.
    pub fn reword(&self, diagnostic: Diagnostic) -> Diagnostic {
        let place = diagnostic.labels.first().map(|label| label.span).filter(|_| CODES.contains(&diagnostic.code));
        // No translated value is within another, so the last one that begins before a place is the only one that may contain it.
        let before = |place: Span| Some((self.0.range(..=(place.file, place.start)).next_back()?.1, place));
        let found = place.and_then(before).filter(|(translated, place)| contains(translated.value, *place));
        let found = found.map(|(translated, _)| translated);
        let Some(TranslatedKey { key, own, .. }) = found else { return diagnostic };
        let message = format!("{} is ignored: {}", quote(key), diagnostic.message);
        let labels = diagnostic.labels;
        let help = format!("correct it, or write {} instead", quote(own));
        Diagnostic { labels, ..Diagnostic::new(Code::UntranslatedExtension, message).help(help) }
    }
}

fn contains(outer: Span, inner: Span) -> bool {
    outer.file == inner.file && outer.start <= inner.start && inner.end <= outer.end
}

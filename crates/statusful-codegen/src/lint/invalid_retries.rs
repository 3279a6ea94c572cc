//! `x-retries` must be valid.

use super::invalid_polling::report;
use crate::diagnostic::{Code, Diagnostics};
use crate::extension::{self, X_RETRIES};
use crate::openapi::Document;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let of_operations = document.operations().filter_map(|operation| operation.extension(X_RETRIES));
    for node in document.extension(X_RETRIES).into_iter().chain(of_operations) {
        report(Code::InvalidRetries, extension::retries(node).errors, diagnostics);
    }
}

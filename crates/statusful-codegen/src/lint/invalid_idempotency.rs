//! `x-idempotency` must be valid.

use super::invalid_polling::report;
use crate::diagnostic::{Code, Diagnostics};
use crate::extension;
use crate::openapi::Document;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for operation in document.operations() {
        report(Code::InvalidIdempotency, extension::idempotency(operation).errors, diagnostics);
    }
}

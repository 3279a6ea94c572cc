//! `x-pagination` must be valid.

use super::invalid_polling::report;
use crate::diagnostic::{Code, Diagnostics};
use crate::extension::{self, X_PAGINATION};
use crate::openapi::Document;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    for operation in document.operations() {
        if let Some(node) = operation.extension(X_PAGINATION) {
            report(Code::InvalidPagination, extension::pagination(node, operation).errors, diagnostics);
        }
    }
}

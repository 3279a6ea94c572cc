//! `x-retries` says when to send again.

use super::invalid_polling::report;
use crate::diagnostic::{Code, Diagnostics};
use crate::document::Document;
use crate::extension;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let holders = std::iter::once(document.root()).chain(document.operations().map(|operation| operation.node));
    for node in holders.filter_map(|node| node.get("x-retries")) {
        report(Code::InvalidRetries, extension::retries(node).faults, diagnostics);
    }
}

//! The paths of servers, which may precede the path of an operation in a request.

use std::cmp::Reverse;

use percent_encoding::percent_decode_str;
use statusful_document::openapi::{Operation, Server};

/// Returns the paths of the servers of an operation, segment by segment, the longest first. Empty ones are left out.
pub(super) fn of(operation: Operation<'_>) -> Vec<Vec<String>> {
    let mut bases: Vec<_> = operation.servers().into_iter().map(base).filter(|base| !base.is_empty()).collect();
    bases.sort_by_key(|base| Reverse(base.len()));
    bases.dedup();
    bases
}

fn base(server: Server<'_>) -> Vec<String> {
    let url = server.default_url();
    let path = match url.split_once("//") {
        Some((_, after_scheme)) => after_scheme.split_once('/').map_or("", |(_, path)| path),
        None => &url,
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    segments.map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned()).collect()
}

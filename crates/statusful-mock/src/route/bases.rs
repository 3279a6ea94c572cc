//! The paths of a document's servers, which requests may have before an operation's path.

use percent_encoding::percent_decode_str;
use statusful_document::document::{Document, Operation};
use statusful_document::source::Node;

/// The paths of the servers that count for an operation: its own, else those of its path item, else the document's. The
/// longest come first, and empty ones are left out.
pub(super) fn of(document: &Document<'_>, operation: &Operation<'_>) -> Vec<Vec<String>> {
    let levels = [operation.node, operation.path_item, document.root()];
    let servers =
        levels.into_iter().find_map(|level| level.get("servers").filter(|servers| servers.items().count() > 0));
    let mut bases: Vec<_> =
        servers.into_iter().flat_map(Node::items).map(base).filter(|base| !base.is_empty()).collect();
    bases.sort_by_key(|base| std::cmp::Reverse(base.len()));
    bases.dedup();
    bases
}

/// The segments of a server's path, with its variables at their defaults.
fn base(server: &Node) -> Vec<String> {
    let mut url = server.get("url").and_then(Node::as_str).unwrap_or_default().to_owned();
    for (name, variable) in server.get("variables").into_iter().flat_map(Node::members) {
        let default = variable.node.get("default").and_then(Node::as_str).unwrap_or_default();
        url = url.replace(&format!("{{{name}}}"), default);
    }
    let after_host =
        url.split_once("//").map_or(url.as_str(), |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let path = after_host.split(['?', '#']).next().unwrap_or_default();
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    segments.map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned()).collect()
}

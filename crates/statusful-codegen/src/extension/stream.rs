//! `x-stream`: whether a response body is read while it arrives.

use crate::openapi::{MediaType, Operation};
use crate::source::Node;

pub(crate) const X_STREAM: &str = "x-stream";

/// Returns `true` if a response body is a stream, according to `x-stream` of the media type or, without it, of the
/// operation.
pub(crate) fn is_stream(media: MediaType<'_>, operation: Operation<'_>) -> bool {
    let says = media.extension(X_STREAM).and_then(Node::as_bool);
    says.or_else(|| operation.extension(X_STREAM)?.as_bool()).unwrap_or_default()
}

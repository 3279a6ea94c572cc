//! `x-deprecation-message`: what to use instead of something deprecated.

use crate::source::Node;

pub(crate) const X_DEPRECATION_MESSAGE: &str = "x-deprecation-message";

/// Returns the message, if it is a string.
pub(crate) fn deprecation_message(node: Option<&Node>) -> Option<&str> {
    node.and_then(Node::as_str)
}

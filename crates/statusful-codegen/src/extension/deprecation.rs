//! `x-deprecation-message`: what to use instead of something deprecated.

use crate::ir::Deprecation;
use crate::source::Node;

pub(crate) const X_DEPRECATION_MESSAGE: &str = "x-deprecation-message";

/// Returns the deprecation of something, with the message that the extension has.
pub(crate) fn deprecation(is_deprecated: bool, message: Option<&Node>) -> Option<Deprecation> {
    let message = message.and_then(Node::as_str).unwrap_or_default().trim();
    is_deprecated.then(|| Deprecation { note: message.to_owned() })
}

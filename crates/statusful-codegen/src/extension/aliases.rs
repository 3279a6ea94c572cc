//! `x-aliases`: other names of a property in responses.

use crate::openapi::Schema;
use crate::source::Node;

pub(crate) const X_ALIASES: &str = "x-aliases";

/// Returns the other names of a property.
pub(crate) fn aliases(property: Schema<'_>) -> impl Iterator<Item = &str> {
    property.extension(X_ALIASES).into_iter().flat_map(Node::items).filter_map(Node::as_str)
}

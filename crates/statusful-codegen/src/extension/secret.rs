//! `x-secret`: whether a value is a secret, which is never printed.

use crate::openapi::Schema;
use crate::source::Node;

pub(crate) const X_SECRET: &str = "x-secret";

/// Returns whether a value is a secret; `None` if the document leaves it to the generator.
pub(crate) fn secret(schema: Schema<'_>) -> Option<bool> {
    schema.extension(X_SECRET).and_then(Node::as_bool)
}

//! `x-secret`: whether a value is a secret, which is never printed.

use crate::openapi::Schema;
use crate::source::Node;

pub(crate) const X_SECRET: &str = "x-secret";

/// Returns `true` if a value is a secret, according to `x-secret` or, without it, to the format.
pub(crate) fn is_secret(schema: Schema<'_>) -> bool {
    let says = schema.extension(X_SECRET).and_then(Node::as_bool);
    says.unwrap_or_else(|| schema.format() == "password")
}

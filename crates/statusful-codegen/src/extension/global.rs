//! `x-global`: whether a parameter can be set for all calls of a client.

use crate::openapi::Parameter;
use crate::source::Node;

pub(crate) const X_GLOBAL: &str = "x-global";

/// Returns `true` if a parameter is global.
pub(crate) fn is_global(parameter: Parameter<'_>) -> bool {
    parameter.extension(X_GLOBAL).and_then(Node::as_bool) == Some(true)
}

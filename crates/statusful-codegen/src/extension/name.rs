//! `x-name`, `x-type-name`, `x-group` and `x-body-name`: Rust names that a document chooses.

use crate::source::Node;

/// The name of an operation's method, an argument or a field.
pub(crate) const X_NAME: &str = "x-name";
/// The name of a model.
pub(crate) const X_TYPE_NAME: &str = "x-type-name";
/// The group of an operation, instead of its first tag.
pub(crate) const X_GROUP: &str = "x-group";

/// The name of the argument for an operation's request body.
pub(crate) const X_BODY_NAME: &str = "x-body-name";

/// Returns a chosen name, if it contains a letter or digit, so that an identifier can be made from it.
pub(crate) fn name(node: Option<&Node>) -> Option<&str> {
    node?.as_str().filter(|text| is_name(text))
}

/// Returns `true` if an identifier can be made from a text.
pub(crate) fn is_name(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

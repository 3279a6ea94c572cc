//! How a struct is created.

use crate::ir::{Constructor, TypeName};
use crate::tokens::markdown::code;

/// Returns how a struct of a module is created, or an empty string if its constructor takes the fields as arguments.
pub(super) fn creation(module: &str, name: &TypeName, constructor: &Constructor) -> String {
    match constructor {
        Constructor::Positional => String::new(),
        Constructor::Named(required) => format!(
            "{} takes a {} with the required fields.\n",
            code(&format!("{name}::new")),
            code(&format!("{module}::{required}")),
        ),
        Constructor::Literal => "Every field is required, so it is created with a struct literal.\n".to_owned(),
    }
}

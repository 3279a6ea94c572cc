//! How a struct is created.

use crate::ir::{Constructor, TypeName};
use crate::tokens::markdown::code;

/// Returns how a struct of a module is created, which is empty if its constructor takes the fields themselves.
pub(super) fn creation(module: &str, name: &TypeName, constructor: &Constructor) -> String {
    match constructor {
        Constructor::Positional => String::new(),
        Constructor::Named(required) => format!(
            "{} takes a {}, whose fields are the required ones.\n",
            code(&format!("{name}::new")),
            code(&format!("{module}::{required}")),
        ),
        Constructor::Literal => "A struct literal creates it: every field is required.\n".to_owned(),
    }
}

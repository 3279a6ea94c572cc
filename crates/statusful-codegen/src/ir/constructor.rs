//! How callers create a value of a struct.

use super::TypeName;

/// How callers create a value of a struct that is sent.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Constructor {
    /// `new` takes the required fields as arguments, which are all of different [kinds](super::ArgumentKind).
    Positional,
    /// `new` takes a struct with this name. Its fields are the required ones, so that callers write their names.
    Named(TypeName),
    /// A struct literal; there is no `new`. Every field is required, so the literal names all of them.
    Literal,
}

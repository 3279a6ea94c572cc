//! The servers of the document.

use super::{Docs, Ident, TypeName};

/// A server of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// The name of the server's type.
    pub name: TypeName,
    /// The URL, with the names of variables in braces.
    pub url: String,
    /// The variables, in document order.
    pub variables: Vec<ServerVariable>,
    /// The description.
    pub docs: Docs,
}

/// A variable in a server's URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerVariable {
    /// The name in the URL.
    pub wire: String,
    /// The name of the setter.
    pub ident: Ident,
    /// The default value.
    pub default: String,
    /// The enum of possible values, if the document lists them.
    pub choice: Option<(TypeName, Vec<(TypeName, String)>)>,
    /// The description.
    pub docs: Docs,
}

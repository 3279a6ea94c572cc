//! Servers: where operations are sent.

use super::{Docs, Ident, TypeName};

/// A server of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// What it is called.
    pub name: TypeName,
    /// Its URL, with the names of variables in braces.
    pub url: String,
    /// Its variables, in the order of the document.
    pub variables: Vec<ServerVariable>,
    /// What it is for.
    pub docs: Docs,
}

/// A part of a server's URL that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name in the URL.
    pub wire: String,
    /// Its setter.
    pub ident: Ident,
    /// Its value unless another is set.
    pub default: String,
    /// The enum of its values, where they are listed.
    pub choice: Option<(TypeName, Vec<(TypeName, String)>)>,
    /// What it is for.
    pub docs: Docs,
}

//! How an operation is called: by a method of the client, or of a handle of its group.

use std::fmt::{self, Display, Formatter};

use super::{Ident, TypeName};

/// A handle, which has the methods of a group's operations: `client.byok()` returns a `Byok`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Handle {
    /// The client's method that returns it, such as `byok`.
    pub method: Ident,
    /// The type, such as `Byok`.
    pub name: TypeName,
    /// The module of the type.
    pub module: Ident,
}

/// The path of the method that calls an operation, such as `Client::list_keys` or `Byok::list`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CallPath {
    /// The handle that has the method, or `None` if the client has it.
    pub handle: Option<Handle>,
    /// The method.
    pub function: Ident,
}

impl CallPath {
    /// Returns the method as called on a client: `list_keys` or `byok().list`.
    pub fn on_client(&self) -> String {
        match &self.handle {
            Some(handle) => format!("{}().{}", handle.method, self.function),
            None => self.function.to_string(),
        }
    }

    /// Returns the path from the root of the generated crate.
    pub fn from_root(&self) -> String {
        match &self.handle {
            Some(handle) => format!("crate::{}::{self}", handle.module),
            None => format!("crate::{self}"),
        }
    }
}

impl Display for CallPath {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.handle {
            Some(handle) => write!(f, "{}::{}", handle.name, self.function),
            None => write!(f, "Client::{}", self.function),
        }
    }
}

//! What is to be written, with every decision made.
//!
//! Lowering settles all names, all orders and all types here. Emitters only spell the result out: two of them can
//! never disagree. Nothing in this module knows a stage.

mod body;
mod example;
mod extension;
mod name;
mod operation;
mod outline;
mod response;
mod server;
mod ty;
mod walk;

pub use body::{BodyContent, BodyEncoding, FormField, Multipart, PartField, PartKind, RequestBody};
pub use example::Example;
pub use extension::{Polling, Retries, StatusSet};
pub(crate) use name::unique;
pub use name::{Ident, PackageName, TypeName};
pub use operation::{Location, Method, Operation, Parameter, Security, SecurityKind, Style};
pub use response::{Arm, Body, HeaderField, Media, ResponseHeaders, Responses, StatusMatch, Success};
pub use server::{Server, ServerVariable};
pub use ty::{Access, Enum, Field, Kind, Optionality, Scalar, Struct, Type, TypeId, TypeRef, Union, Usage, Variant};

/// A whole client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`, the version of the document.
    pub version: String,
    /// What the client is for.
    pub docs: Docs,
    /// The servers there is a choice of, in the order of the document.
    pub servers: Vec<Server>,
    /// The groups of operations, sorted by module.
    pub groups: Vec<Group>,
    /// The models, sorted by name and indexed by [`TypeId`].
    pub types: Vec<Type>,
}

impl Api {
    /// The model a reference names.
    pub fn ty(&self, id: TypeId) -> Option<&Type> {
        self.types.get(id.0)
    }

    /// The type and the value of a required field of which the document lists just one value.
    pub fn constant(&self, field: &Field) -> Option<(&TypeName, &TypeName)> {
        let TypeRef::Named(id) = field.ty else { return None };
        match self.ty(id).map(|ty| (&ty.name, &ty.kind))? {
            (name, Kind::Enum(only)) if field.optionality == Optionality::Required => match only.values.as_slice() {
                [(value, _)] => Some((name, value)),
                _ => None,
            },
            _ => None,
        }
    }

    /// All operations, group by group.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.groups.iter().flat_map(|group| &group.operations)
    }
}

/// The operations of one tag: a module and a Cargo feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The tag as the document has it.
    pub tag: String,
    /// The module, such as `comfy_ui`.
    pub module: Ident,
    /// The Cargo feature, such as `comfy-ui`.
    pub feature: String,
    /// What the document says about the tag.
    pub docs: Docs,
    /// The operations, sorted by function name.
    pub operations: Vec<Operation>,
}

/// Markdown that is safe to hand to rustdoc; may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Docs(pub String);

impl Docs {
    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

//! The intermediate representation of a client, with every decision made.
//!
//! Lowering decides all names, orders and types. Emitters only write the result, as Rust or as pages, so they cannot
//! disagree with each other. Nothing in this module depends on a stage.

mod argument;
mod body;
mod call_path;
mod constructor;
mod deprecation;
mod example;
mod extension;
mod feature;
mod idempotency;
mod name;
mod operation;
mod outline;
mod pagination;
mod place;
mod reach;
mod response;
mod server;
mod shape;
mod ty;
mod walk;

pub use argument::ArgumentKind;
pub use body::{BodyContent, BodyEncoding, FormField, Multipart, PartField, PartKind, RequestBody};
pub use call_path::{CallPath, Handle};
pub use constructor::Constructor;
pub use deprecation::Deprecation;
pub use example::Example;
pub use extension::{Polling, Retries, StatusSet};
pub use feature::FEATURES;
pub use idempotency::Idempotency;
pub use name::{Ident, PackageName, TypeName};
pub(crate) use name::{MAX_FILE_STEM, cut};
pub use operation::{Global, Operation, Parameter, Security, SecurityKind, ValueOrigin};

pub use pagination::{Pagination, PaginationStyle, RequestPart};

pub use crate::openapi::{MediaRange, Method, ParameterLocation, ResponseExpression, StatusKey, Style};
pub use place::{Place, PlaceOwner, PlacePart};
pub use response::{
    Body, BodyKind, Case, DocumentedResponse, HeaderField, MediaMatch, Outcome, ResponseHeaders, Responses, StatusRange,
};
pub use server::{Server, ServerVariable};
pub use shape::{Constant, ObjectShape, Shape};
pub use ty::{Access, Enum, Field, Kind, Optionality, Scalar, Struct, Type, TypeId, TypeRef, Union, Usage, Variant};

/// A whole client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`, the version of the document.
    pub version: String,
    /// The description.
    pub docs: Docs,
    /// The servers to choose from, in document order.
    pub servers: Vec<Server>,
    /// The parameters that can be set for all calls, in document order.
    pub globals: Vec<Global>,
    /// The groups of operations, sorted by module.
    pub groups: Vec<Group>,
    /// The models, sorted by name and indexed by [`TypeId`].
    pub types: Vec<Type>,
    /// Whether a `date-time` without an offset is an error.
    pub strict_dates: bool,
    /// The crate that provides date types.
    pub datetime: DateTimeCrate,
}

/// The crate that provides date types.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum DateTimeCrate {
    /// `chrono`: `DateTime<Utc>` and `NaiveDate`.
    #[default]
    Chrono,
    /// `jiff`: `Timestamp` and `civil::Date`.
    Jiff,
}

impl Group {
    /// Returns the handle that has the methods of the group's operations, or `None` if the client has them.
    pub fn handle(&self) -> Option<&Handle> {
        self.operations.first()?.handle.as_ref()
    }
}

impl Api {
    /// Returns the model with an id.
    pub fn ty(&self, id: TypeId) -> Option<&Type> {
        self.types.get(id.0)
    }

    /// Returns the value of a required field that has only one possible value.
    pub fn fixed<'a>(&'a self, field: &'a Field) -> Option<Fixed<'a>> {
        if field.optionality != Optionality::Required {
            return None;
        }
        if let Some(constant) = &field.constant {
            return Some(Fixed::Constant(constant));
        }
        let TypeRef::Named(id) = field.ty else { return None };
        match self.ty(id).map(|ty| (&ty.name, &ty.kind))? {
            (name, Kind::Enum(only)) => match only.values.as_slice() {
                [(value, _)] => Some(Fixed::Variant(name, value)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Returns `true` if constructors take a field: a required one whose value they do not fill in.
    pub fn is_argument(&self, field: &Field) -> bool {
        field.optionality.is_required() && self.fixed(field).is_none()
    }

    /// Returns `true` if values of a type may be written in more ways than serde accepts: integers with a decimal point
    /// or an exponent, and dates without an offset.
    pub fn is_lenient(&self, ty: &TypeRef) -> bool {
        match ty {
            TypeRef::Scalar(Scalar::Int32 | Scalar::Int64 | Scalar::UInt32 | Scalar::UInt64) => true,
            TypeRef::Scalar(Scalar::DateTime) => !self.strict_dates,
            TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => self.is_lenient(inner),
            // A model handles its own parts.
            TypeRef::Named(_) | TypeRef::Boxed(_) | TypeRef::Scalar(_) | TypeRef::Any => false,
        }
    }

    /// Returns all operations, grouped by tag.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.groups.iter().flat_map(|group| &group.operations)
    }
}

/// The only possible value of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixed<'a> {
    /// The variant of a string enum.
    Variant(&'a TypeName, &'a TypeName),
    /// A scalar value.
    Constant(&'a Constant),
}

/// The operations of one tag: a module and a Cargo feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The tag as written in the document.
    pub tag: String,
    /// The module, such as `comfy_ui`.
    pub module: Ident,
    /// The Cargo feature, such as `comfy-ui`.
    pub feature: String,
    /// The trait with the operations, such as `ComfyUiApi`.
    pub api: TypeName,
    /// The description of the tag.
    pub docs: Docs,
    /// The operations, sorted by function name.
    pub operations: Vec<Operation>,
}

/// Markdown that is safe for rustdoc; may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Docs(pub String);

impl Docs {
    /// Returns `true` if there is no documentation.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

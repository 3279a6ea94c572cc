//! Types: the models, and how they are referred to.

use super::{Docs, Example, Ident, TypeName};

/// Which of [`Api::types`](super::Api::types).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// A type as a field, an argument or a body has it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TypeRef {
    /// A model.
    Named(TypeId),
    /// A model behind a `Box`, where it would otherwise hold itself.
    Boxed(TypeId),
    /// Something without parts.
    Scalar(Scalar),
    /// `Vec`.
    List(Box<TypeRef>),
    /// A map from strings.
    Map(Box<TypeRef>),
    /// A value or `null`.
    Nullable(Box<TypeRef>),
    /// Any JSON.
    Any,
}

/// Something without parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the formats of the OpenAPI Format Registry, by their names")]
pub enum Scalar {
    String,
    Secret,
    Bool,
    Int32,
    Int64,
    UInt32,
    UInt64,
    Float,
    Double,
    DateTime,
    Date,
    Uuid,
    Ip,
    Ipv4,
    Ipv6,
}

/// A model.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Type {
    /// Its name.
    pub name: TypeName,
    /// What it is.
    pub kind: Kind,
    /// Which way it travels.
    pub usage: Usage,
    /// What it means.
    pub docs: Docs,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// Whether an operation describes it on the spot, and the document gives it no name.
    pub inline: bool,
    /// A value of it.
    pub example: Example,
}

/// What a model is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An object with fields. Rendered by progenitor.
    Struct(Struct),
    /// A string out of a list that may grow.
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// A list or map that holds itself. Rendered by progenitor.
    Newtype(TypeRef),
}

/// Which way a model travels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Usage {
    /// In requests.
    pub sent: bool,
    /// In responses.
    pub received: bool,
}

/// An object with fields.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Struct {
    /// The fields, sorted by name.
    pub fields: Vec<Field>,
    /// The field that holds the members the document does not name, and their type.
    pub rest: Option<(Ident, TypeRef)>,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Field {
    /// Its name on the wire.
    pub wire: String,
    /// Other names that are understood when it is read.
    pub aliases: Vec<String>,
    /// Its name in Rust.
    pub ident: Ident,
    /// Its type, without what [`Optionality`] adds.
    pub ty: TypeRef,
    /// Whether it can be absent, `null`, or both.
    pub optionality: Optionality,
    /// What it means.
    pub docs: Docs,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// Which way it travels, where the document restricts that.
    pub access: Access,
    /// A value of it.
    pub example: Example,
}

impl Field {
    /// Its type as a constructor takes it: where it can be null, `Option` says so.
    pub fn given(&self) -> TypeRef {
        match self.optionality {
            Optionality::RequiredNullable => TypeRef::Nullable(Box::new(self.ty.clone())),
            _ => self.ty.clone(),
        }
    }
}

/// Which way a field travels (OpenAPI 3.0.3, section 4.7.24.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Access {
    /// Both ways.
    Both,
    /// `readOnly`: in responses alone.
    Read,
    /// `writeOnly`: in requests alone.
    Write,
}

/// Whether a field can be absent, `null`, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Optionality {
    /// Always there: `T`.
    Required,
    /// Always there, maybe `null`: `Option<T>`, written as `null`.
    RequiredNullable,
    /// Maybe absent: `Option<T>`, not written when `None`.
    Optional,
    /// Absent, `null` or a value, which are three things: `Option<Nullable<T>>`.
    OptionalNullable,
}

impl Optionality {
    /// What `required` and `nullable` say together.
    pub fn new(required: bool, nullable: bool) -> Self {
        match (required, nullable) {
            (true, false) => Self::Required,
            (true, true) => Self::RequiredNullable,
            (false, false) => Self::Optional,
            (false, true) => Self::OptionalNullable,
        }
    }

    /// Whether a value has to be given to make one.
    pub fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::RequiredNullable)
    }
}

/// A string out of a list that may grow.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Enum {
    /// The values, in document order: their variant and their text.
    pub values: Vec<(TypeName, String)>,
}

/// One of several types.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Union {
    /// The member that names the type; without one, the shape tells.
    pub tag: Option<String>,
    /// The variants, in document order.
    pub variants: Vec<Variant>,
}

/// A variant of a union.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Variant {
    /// Its name.
    pub name: TypeName,
    /// What the tag says for it; no other variant has any of these.
    pub tags: Vec<String>,
    /// What it holds.
    pub ty: TypeRef,
    /// What it means.
    pub docs: Docs,
}

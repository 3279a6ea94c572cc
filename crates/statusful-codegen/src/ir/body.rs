//! Request bodies.

use super::{Constructor, Docs, Example, Ident, Style, TypeName, TypeRef};

/// A request body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestBody {
    /// The name of the argument or setter.
    pub ident: Ident,
    /// The media types, starting with the most precisely typed one. Never empty.
    pub contents: Vec<BodyContent>,
    /// The name of the enum of media types. Unused if there is only one.
    pub choice: TypeName,
    /// Whether the body is required.
    pub required: bool,
    /// The description.
    pub docs: Docs,
}

/// A request body with one media type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyContent {
    /// The name of the variant. Unused if there is only one media type.
    pub variant: TypeName,
    /// The `Content-Type`, or a range of media types.
    pub media_type: String,
    /// How the body is encoded.
    pub encoding: BodyEncoding,
    /// An example of the body.
    pub example: Example,
}

/// How a request body is encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BodyEncoding {
    /// JSON.
    Json(TypeRef),
    /// `application/x-www-form-urlencoded`, with the fields that are not encoded in the default way.
    Form(TypeRef, Vec<FormField>),
    /// `multipart/form-data` or another multipart type. `None` if the document does not name the fields.
    Multipart(Option<Multipart>),
    /// UTF-8 text.
    Text,
    /// Bytes.
    Bytes,
    /// Bytes whose media type the caller chooses from a range.
    Typed,
}

/// How a field of a form is encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormField {
    /// The name on the wire.
    pub wire: String,
    /// The style, or `None` for JSON.
    pub style: Option<Style>,
    /// Whether list items and object properties are written separately.
    pub explode: bool,
    /// Whether reserved characters are not percent-encoded.
    pub allow_reserved: bool,
}

/// The struct of a multipart form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Multipart {
    /// The name.
    pub name: TypeName,
    /// The fields, in document order.
    pub fields: Vec<PartField>,
    /// How callers create it.
    pub constructor: Constructor,
    /// The description.
    pub docs: Docs,
}

/// A field of a multipart form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartField {
    /// The name on the wire.
    pub wire: String,
    /// The name in Rust.
    pub ident: Ident,
    /// The kind of its parts.
    pub kind: PartKind,
    /// The media type of its parts, if the document specifies it.
    pub media_type: Option<String>,
    /// Whether the field is required.
    pub required: bool,
    /// The description.
    pub docs: Docs,
}

/// The kind of a field's parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartKind {
    /// A file.
    File,
    /// Any number of files.
    Files,
    /// A scalar as text, a list with one part for each item, or an object as JSON.
    Value(TypeRef),
    /// Any type as JSON.
    Json(TypeRef),
}

impl BodyEncoding {
    /// Returns the types in the body.
    pub fn types(&self) -> Vec<&TypeRef> {
        match self {
            Self::Json(ty) | Self::Form(ty, _) => vec![ty],
            Self::Multipart(Some(form)) => form.fields.iter().filter_map(|field| field.kind.ty()).collect(),
            Self::Multipart(None) | Self::Text | Self::Bytes | Self::Typed => Vec::new(),
        }
    }

    /// Returns mutable references to the types in the body.
    pub fn types_mut(&mut self) -> Vec<&mut TypeRef> {
        match self {
            Self::Json(ty) | Self::Form(ty, _) => vec![ty],
            Self::Multipart(Some(form)) => form.fields.iter_mut().filter_map(|field| field.kind.ty_mut()).collect(),
            Self::Multipart(None) | Self::Text | Self::Bytes | Self::Typed => Vec::new(),
        }
    }
}

impl PartKind {
    /// Returns the type of a field, or `None` for files.
    pub fn ty(&self) -> Option<&TypeRef> {
        match self {
            Self::Value(ty) | Self::Json(ty) => Some(ty),
            Self::File | Self::Files => None,
        }
    }

    fn ty_mut(&mut self) -> Option<&mut TypeRef> {
        match self {
            Self::Value(ty) | Self::Json(ty) => Some(ty),
            Self::File | Self::Files => None,
        }
    }
}

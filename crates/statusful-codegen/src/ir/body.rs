//! Bodies of requests.

use super::{Docs, Example, Ident, Style, TypeName, TypeRef};

/// The body of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestBody {
    /// The media types it can have, the most typed one first; never empty.
    pub contents: Vec<BodyContent>,
    /// The enum of its media types. Named also where there is just one, and then of no use.
    pub choice: TypeName,
    /// Whether a call needs it.
    pub required: bool,
    /// What it is.
    pub docs: Docs,
}

/// A body of one media type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyContent {
    /// Its variant, where there are several.
    pub variant: TypeName,
    /// Its `Content-Type`, or the range of those it can have.
    pub media_type: String,
    /// How it is written.
    pub encoding: BodyEncoding,
    /// A body to try it with.
    pub example: Example,
}

/// How a request body is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BodyEncoding {
    /// JSON.
    Json(TypeRef),
    /// `application/x-www-form-urlencoded`, and the fields that are not written as the media type has it.
    Form(TypeRef, Vec<FormField>),
    /// `multipart/form-data`; nothing where the document does not name its fields.
    Multipart(Option<Multipart>),
    /// Text in UTF-8.
    Text,
    /// Bytes as they are.
    Bytes,
    /// Bytes whose media type the caller chooses within a range.
    Typed,
}

/// How a field of a form is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormField {
    /// Its name on the wire.
    pub wire: String,
    /// Its style; JSON where it has none.
    pub style: Option<Style>,
    /// Whether each item of a list, and each member of an object, is written for itself.
    pub explode: bool,
    /// Whether reserved characters stay as they are.
    pub allow_reserved: bool,
}

/// The struct of a multipart form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Multipart {
    /// Its name.
    pub name: TypeName,
    /// Its fields, sorted by name.
    pub fields: Vec<PartField>,
    /// What it means.
    pub docs: Docs,
}

/// A field of a multipart form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartField {
    /// Its name on the wire.
    pub wire: String,
    /// Its name in Rust.
    pub ident: Ident,
    /// What it holds.
    pub kind: PartKind,
    /// The media type of its parts, where the document names one.
    pub media_type: Option<String>,
    /// Whether the form needs it.
    pub required: bool,
    /// What it means.
    pub docs: Docs,
}

/// What a field of a multipart form holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartKind {
    /// A file.
    File,
    /// Any number of files.
    Files,
    /// A scalar as text, a list item by item, an object as JSON.
    Value(TypeRef),
    /// JSON, whatever it is.
    Json(TypeRef),
}

impl BodyEncoding {
    /// The types in it.
    pub fn types(&self) -> Vec<&TypeRef> {
        match self {
            Self::Json(ty) | Self::Form(ty, _) => vec![ty],
            Self::Multipart(Some(form)) => form.fields.iter().filter_map(|field| field.kind.ty()).collect(),
            Self::Multipart(None) | Self::Text | Self::Bytes | Self::Typed => Vec::new(),
        }
    }

    /// The same, to change them.
    pub fn types_mut(&mut self) -> Vec<&mut TypeRef> {
        match self {
            Self::Json(ty) | Self::Form(ty, _) => vec![ty],
            Self::Multipart(Some(form)) => form.fields.iter_mut().filter_map(|field| field.kind.ty_mut()).collect(),
            Self::Multipart(None) | Self::Text | Self::Bytes | Self::Typed => Vec::new(),
        }
    }
}

impl PartKind {
    /// The type of a field that is no file.
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

//! Responses: what comes back.
//!
//! Which status and media type means what is decided once, in lowering. The derived orders are the order of match
//! arms: exact codes, then ranges, then `default`; within a status the most specific media type first.

use super::{Docs, Example, Ident, TypeName, TypeRef};

/// Everything an operation documents that it answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Responses {
    /// The outcomes that are no failure.
    pub success: Success,
    /// The enum of failures, and its arms in order; empty when none is documented.
    pub failure: (TypeName, Vec<Arm>),
    /// The headers that are described, status by status.
    pub headers: Vec<ResponseHeaders>,
    /// Whether a documented answer is a redirection, which then must not be followed.
    pub returns_redirects: bool,
}

/// The outcomes that are no failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Success {
    /// None is documented, or just one: its body is the result.
    Single(Option<Arm>),
    /// Several are documented: an enum is the result.
    Several(TypeName, Vec<Arm>),
}

impl Responses {
    /// The arms of success, in order.
    pub fn success_arms(&self) -> &[Arm] {
        match &self.success {
            Success::Single(arm) => arm.as_slice(),
            Success::Several(_, arms) => arms,
        }
    }

    /// The arms of failure, in order.
    pub fn failure_arms(&self) -> &[Arm] {
        &self.failure.1
    }
}

/// The headers described for a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseHeaders {
    /// Their struct.
    pub name: TypeName,
    /// Which statuses they come with.
    pub status: StatusMatch,
    /// The headers, sorted by field.
    pub fields: Vec<HeaderField>,
}

/// A header of a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderField {
    /// Its name on the wire.
    pub wire: String,
    /// Its field.
    pub ident: Ident,
    /// What its text is read as.
    pub ty: TypeRef,
    /// What it is for.
    pub docs: Docs,
}

/// One documented outcome: a status and a media type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arm {
    /// Which statuses it covers.
    pub status: StatusMatch,
    /// Which media types it covers.
    pub media: Media,
    /// Its variant.
    pub variant: TypeName,
    /// The stem of its predicate and accessor: `is_created`, `into_created`.
    pub accessor: Ident,
    /// What the body is.
    pub body: Body,
    /// What the document says about it.
    pub docs: Docs,
    /// A body as it may come.
    pub example: Example,
}

/// Which statuses an arm covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusMatch {
    /// One code.
    Code(u16),
    /// A class: `4` is `4XX`.
    Range(u8),
    /// Whatever nothing else covers.
    Default,
}

/// Which media types an arm covers. The order is from specific to general.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Media {
    /// A type with a structured-syntax suffix, such as `application/problem+json` (RFC 6839).
    Suffixed(String),
    /// Any other type, such as `application/json`.
    Exact(String),
    /// `text/*`.
    Subtypes(String),
    /// `*/*`.
    Any,
    /// No content is documented.
    None,
}

impl Media {
    /// The media type as the document has it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Suffixed(text) | Self::Exact(text) | Self::Subtypes(text) => text,
            Self::Any => "*/*",
            Self::None => "",
        }
    }
}

/// What a response body is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Nothing.
    Empty,
    /// JSON of a type.
    Json(TypeRef),
    /// Text.
    Text,
    /// Bytes as they are.
    Bytes,
    /// Server-sent events, the data of each of a type; as text where that is a string.
    Events(TypeRef),
    /// JSON texts of a type, one after the other.
    JsonLines(TypeRef),
    /// Bytes as they arrive.
    Stream,
}

impl Body {
    /// Whether it is read while it arrives.
    pub fn is_stream(&self) -> bool {
        matches!(self, Self::Events(_) | Self::JsonLines(_) | Self::Stream)
    }

    /// The type in it.
    pub fn ty(&self) -> Option<&TypeRef> {
        match self {
            Self::Json(ty) | Self::Events(ty) | Self::JsonLines(ty) => Some(ty),
            Self::Empty | Self::Text | Self::Bytes | Self::Stream => None,
        }
    }

    /// The same, to change it.
    pub fn ty_mut(&mut self) -> Option<&mut TypeRef> {
        match self {
            Self::Json(ty) | Self::Events(ty) | Self::JsonLines(ty) => Some(ty),
            Self::Empty | Self::Text | Self::Bytes | Self::Stream => None,
        }
    }
}

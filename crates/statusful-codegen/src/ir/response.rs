//! Responses: a table that maps each status and media type to an outcome.

use super::{Docs, Example, Ident, TypeName, TypeRef};
use crate::openapi::{MediaRange, StatusKey};

/// The responses of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Responses {
    /// The cases, in match order: the first case that matches a response determines its outcome. The last case matches
    /// every remaining response.
    pub cases: Vec<Case>,
    /// The enum of successes. `None` if at most one is documented; its body is then the result.
    pub success: Option<TypeName>,
    /// The enum of failures. `None` if none are documented.
    pub failure: Option<TypeName>,
    /// The documented headers, by status.
    pub headers: Vec<ResponseHeaders>,
    /// Whether a redirect is documented. If so, redirects are not followed.
    pub returns_redirects: bool,
}

/// The outcome of responses with certain statuses and media types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The statuses that the case matches.
    pub statuses: StatusRange,
    /// The media types that the case matches. `None` matches every media type, and responses without one.
    pub media: Option<MediaMatch>,
    /// The outcome.
    pub outcome: Outcome,
}

/// The media types that a case matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaMatch {
    /// The type or range. A response must not have parameters with other values.
    pub range: MediaRange,
    /// Whether a response must have these parameters, because they distinguish the case from another one.
    pub requires_parameters: bool,
}

/// The outcome of a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A documented success.
    Success(DocumentedResponse),
    /// A documented failure.
    Failure(DocumentedResponse),
    /// A response that is not documented.
    Undocumented,
}

/// An inclusive range of statuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusRange {
    /// The first status.
    pub first: u16,
    /// The last status.
    pub last: u16,
}

/// One documented response: a status and a media type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentedResponse {
    /// The status as written in the document.
    pub status: StatusKey,
    /// The media type or range, or `None` if no content is documented.
    pub media: Option<MediaRange>,
    /// The name of the variant.
    pub variant: TypeName,
    /// The body.
    pub body: Body,
    /// The description.
    pub docs: Docs,
    /// The data of the event that ends the stream.
    pub end_mark: Option<String>,
    /// The JSON Pointer of the error message in the body of a failure. Empty if the body itself is the message.
    pub message: Option<String>,
    /// An example of the body.
    pub example: Example,
}

/// The kind of a response body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// No body.
    Empty,
    /// JSON with this type.
    Json(TypeRef),
    /// Text.
    Text,
    /// Bytes.
    Bytes,
    /// Server-sent events whose data is JSON of this type, or text if the type is a string.
    Events(TypeRef),
    /// Server-sent events, each represented by an object of this type: `data`, and optionally `event`, `id` and
    /// `retry`.
    EventObjects(TypeRef),
    /// A sequence of JSON values of this type.
    JsonLines(TypeRef),
    /// A stream of bytes.
    Stream,
}

/// The kinds of bodies that the runtime's accessors distinguish. Each is a type in its module `kind`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyKind {
    /// JSON.
    Json,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
    /// A stream of events.
    Events,
    /// A stream of JSON values.
    JsonLines,
    /// A stream of bytes.
    ByteStream,
}

impl BodyKind {
    /// Returns the name of the type and of the runtime's accessor.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Json => ("Json", "into_json"),
            Self::Text => ("Text", "into_text"),
            Self::Bytes => ("Bytes", "into_bytes"),
            Self::Events => ("Events", "into_events"),
            Self::JsonLines => ("JsonLines", "into_json_lines"),
            Self::ByteStream => ("ByteStream", "into_byte_stream"),
        }
    }
}

/// The documented headers of a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseHeaders {
    /// The name of the struct.
    pub name: TypeName,
    /// The statuses of the responses with these headers.
    pub status: StatusKey,
    /// The headers, in document order.
    pub fields: Vec<HeaderField>,
}

/// A header of a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderField {
    /// The name on the wire.
    pub wire: String,
    /// The name of the field.
    pub ident: Ident,
    /// The type that its text is decoded as.
    pub ty: TypeRef,
    /// The description.
    pub docs: Docs,
}

impl Responses {
    /// Returns the documented successes in match order.
    pub fn successes(&self) -> impl Iterator<Item = &DocumentedResponse> {
        self.cases.iter().filter_map(|case| case.outcome.success())
    }

    /// Returns the documented failures in match order.
    pub fn failures(&self) -> impl Iterator<Item = &DocumentedResponse> {
        self.cases.iter().filter_map(|case| case.outcome.failure())
    }

    /// Returns the documented responses, successes first.
    pub fn documented(&self) -> impl Iterator<Item = &DocumentedResponse> {
        self.successes().chain(self.failures())
    }

    /// Returns the status, if it identifies the response's variant: no other variant of the enum has it. Returns `None`
    /// for ranges of statuses, and for statuses with several media types.
    pub fn status_of_variant(&self, response: &DocumentedResponse) -> Option<u16> {
        let StatusKey::Code(code) = response.status else { return None };
        (self.documented().filter(|other| other.status == response.status).count() == 1).then_some(code)
    }

    /// Returns the kind of the body, if it identifies the response's variant: the status has several media types, and
    /// no other such response of the enum has a body of this kind.
    pub fn kind_of_variant(&self, response: &DocumentedResponse) -> Option<BodyKind> {
        let kind = |other: &DocumentedResponse| {
            let shares_status = !other.has_status_field() && self.status_of_variant(other).is_none();
            shares_status.then(|| other.body.kind()).flatten()
        };
        let wanted = kind(response)?;
        let is_success = self.successes().any(|success| success == response);
        let same = |others: usize| (others == 1).then_some(wanted);
        if is_success {
            same(self.successes().filter(|other| kind(other) == Some(wanted)).count())
        } else {
            same(self.failures().filter(|other| kind(other) == Some(wanted)).count())
        }
    }

    /// Returns the method of the runtime's `Response` that returns the body, or `None` if there is none.
    pub fn accessor(&self, response: &DocumentedResponse) -> Option<String> {
        match self.status_of_variant(response) {
            Some(status) => StatusKey::Code(status).accessor(),
            None => self.kind_of_variant(response).map(|kind| kind.names().1.to_owned()),
        }
    }

    /// Returns the success whose body is the result. Returns `None` if there is no success, or an enum of several.
    pub fn single_success(&self) -> Option<&DocumentedResponse> {
        self.successes().next().filter(|_| self.success.is_none())
    }
}

impl Outcome {
    /// Returns the response if it is a documented success.
    pub fn success(&self) -> Option<&DocumentedResponse> {
        match self {
            Self::Success(response) => Some(response),
            Self::Failure(_) | Self::Undocumented => None,
        }
    }

    /// Returns the response if it is a documented failure.
    pub fn failure(&self) -> Option<&DocumentedResponse> {
        match self {
            Self::Failure(response) => Some(response),
            Self::Success(_) | Self::Undocumented => None,
        }
    }

    /// Returns a mutable reference to the documented response.
    pub fn documented_mut(&mut self) -> Option<&mut DocumentedResponse> {
        match self {
            Self::Success(response) | Self::Failure(response) => Some(response),
            Self::Undocumented => None,
        }
    }
}

impl StatusRange {
    /// Every status.
    pub const ALL: Self = Self { first: 0, last: u16::MAX };

    /// Returns `true` if the ranges have a status in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

impl DocumentedResponse {
    /// Returns `true` if the variant contains the status, because the response's key is not a single status.
    pub fn has_status_field(&self) -> bool {
        !matches!(self.status, StatusKey::Code(_))
    }
}

impl Body {
    /// Returns `true` if the body is decoded while it arrives.
    pub fn is_stream(&self) -> bool {
        matches!(self, Self::Events(_) | Self::EventObjects(_) | Self::JsonLines(_) | Self::Stream)
    }

    /// Returns the kind of the body, or `None` if there is none.
    pub fn kind(&self) -> Option<BodyKind> {
        Some(match self {
            Self::Empty => return None,
            Self::Json(_) => BodyKind::Json,
            Self::Text => BodyKind::Text,
            Self::Bytes => BodyKind::Bytes,
            Self::Events(_) | Self::EventObjects(_) => BodyKind::Events,
            Self::JsonLines(_) => BodyKind::JsonLines,
            Self::Stream => BodyKind::ByteStream,
        })
    }

    /// Returns the type in the body.
    pub fn ty(&self) -> Option<&TypeRef> {
        match self {
            Self::Json(ty) | Self::Events(ty) | Self::EventObjects(ty) | Self::JsonLines(ty) => Some(ty),
            Self::Empty | Self::Text | Self::Bytes | Self::Stream => None,
        }
    }

    /// Returns a mutable reference to the type in the body.
    pub fn ty_mut(&mut self) -> Option<&mut TypeRef> {
        match self {
            Self::Json(ty) | Self::Events(ty) | Self::EventObjects(ty) | Self::JsonLines(ty) => Some(ty),
            Self::Empty | Self::Text | Self::Bytes | Self::Stream => None,
        }
    }
}

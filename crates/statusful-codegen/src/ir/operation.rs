//! Operations: what is sent.

use super::{Docs, Example, Ident, Polling, RequestBody, Responses, Retries, TypeName, TypeRef};

/// An operation of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// `operationId`, or the name that stands in for a missing one.
    pub id: String,
    /// The function, such as `get_auth_response_request_id`.
    pub function: Ident,
    /// The type that names the operation, such as `GetAuthResponseRequestId`.
    pub marker: TypeName,
    /// The HTTP method.
    pub method: Method,
    /// The path template, such as `/auth-response/{request_id}`.
    pub path: String,
    /// The server the document names for it; empty when it names none.
    pub server: String,
    /// The value of `Accept`: every media type the responses document.
    pub accept: String,
    /// Alternatives, each a combination of schemes.
    pub security: Vec<Vec<Security>>,
    /// Path parameters in the order of the template, then the others by location and name.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<RequestBody>,
    /// When to send again, where the document says so.
    pub retries: Option<Retries>,
    /// How it is polled, where it is.
    pub polling: Option<Polling>,
    /// What comes back.
    pub responses: Responses,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// What it does.
    pub docs: Docs,
}

impl Operation {
    /// The arguments that a call cannot do without.
    pub fn required_parameters(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(|parameter| parameter.required)
    }

    /// The arguments that become setters.
    pub fn optional_parameters(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(|parameter| !parameter.required)
    }
}

/// The methods a Path Item Object can have (OpenAPI 3.0.3, section 4.7.9).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the methods of RFC 9110, section 9.3")]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
}

impl Method {
    /// The method of a Path Item's key, such as `get`.
    pub fn from_key(key: &str) -> Option<Self> {
        Some(match key {
            "get" => Self::Get,
            "put" => Self::Put,
            "post" => Self::Post,
            "delete" => Self::Delete,
            "options" => Self::Options,
            "head" => Self::Head,
            "patch" => Self::Patch,
            "trace" => Self::Trace,
            _ => return None,
        })
    }

    /// The method as HTTP writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
        }
    }
}

/// A parameter of a path, query, header or cookie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Where it goes.
    pub location: Location,
    /// Its name on the wire.
    pub wire: String,
    /// The argument or setter.
    pub ident: Ident,
    /// What it takes.
    pub ty: TypeRef,
    /// How its value is written, unless `content` says.
    pub style: Style,
    /// Whether each item of a list, and each member of an object, is written for itself.
    pub explode: bool,
    /// Whether reserved characters in a query stay as they are.
    pub allow_reserved: bool,
    /// The media type of its value, where the document gives it one in place of a style.
    pub content: Option<String>,
    /// Whether a call needs it.
    pub required: bool,
    /// What it is for.
    pub docs: Docs,
    /// A value to try it with.
    pub example: Example,
}

/// Where a parameter goes. The order is that of arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the values of `in` (OpenAPI 3.0.3, section 4.7.12.1)")]
pub enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

impl Location {
    /// The style a parameter has where the document names none (OpenAPI 3.0.3, section 4.7.12.2).
    pub fn default_style(self) -> Style {
        match self {
            Self::Path | Self::Header => Style::Simple,
            Self::Query | Self::Cookie => Style::Form,
        }
    }
}

/// How a parameter's value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the styles of OpenAPI 3.0.3, section 4.7.12.3")]
pub enum Style {
    Form,
    Simple,
    Label,
    Matrix,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
}

impl Style {
    /// The style of a document's name, such as `deepObject`.
    pub fn from_key(key: &str) -> Option<Self> {
        Some(match key {
            "form" => Self::Form,
            "simple" => Self::Simple,
            "label" => Self::Label,
            "matrix" => Self::Matrix,
            "spaceDelimited" => Self::SpaceDelimited,
            "pipeDelimited" => Self::PipeDelimited,
            "deepObject" => Self::DeepObject,
            _ => return None,
        })
    }

    /// The name in documents.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Simple => "simple",
            Self::Label => "label",
            Self::Matrix => "matrix",
            Self::SpaceDelimited => "spaceDelimited",
            Self::PipeDelimited => "pipeDelimited",
            Self::DeepObject => "deepObject",
        }
    }

    /// Whether parameters of a location can have it.
    pub fn is_of(self, location: Location) -> bool {
        match self {
            Self::Simple => matches!(location, Location::Path | Location::Header),
            Self::Label | Self::Matrix => location == Location::Path,
            Self::Form => matches!(location, Location::Query | Location::Cookie),
            Self::SpaceDelimited | Self::PipeDelimited | Self::DeepObject => location == Location::Query,
        }
    }

    /// Whether it explodes where the document does not say.
    pub fn explodes(self) -> bool {
        matches!(self, Self::Form | Self::DeepObject)
    }
}

/// One scheme an operation asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Security {
    /// Its name under `components.securitySchemes`.
    pub name: String,
    /// How the credential travels.
    pub kind: SecurityKind,
    /// The scopes that are due.
    pub scopes: Vec<String>,
}

/// How a credential travels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecurityKind {
    /// `Authorization: Bearer` (RFC 6750); also what OAuth 2 and `OpenID` Connect end in.
    Bearer,
    /// The same, with a token from this endpoint that a client can fetch itself (RFC 6749, section 4.4).
    ClientCredentials(String),
    /// `Authorization: Basic` (RFC 7617).
    Basic,
    /// A key in a header, the query or a cookie.
    ApiKey(Location, String),
    /// Nothing in the request's text, such as mutual TLS.
    Other,
}

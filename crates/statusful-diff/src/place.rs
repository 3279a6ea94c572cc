//! Where something changed within an operation, a model or the client.

use statusful_codegen::ir::{Location, StatusMatch};

use crate::text::code;

/// A place within a [`Subject`](crate::Subject). The order is that in which changes are told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The subject as such.
    Whole,
    /// A module of the client.
    Module(String),
    /// A server.
    Server(String),
    /// A variable of a server.
    ServerVariable(String, String),
    /// The credentials an operation asks for.
    Security,
    /// The required arguments of a function, together.
    Arguments,
    /// A parameter, by its name on the wire.
    Parameter(Location, String),
    /// The request body; of a media type, where it has several.
    RequestBody(Option<String>),
    /// A part of a multipart form.
    Part(String),
    /// Everything an operation answers when it succeeds.
    Success,
    /// A response; of a media type, where it has content.
    Response(StatusMatch, Option<String>),
    /// A header of a response.
    ResponseHeader(StatusMatch, String),
    /// `x-polling`.
    Polling,
    /// `x-retries`.
    Retries,
    /// A field of a model, by its name on the wire.
    Field(String),
    /// A value of an enum.
    Value(String),
    /// A variant of a union.
    Variant(String),
}

impl Place {
    /// How people call it, with text of the document in code spans; empty for the subject as such.
    pub fn title(&self) -> String {
        match self {
            Self::Whole => String::new(),
            Self::Module(name) => format!("module {}", code(name)),
            Self::Server(name) => format!("server {}", code(name)),
            Self::ServerVariable(server, name) => format!("server {}, variable {}", code(server), code(name)),
            Self::Security => "security".to_owned(),
            Self::Arguments => "arguments".to_owned(),
            Self::Parameter(location, name) => format!("{} parameter {}", location_name(*location), code(name)),
            Self::RequestBody(None) => "request body".to_owned(),
            Self::RequestBody(Some(media_type)) => format!("request body {}", code(media_type)),
            Self::Part(name) => format!("form field {}", code(name)),
            Self::Success => "success".to_owned(),
            Self::Response(status, None) => format!("response {}", status_name(*status)),
            Self::Response(status, Some(media)) => format!("response {} {}", status_name(*status), code(media)),
            Self::ResponseHeader(status, name) => format!("response {}, header {}", status_name(*status), code(name)),
            Self::Polling => "polling".to_owned(),
            Self::Retries => "retries".to_owned(),
            Self::Field(name) => format!("field {}", code(name)),
            Self::Value(name) => format!("value {}", code(name)),
            Self::Variant(name) => format!("variant {}", code(name)),
        }
    }

    /// The word for its kind, for programs.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Module(_) => "module",
            Self::Server(_) => "server",
            Self::ServerVariable(..) => "server-variable",
            Self::Security => "security",
            Self::Arguments => "arguments",
            Self::Parameter(..) => "parameter",
            Self::RequestBody(_) => "request-body",
            Self::Part(_) => "form-field",
            Self::Success => "success",
            Self::Response(..) => "response",
            Self::ResponseHeader(..) => "response-header",
            Self::Polling => "polling",
            Self::Retries => "retries",
            Self::Field(_) => "field",
            Self::Value(_) => "value",
            Self::Variant(_) => "variant",
        }
    }
}

/// As documents write it in `in`.
pub(crate) fn location_name(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

/// As documents write it: `404`, `4XX`, `default`.
pub(crate) fn status_name(status: StatusMatch) -> String {
    match status {
        StatusMatch::Code(code) => code.to_string(),
        StatusMatch::Range(class) => format!("{class}XX"),
        StatusMatch::Default => "default".to_owned(),
    }
}

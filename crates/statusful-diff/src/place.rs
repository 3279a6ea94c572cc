//! The place of a change within an operation, a model or the client.

use statusful_codegen::ir::{ParameterLocation, StatusKey};

use crate::text::code;

/// A place within a [`Subject`](crate::Subject). Changes are reported in the order of the variants.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangePlace {
    /// The subject as a whole.
    Whole,
    /// A module of the client.
    Module(String),
    /// A server.
    Server(String),
    /// A variable of a server.
    ServerVariable(String, String),
    /// A security scheme of the document.
    SecurityScheme(String),
    /// The credentials that an operation requires.
    Security,
    /// The required arguments of a function, as a list.
    Arguments,
    /// A parameter, by its name on the wire.
    Parameter(ParameterLocation, String),
    /// The request body, with its media type if it has several.
    RequestBody(Option<String>),
    /// How a model or a form is created.
    Constructor,
    /// A part of a multipart form.
    Part(String),
    /// The successful responses of an operation, as a whole.
    Success,
    /// A response, with its media type if it has content.
    Response(StatusKey, Option<String>),
    /// A header of a response.
    ResponseHeader(StatusKey, String),
    /// A global parameter of the client, by its name on the wire.
    Global(ParameterLocation, String),
    /// `x-polling`.
    Polling,
    /// `x-pagination`.
    Pagination,
    /// `x-retries`.
    Retries,
    /// A field of a model, by its name on the wire.
    Field(String),
    /// A value of an enum.
    Value(String),
    /// A variant of a union.
    Variant(String),
}

impl ChangePlace {
    /// Returns the place as readers see it, with text of the document in code spans. It is empty for [`Self::Whole`].
    pub fn title(&self) -> String {
        match self {
            Self::Whole => String::new(),
            Self::Module(name) => format!("module {}", code(name)),
            Self::Server(name) => format!("server {}", code(name)),
            Self::ServerVariable(server, name) => format!("server {}, variable {}", code(server), code(name)),
            Self::SecurityScheme(name) => format!("security scheme {}", code(name)),
            Self::Security => "security".to_owned(),
            Self::Arguments => "arguments".to_owned(),
            Self::Parameter(location, name) => format!("{} parameter {}", location, code(name)),
            Self::RequestBody(None) => "request body".to_owned(),
            Self::RequestBody(Some(media_type)) => format!("request body {}", code(media_type)),
            Self::Constructor => "constructor".to_owned(),
            Self::Part(name) => format!("form field {}", code(name)),
            Self::Success => "success".to_owned(),
            Self::Response(status, None) => format!("response {status}"),
            Self::Response(status, Some(media)) => format!("response {} {}", status, code(media)),
            Self::ResponseHeader(status, name) => format!("response {}, header {}", status, code(name)),
            Self::Global(location, name) => format!("global {} parameter {}", location, code(name)),
            Self::Polling => "polling".to_owned(),
            Self::Pagination => "pagination".to_owned(),
            Self::Retries => "retries".to_owned(),
            Self::Field(name) => format!("field {}", code(name)),
            Self::Value(name) => format!("value {}", code(name)),
            Self::Variant(name) => format!("variant {}", code(name)),
        }
    }

    /// Returns the name of the variant for programs, such as `request-body`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Module(_) => "module",
            Self::Server(_) => "server",
            Self::ServerVariable(..) => "server-variable",
            Self::SecurityScheme(_) => "security-scheme",
            Self::Security => "security",
            Self::Arguments => "arguments",
            Self::Parameter(..) => "parameter",
            Self::RequestBody(_) => "request-body",
            Self::Constructor => "constructor",
            Self::Part(_) => "form-field",
            Self::Success => "success",
            Self::Response(..) => "response",
            Self::ResponseHeader(..) => "response-header",
            Self::Global(..) => "global-parameter",
            Self::Polling => "polling",
            Self::Pagination => "pagination",
            Self::Retries => "retries",
            Self::Field(_) => "field",
            Self::Value(_) => "value",
            Self::Variant(_) => "variant",
        }
    }
}

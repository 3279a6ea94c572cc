//! The operations of an API.

use super::{
    CallPath, Constant, Deprecation, Docs, Example, Handle, Idempotency, Ident, Pagination, Polling, RequestBody,
    Responses, Retries, TypeName, TypeRef,
};
use crate::openapi::{Method, ParameterLocation, Style};

/// An operation of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// The `operationId`, or the name that replaces a missing one.
    pub id: String,
    /// The function, such as `get_auth_response_request_id`.
    pub function: Ident,
    /// The handle of its group, which all operations of the group have, if its method is not one of the client.
    pub handle: Option<Handle>,
    /// The type that names the operation, such as `GetAuthResponseRequestId`.
    pub marker: TypeName,
    /// The HTTP method.
    pub method: Method,
    /// The path template, such as `/auth-response/{request_id}`.
    pub path: String,
    /// The URL of the server; empty if the document lists none.
    pub server: String,
    /// The value of `Accept`: every documented media type of a response.
    pub accept: String,
    /// The security requirements: alternatives, each a combination of schemes.
    pub security: Vec<Vec<Security>>,
    /// Path parameters in the order of the template, then the others in document order.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<RequestBody>,
    /// When a call is retried, if the document specifies it.
    pub retries: Option<Retries>,
    /// Whether its requests can be repeated.
    pub idempotency: Idempotency,
    /// How it is polled, if it is.
    pub polling: Option<Polling>,
    /// How it returns a list page by page, if it does.
    pub pagination: Option<Pagination>,
    /// The documented responses.
    pub responses: Responses,
    /// That it is deprecated, if it is.
    pub deprecated: Option<Deprecation>,
    /// The description.
    pub docs: Docs,
}

impl Operation {
    /// Returns the path of the method that calls it.
    pub fn call_path(&self) -> CallPath {
        CallPath { handle: self.handle.clone(), function: self.function.clone() }
    }

    /// Returns the parameters that are arguments.
    pub fn required_parameters(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(|parameter| parameter.is_argument())
    }

    /// Returns the parameters that are setters.
    pub fn optional_parameters(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(|parameter| parameter.is_setter())
    }

    /// Returns the parameters with only one value, which are filled in.
    pub fn constant_parameters(&self) -> impl Iterator<Item = (&Parameter, &Constant)> {
        self.parameters.iter().filter_map(|parameter| Some((parameter, parameter.constant()?)))
    }

    /// Returns the parameters that can be set for all calls of a client.
    pub fn global_parameters(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(|parameter| parameter.is_global())
    }
}

/// A parameter in the path, the query, a header or a cookie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Where it is sent.
    pub location: ParameterLocation,
    /// The name on the wire.
    pub wire: String,
    /// The name of the argument or setter.
    pub ident: Ident,
    /// The type of its value.
    pub ty: TypeRef,
    /// How its value is written, unless it has a media type.
    pub style: Style,
    /// Whether each item of a list and each property of an object is written on its own.
    pub explode: bool,
    /// Whether reserved characters in a query are written as they are.
    pub allow_reserved: bool,
    /// The media type of its value, if it has one instead of a style.
    pub content: Option<String>,
    /// Where its value comes from.
    pub origin: ValueOrigin,
    /// The description.
    pub docs: Docs,
    /// An example of its value.
    pub example: Example,
}

/// Where the value of a parameter comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueOrigin {
    /// From an argument of the operation's method.
    Argument,
    /// From a setter of the call, if it is sent at all.
    Setter,
    /// From a setter of the call, or else from the client.
    Global {
        /// Whether it has to come from one of them.
        required: bool,
    },
    /// From the document: it has only one value.
    Constant(Constant),
}

impl Parameter {
    /// Returns whether it is always sent.
    pub fn is_required(&self) -> bool {
        !matches!(self.origin, ValueOrigin::Setter | ValueOrigin::Global { required: false })
    }

    /// Returns whether it is an argument.
    pub fn is_argument(&self) -> bool {
        self.origin == ValueOrigin::Argument
    }

    /// Returns whether it is a setter of the call.
    pub fn is_setter(&self) -> bool {
        matches!(self.origin, ValueOrigin::Setter | ValueOrigin::Global { .. })
    }

    /// Returns whether it can be set for all calls of a client.
    pub fn is_global(&self) -> bool {
        matches!(self.origin, ValueOrigin::Global { .. })
    }

    /// Returns its only value, if it has only one.
    pub fn constant(&self) -> Option<&Constant> {
        match &self.origin {
            ValueOrigin::Constant(constant) => Some(constant),
            _ => None,
        }
    }
}

/// A parameter that can be set for all calls of a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Global {
    /// The parameter, with the name of its setter.
    pub parameter: Parameter,
    /// The Cargo features of the operations that have it.
    pub features: Vec<String>,
}

/// A security scheme that an operation requires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Security {
    /// The name under `components.securitySchemes`.
    pub name: String,
    /// How the credential is sent.
    pub kind: SecurityKind,
    /// The scopes that the operation requires.
    pub scopes: Vec<String>,
}

/// How a credential is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecurityKind {
    /// `Authorization: Bearer` (RFC 6750); also for OAuth 2 and `OpenID` Connect.
    Bearer,
    /// `Authorization: Bearer`, with a token that the client can fetch from this endpoint (RFC 6749, section 4.4).
    ClientCredentials(String),
    /// `Authorization: Basic` (RFC 7617).
    Basic,
    /// A key in a header, the query or a cookie.
    ApiKey(ParameterLocation, String),
    /// Not in the HTTP message, such as mutual TLS.
    Other,
}

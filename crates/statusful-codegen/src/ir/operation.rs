//! The operations of an API.

use super::{
    CallPath, Constant, Deprecation, Docs, Example, Handle, Idempotency, Ident, Pagination, Polling, RequestBody,
    Responses, Retries, TypeName, TypeRef,
};
use crate::openapi::{Method, ParameterLocation, Style};

/// An operation of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// The `operationId`, or a generated id if it is missing.
    pub id: String,
    /// The function, such as `get_auth_response_request_id`.
    pub function: Ident,
    /// The handle of its group, or `None` if its method is on the client. All operations of a group have the same
    /// handle.
    pub handle: Option<Handle>,
    /// The type that represents the operation, such as `GetAuthResponseRequestId`.
    pub marker: TypeName,
    /// The HTTP method.
    pub method: Method,
    /// The path template, such as `/auth-response/{request_id}`.
    pub path: String,
    /// The URL of the server. Empty if the document lists none.
    pub server: String,
    /// The value of `Accept`: all documented media types of responses.
    pub accept: String,
    /// The security requirements: alternatives, each a combination of schemes.
    pub security: Vec<Vec<Security>>,
    /// Path parameters in the order of the template, then the others in document order.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<RequestBody>,
    /// When calls are retried, if the document specifies it.
    pub retries: Option<Retries>,
    /// Whether requests can be repeated.
    pub idempotency: Idempotency,
    /// How the operation is polled, if it is.
    pub polling: Option<Polling>,
    /// How the operation is paginated, if it is.
    pub pagination: Option<Pagination>,
    /// The documented responses.
    pub responses: Responses,
    /// The deprecation, if any.
    pub deprecated: Option<Deprecation>,
    /// The description.
    pub docs: Docs,
}

impl Operation {
    /// Returns the path of the method that calls the operation.
    pub fn call_path(&self) -> CallPath {
        CallPath { handle: self.handle.clone(), function: self.function.clone() }
    }

    /// Returns the parameters that are arguments.
    pub fn required_parameters(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(|parameter| parameter.is_argument())
    }

    /// Returns the parameters that have a setter.
    pub fn optional_parameters(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(|parameter| parameter.is_setter())
    }

    /// Returns the parameters with a fixed value.
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
    /// Where the parameter is sent.
    pub location: ParameterLocation,
    /// The name on the wire.
    pub wire: String,
    /// The name of the argument or setter.
    pub ident: Ident,
    /// The type of its value.
    pub ty: TypeRef,
    /// The serialization style, unless the value has a media type.
    pub style: Style,
    /// Whether list items and object properties are written separately.
    pub explode: bool,
    /// Whether reserved characters in a query are not percent-encoded.
    pub allow_reserved: bool,
    /// The media type of the value, if it has one instead of a style.
    pub content: Option<String>,
    /// Where the value comes from.
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
    /// From a setter of the call. The parameter is optional.
    Setter,
    /// From a setter of the call or, without it, from the client.
    Global {
        /// Whether one of them must set it.
        required: bool,
    },
    /// From the document: a fixed value.
    Constant(Constant),
}

impl Parameter {
    /// Returns `true` if the parameter is always sent.
    pub fn is_required(&self) -> bool {
        !matches!(self.origin, ValueOrigin::Setter | ValueOrigin::Global { required: false })
    }

    /// Returns `true` if the parameter is an argument.
    pub fn is_argument(&self) -> bool {
        self.origin == ValueOrigin::Argument
    }

    /// Returns `true` if the parameter is a setter of the call.
    pub fn is_setter(&self) -> bool {
        matches!(self.origin, ValueOrigin::Setter | ValueOrigin::Global { .. })
    }

    /// Returns `true` if the parameter can be set for all calls of a client.
    pub fn is_global(&self) -> bool {
        matches!(self.origin, ValueOrigin::Global { .. })
    }

    /// Returns the fixed value, if there is one.
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
    /// The Cargo features of the operations with this parameter.
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

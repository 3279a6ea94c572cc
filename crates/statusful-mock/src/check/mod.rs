//! Validation of requests against the document.

mod body;
mod charset;
mod form;
mod parameter;
mod security;
mod style;

use std::fmt;

use http::{HeaderMap, HeaderValue, StatusCode};
use serde_json::Value;
use statusful_document::diagnostic::harmless;
use statusful_document::openapi::ParameterLocation;

use crate::decoding::BodyError;
use crate::plan::OperationPlan;
use crate::route::Captures;

/// The parts of a request that are validated.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CheckedRequest<'r> {
    pub(crate) captures: &'r Captures,
    pub(crate) query: &'r str,
    pub(crate) headers: &'r HeaderMap,
    /// The body, decoded unless it cannot be.
    pub(crate) body: &'r [u8],
    pub(crate) body_error: Option<BodyError>,
}

/// The part of a request that has a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultLocation {
    /// A path parameter.
    Path,
    /// A query parameter.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
    /// The body.
    Body,
    /// The credentials.
    Credentials,
}

/// A part of a request that does not match the document. It contains no value of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RequestFault {
    /// The part of the request.
    pub location: FaultLocation,
    /// The name of the parameter, header, cookie or security scheme; empty for the body.
    pub name: String,
    /// The JSON pointer (RFC 6901) into the value; empty for the whole value.
    pub pointer: String,
    /// The problem.
    pub message: String,
    /// The status of the response if no other fault is more severe.
    pub(crate) status: StatusCode,
}

impl FaultLocation {
    /// Returns the name of the part, such as `query`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Body => "body",
            Self::Credentials => "credentials",
        }
    }
}

impl From<ParameterLocation> for FaultLocation {
    fn from(location: ParameterLocation) -> Self {
        match location {
            ParameterLocation::Path => Self::Path,
            ParameterLocation::Query => Self::Query,
            ParameterLocation::Header => Self::Header,
            ParameterLocation::Cookie => Self::Cookie,
        }
    }
}

/// Writes the fault in one line, such as `query limit: value is greater than the maximum of 5`.
impl fmt::Display for RequestFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.location.name())?;
        for part in [&self.name, &self.pointer] {
            let shown: String = part.chars().map(harmless).collect();
            if !shown.is_empty() {
                write!(f, " {shown}")?;
            }
        }
        let message: String = self.message.chars().map(harmless).collect();
        write!(f, ": {message}")
    }
}

/// Returns the faults of a request. Without its credentials, a request is not validated further.
pub(crate) async fn faults(plan: &OperationPlan, request: &CheckedRequest<'_>) -> Vec<RequestFault> {
    let missing = security::faults(&plan.security, request);
    if !missing.is_empty() {
        return missing;
    }
    let mut faults = parameter::faults(&plan.parameters, request);
    if let Some(body) = &plan.body {
        faults.extend(body::faults(body, request).await);
    }
    faults
}

/// Returns the value of the body, if it is JSON or documented XML.
pub(crate) fn value(plan: &OperationPlan, request: &CheckedRequest<'_>) -> Option<Value> {
    body::value(plan.body.as_ref(), request)
}

/// Returns the challenges for a request without credentials (RFC 9110, section 11.6.1), each scheme once.
pub(crate) fn challenges(plan: &OperationPlan) -> Vec<HeaderValue> {
    let mut schemes: Vec<_> = plan.security.iter().flatten().filter_map(security::challenge).collect();
    schemes.dedup();
    schemes.into_iter().filter_map(|scheme| HeaderValue::from_str(&scheme).ok()).collect()
}

/// Returns the status of the most severe fault, or `None` without faults.
pub(crate) fn status(faults: &[RequestFault]) -> Option<StatusCode> {
    let order = [
        StatusCode::UNAUTHORIZED,
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        StatusCode::BAD_REQUEST,
        StatusCode::UNPROCESSABLE_ENTITY,
    ];
    order.into_iter().find(|status| faults.iter().any(|fault| fault.status == *status))
}

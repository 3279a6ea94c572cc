//! Whether a request is what the document says of the operation.

mod body;
mod parameter;
mod security;
mod style;

use std::fmt;

use http::{HeaderMap, HeaderValue, StatusCode};

use crate::plan::Plan;
use crate::route::Captures;

/// A request as the checks see it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Request<'r> {
    pub(crate) captures: &'r Captures,
    pub(crate) query: &'r str,
    pub(crate) headers: &'r HeaderMap,
    pub(crate) body: &'r [u8],
}

/// Where in a request a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultLocation {
    /// A parameter of the path.
    Path,
    /// A parameter of the query.
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

/// Something in a request that is not as the document says. No value of the request is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RequestFault {
    /// Where it is.
    pub location: FaultLocation,
    /// The parameter, header, cookie or security scheme; empty for the body.
    pub name: String,
    /// The JSON pointer (RFC 6901) to it within the value; empty for the whole.
    pub pointer: String,
    /// What is wrong.
    pub message: String,
    /// What it is answered with if nothing is worse.
    pub(crate) status: StatusCode,
}

impl FaultLocation {
    /// The word for it, such as `query`.
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

/// Such as `query limit: value is greater than the maximum of 5`.
impl fmt::Display for RequestFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.location.name())?;
        for part in [&self.name, &self.pointer] {
            let shown: String = part.chars().map(statusful_document::diagnostic::harmless).collect();
            if !shown.is_empty() {
                write!(f, " {shown}")?;
            }
        }
        let message: String = self.message.chars().map(statusful_document::diagnostic::harmless).collect();
        write!(f, ": {message}")
    }
}

/// All that is wrong with a request. A request without its credentials is looked into no further.
pub(crate) async fn faults(plan: &Plan, request: &Request<'_>) -> Vec<RequestFault> {
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

/// What a request without credentials is asked for (RFC 9110, section 11.6.1), each scheme once.
pub(crate) fn challenges(plan: &Plan) -> Vec<HeaderValue> {
    let mut schemes: Vec<_> = plan.security.iter().flatten().filter_map(security::challenge).collect();
    schemes.dedup();
    schemes.into_iter().filter_map(|scheme| HeaderValue::from_str(&scheme).ok()).collect()
}

/// The status that says best what is wrong: who asks, then as what, then how, then what.
pub(crate) fn status(faults: &[RequestFault]) -> Option<StatusCode> {
    let order = [
        StatusCode::UNAUTHORIZED,
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        StatusCode::BAD_REQUEST,
        StatusCode::UNPROCESSABLE_ENTITY,
    ];
    order.into_iter().find(|status| faults.iter().any(|fault| fault.status == *status))
}

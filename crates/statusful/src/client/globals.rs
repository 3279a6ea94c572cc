//! Parameters that are set for all calls of a client.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::error::{RequestError, RequestErrorKind};
use crate::{Request, Style};

/// Values of global parameters, for [`ClientBuilder::globals`](crate::ClientBuilder::globals).
///
/// Each is sent with the operations that have the parameter, and with no other. A value that is set for a call takes
/// precedence. Generated clients have a type with a setter for each global parameter.
#[derive(Clone, Default)]
pub struct Globals(Vec<Global>);

#[derive(Clone)]
struct Global {
    parameter: GlobalParameter,
    set: Arc<dyn Fn(&mut Request) + Send + Sync>,
}

/// A parameter of an operation that can be set for all calls of a client, as `x-global` of the document says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GlobalParameter {
    pub(crate) location: GlobalLocation,
    pub(crate) name: &'static str,
    is_required: bool,
}

/// Where a global parameter is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GlobalLocation {
    Path,
    Query,
    Header,
    Cookie,
}

impl GlobalParameter {
    const fn new(location: GlobalLocation, name: &'static str) -> Self {
        Self { location, name, is_required: false }
    }

    /// A path parameter.
    pub const fn path(name: &'static str) -> Self {
        Self::new(GlobalLocation::Path, name)
    }

    /// A query parameter.
    pub const fn query(name: &'static str) -> Self {
        Self::new(GlobalLocation::Query, name)
    }

    /// A header.
    pub const fn header(name: &'static str) -> Self {
        Self::new(GlobalLocation::Header, name)
    }

    /// A cookie.
    pub const fn cookie(name: &'static str) -> Self {
        Self::new(GlobalLocation::Cookie, name)
    }

    /// Makes it an error if neither the call nor the client sets the parameter.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { is_required: true, ..self }
    }

    fn missing(self) -> RequestError {
        let (kind, what) = match self.location {
            GlobalLocation::Path => (RequestErrorKind::Path, "path parameter"),
            GlobalLocation::Query => (RequestErrorKind::Parameter, "query parameter"),
            GlobalLocation::Header => (RequestErrorKind::Header, "header"),
            GlobalLocation::Cookie => (RequestErrorKind::Parameter, "cookie"),
        };
        RequestError::new(kind, format!("the {what} `{}` is set neither by the call nor by the client", self.name))
    }
}

impl Globals {
    /// Sets a path parameter, in style `simple`.
    pub fn path(&mut self, name: &'static str, value: impl Serialize + Send + Sync + 'static) {
        self.path_as(name, Style::SIMPLE, value);
    }

    /// Sets a path parameter, in a style of its own.
    pub fn path_as(&mut self, name: &'static str, style: Style, value: impl Serialize + Send + Sync + 'static) {
        self.set(GlobalParameter::path(name), move |request| request.path_as(name, style, &value));
    }

    /// Sets a query parameter, in style `form`.
    pub fn query(&mut self, name: &'static str, value: impl Serialize + Send + Sync + 'static) {
        self.query_as(name, Style::FORM, value);
    }

    /// Sets a query parameter, in a style of its own.
    pub fn query_as(&mut self, name: &'static str, style: Style, value: impl Serialize + Send + Sync + 'static) {
        self.set(GlobalParameter::query(name), move |request| request.query_as(name, style, &value));
    }

    /// Sets a header, in style `simple`.
    pub fn header(&mut self, name: &'static str, value: impl Serialize + Send + Sync + 'static) {
        self.header_as(name, Style::SIMPLE, value);
    }

    /// Sets a header, in a style of its own.
    pub fn header_as(&mut self, name: &'static str, style: Style, value: impl Serialize + Send + Sync + 'static) {
        self.set(GlobalParameter::header(name), move |request| request.header_as(name, style, &value));
    }

    /// Sets a cookie.
    pub fn cookie(&mut self, name: &'static str, value: impl Serialize + Send + Sync + 'static) {
        self.cookie_as(name, Style::FORM, value);
    }

    /// Sets a cookie, in a style of its own.
    pub fn cookie_as(&mut self, name: &'static str, style: Style, value: impl Serialize + Send + Sync + 'static) {
        self.set(GlobalParameter::cookie(name), move |request| request.cookie_as(name, style, &value));
    }

    /// Sets the value of a parameter: `set` adds it to a request.
    fn set(&mut self, parameter: GlobalParameter, set: impl Fn(&mut Request) + Send + Sync + 'static) {
        self.0.retain(|other| !other.is(parameter));
        self.0.push(Global { parameter, set: Arc::new(set) });
    }

    /// Adds the value of a parameter to a request, which does not have one.
    pub(crate) fn add_to(&self, request: &mut Request, parameter: GlobalParameter) -> Result<(), RequestError> {
        match self.0.iter().find(|global| global.is(parameter)) {
            Some(global) => (global.set)(request),
            None if parameter.is_required => return Err(parameter.missing()),
            None => {}
        }
        Ok(())
    }
}

impl Global {
    fn is(&self, parameter: GlobalParameter) -> bool {
        (self.parameter.location, self.parameter.name) == (parameter.location, parameter.name)
    }
}

/// Values are where secrets travel.
impl fmt::Debug for Globals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|global| global.parameter.name)).finish()
    }
}

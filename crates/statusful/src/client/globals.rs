//! Parameters that are set for all calls of a client.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::error::{RequestError, RequestErrorKind};
use crate::{Request, Style};

/// Values of global parameters, for [`ClientBuilder::globals`](crate::ClientBuilder::globals).
///
/// Each value is sent only with operations that declare the parameter. A value that is set on a call takes precedence.
/// Generated clients have a type with a setter for each global parameter.
#[derive(Clone, Default)]
pub struct Globals(Vec<Global>);

#[derive(Clone)]
struct Global {
    parameter: GlobalParameter,
    set: Arc<dyn Fn(&mut Request) + Send + Sync>,
}

/// A parameter of an operation that can be set for all calls of a client, as defined by `x-global` in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GlobalParameter {
    pub(crate) location: GlobalLocation,
    pub(crate) name: &'static str,
    is_required: bool,
}

/// The location of a global parameter.
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

    /// Creates a path parameter.
    pub const fn path(name: &'static str) -> Self {
        Self::new(GlobalLocation::Path, name)
    }

    /// Creates a query parameter.
    pub const fn query(name: &'static str) -> Self {
        Self::new(GlobalLocation::Query, name)
    }

    /// Creates a header parameter.
    pub const fn header(name: &'static str) -> Self {
        Self::new(GlobalLocation::Header, name)
    }

    /// Creates a cookie parameter.
    pub const fn cookie(name: &'static str) -> Self {
        Self::new(GlobalLocation::Cookie, name)
    }

    /// Makes the parameter required: it is an error if neither the call nor the client sets it.
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
        RequestError::new(kind, format!("the {what} `{}` is set neither on the call nor on the client", self.name))
    }
}

impl Globals {
    /// Sets a path parameter, in style `simple`.
    pub fn path(&mut self, name: &'static str, value: impl Serialize + Send + Sync + 'static) {
        self.path_as(name, Style::SIMPLE, value);
    }

    /// Sets a path parameter, in another style.
    pub fn path_as(&mut self, name: &'static str, style: Style, value: impl Serialize + Send + Sync + 'static) {
        self.set(GlobalParameter::path(name), move |request| request.path_as(name, style, &value));
    }

    /// Sets a query parameter, in style `form`.
    pub fn query(&mut self, name: &'static str, value: impl Serialize + Send + Sync + 'static) {
        self.query_as(name, Style::FORM, value);
    }

    /// Sets a query parameter, in another style.
    pub fn query_as(&mut self, name: &'static str, style: Style, value: impl Serialize + Send + Sync + 'static) {
        self.set(GlobalParameter::query(name), move |request| request.query_as(name, style, &value));
    }

    /// Sets a header, in style `simple`.
    pub fn header(&mut self, name: &'static str, value: impl Serialize + Send + Sync + 'static) {
        self.header_as(name, Style::SIMPLE, value);
    }

    /// Sets a header, in another style.
    pub fn header_as(&mut self, name: &'static str, style: Style, value: impl Serialize + Send + Sync + 'static) {
        self.set(GlobalParameter::header(name), move |request| request.header_as(name, style, &value));
    }

    /// Sets a cookie.
    pub fn cookie(&mut self, name: &'static str, value: impl Serialize + Send + Sync + 'static) {
        self.cookie_as(name, Style::FORM, value);
    }

    /// Sets a cookie, in another style.
    pub fn cookie_as(&mut self, name: &'static str, style: Style, value: impl Serialize + Send + Sync + 'static) {
        self.set(GlobalParameter::cookie(name), move |request| request.cookie_as(name, style, &value));
    }

    /// Sets the value of a parameter. `set` adds it to a request.
    fn set(&mut self, parameter: GlobalParameter, set: impl Fn(&mut Request) + Send + Sync + 'static) {
        self.0.retain(|other| !other.is(parameter));
        self.0.push(Global { parameter, set: Arc::new(set) });
    }

    /// Adds the value of a parameter to a request that does not have one.
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

/// Does not print values, which may be secret.
impl fmt::Debug for Globals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|global| global.parameter.name)).finish()
    }
}

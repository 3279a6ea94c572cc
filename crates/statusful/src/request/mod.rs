//! A request that is being built.

mod headers;
mod page;
mod url;

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue};
use reqwest::Url;
use serde::Serialize;

use crate::client::GlobalLocation;
use crate::content_type::is_within;
use crate::debug_log::ShownBody;
use crate::decode;
use crate::error::{RequestError, RequestErrorKind};
use crate::param::{self, Pair, ParamError, Style};
#[cfg(feature = "multipart")]
use crate::payload::Form;
use crate::payload::Payload;
use crate::secret;
use crate::{Body, Client, GlobalParameter, Secret, TypedBody};

pub(crate) use headers::{overlay, parse as parse_header, sensitive_value};
pub(crate) use page::number_key;
pub(crate) use url::{invalid_server, parse_server};

#[cfg(feature = "multipart")]
const FORM_DATA: &str = "multipart/form-data";

/// A request that is being built: the parameters and the body of one call.
///
/// Generated code sets its parts. The first error is kept, and is returned as [`Error::Request`](crate::Error::Request)
/// when the call is awaited, in which case nothing is sent. Setting a parameter again replaces it, and setting it to a
/// null removes it.
#[derive(Clone)]
pub struct Request {
    client: Client,
    path: Vec<(String, String)>,
    query: Vec<(String, Vec<Pair>)>,
    cookies: Vec<(String, Vec<Pair>)>,
    headers: HeaderMap,
    body: Option<Payload>,
    basic: Option<(String, Secret)>,
    /// The path and query of a next page, which replace those from the template and the parameters.
    target: Option<String>,
    /// The secrets in parameters and the body, if there is a debug log that must hide them.
    secrets: Vec<Secret>,
    /// The part of the body that a debug log shows.
    shown_body: Option<Arc<ShownBody>>,
    error: Option<RequestError>,
}

impl Request {
    /// Creates an empty request for `client` to send.
    pub fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            path: Vec::new(),
            query: Vec::new(),
            cookies: Vec::new(),
            headers: HeaderMap::new(),
            body: None,
            basic: None,
            target: None,
            secrets: Vec::new(),
            shown_body: None,
            error: None,
        }
    }

    /// Sets a path parameter, in style `simple`. It must not be empty, `.` or `..`, which would lead to another path.
    pub fn path(&mut self, name: &str, value: &(impl Serialize + ?Sized)) {
        self.path_as(name, Style::SIMPLE, value);
    }

    /// Sets a path parameter, in another style.
    pub fn path_as(&mut self, name: &str, style: Style, value: &(impl Serialize + ?Sized)) {
        match self.hide(|| param::path(name, style, value)) {
            Ok(None) => self.fail(RequestErrorKind::Path, format!("the path parameter `{name}` is null")),
            Ok(Some(text)) if matches!(text.as_str(), "" | "." | "..") => {
                self.fail(RequestErrorKind::Path, format!("the path parameter `{name}` is empty, `.` or `..`"));
            }
            Ok(Some(text)) => put(&mut self.path, name, Some(text)),
            Err(error) => self.fail_param(RequestErrorKind::Path, name, error),
        }
    }

    /// Sets a query parameter, in style `form`: `a=1&a=2` for a list.
    pub fn query(&mut self, name: &str, value: &(impl Serialize + ?Sized)) {
        self.query_as(name, Style::FORM, value);
    }

    /// Sets a query parameter, in another style.
    pub fn query_as(&mut self, name: &str, style: Style, value: &(impl Serialize + ?Sized)) {
        match self.hide(|| param::query(name, style, value)) {
            Ok(pairs) => put(&mut self.query, name, Some(pairs)),
            Err(error) => self.fail_param(RequestErrorKind::Parameter, name, error),
        }
    }

    /// Sets a header, in style `simple`: `1,2` for a list. Text that is not ASCII is sent as UTF-8.
    pub fn header(&mut self, name: &str, value: &(impl Serialize + ?Sized)) {
        self.header_as(name, Style::SIMPLE, value);
    }

    /// Sets a header, in another style.
    pub fn header_as(&mut self, name: &str, style: Style, value: &(impl Serialize + ?Sized)) {
        match self.hide(|| parse_header(name, style, value)) {
            Ok((name, Some(value))) => self.set_header(name, value),
            Ok((name, None)) => drop(self.headers.remove(name)),
            Err(message) => self.fail(RequestErrorKind::Header, message),
        }
    }

    /// Sets a cookie: `1,2` for a list, with the comma percent-encoded.
    pub fn cookie(&mut self, name: &str, value: &(impl Serialize + ?Sized)) {
        self.cookie_as(name, Style::FORM, value);
    }

    /// Sets a cookie, in another style.
    pub fn cookie_as(&mut self, name: &str, style: Style, value: &(impl Serialize + ?Sized)) {
        match self.hide(|| param::cookie(name, style, value)) {
            Ok(pairs) => put(&mut self.cookies, name, Some(pairs).filter(|pairs| !pairs.is_empty())),
            Err(error) => self.fail_param(RequestErrorKind::Parameter, name, error),
        }
    }

    /// Sets a JSON body.
    pub fn json(&mut self, body: &(impl Serialize + fmt::Debug + ?Sized)) {
        self.json_as("application/json", body);
    }

    /// Sets a JSON body with another media type, such as `application/merge-patch+json`.
    pub fn json_as(&mut self, media_type: &str, body: &(impl Serialize + fmt::Debug + ?Sized)) {
        match self.hide(|| serde_json::to_vec(body)) {
            Ok(bytes) => {
                self.bytes(media_type, bytes);
                self.show(&body);
            }
            Err(error) => self.fail(
                RequestErrorKind::Body,
                format!("the body cannot be serialized as JSON: {}", decode::describe(&error)),
            ),
        }
    }

    /// Sets a body of type `application/x-www-form-urlencoded`. Lists are exploded, and nested objects are JSON text.
    pub fn form(&mut self, body: &(impl Serialize + fmt::Debug + ?Sized)) {
        self.form_as(body, &[]);
    }

    /// Sets a body of type `application/x-www-form-urlencoded`, with styles for some of its fields.
    pub fn form_as(&mut self, body: &(impl Serialize + fmt::Debug + ?Sized), styles: &[(&str, Style)]) {
        match self.hide(|| param::form(body, styles)) {
            Ok(text) => {
                self.text("application/x-www-form-urlencoded", text);
                self.show(&body);
            }
            Err(error) => self.fail(RequestErrorKind::Body, format!("the form {error}")),
        }
    }

    /// Sets a text body, encoded as UTF-8.
    pub fn text(&mut self, media_type: &str, body: impl Into<String>) {
        self.bytes(media_type, body.into());
    }

    /// Sets a body of any media type.
    pub fn bytes(&mut self, media_type: &str, body: impl Into<Bytes>) {
        self.body(media_type, body.into());
    }

    /// Sets a body of any media type, which can be a stream.
    pub fn body(&mut self, media_type: &str, body: impl Into<Body>) {
        match HeaderValue::from_str(media_type) {
            Ok(value) => {
                self.set_header(CONTENT_TYPE, value);
                self.body = Some(Payload::Body(body.into()));
                self.shown_body = None;
            }
            Err(_) => self.fail(RequestErrorKind::Body, "the media type of the body is not a valid header value"),
        }
    }

    /// Sets a body with a media type that the caller chooses from `range`, such as `image/*`.
    pub fn typed_body(&mut self, range: &str, body: impl Into<TypedBody>) {
        let (media_type, body) = body.into().into_parts();
        if is_within(&media_type, range) {
            self.body(&media_type, body);
        } else {
            self.fail(RequestErrorKind::Body, format!("the media type of the body does not match `{range}`"));
        }
    }

    /// Sets a body of type `multipart/form-data`.
    #[cfg(feature = "multipart")]
    pub fn multipart(&mut self, form: impl Into<Form>) {
        self.multipart_as(FORM_DATA, form);
    }

    /// Sets a multipart body with another media type, such as `multipart/related`. The boundary is added to the type.
    #[cfg(feature = "multipart")]
    pub fn multipart_as(&mut self, media_type: &str, form: impl Into<Form>) {
        self.headers.remove(CONTENT_TYPE);
        self.body = Some(Payload::Form(form.into(), media_type.to_owned()));
        self.shown_body = None;
    }
}

/// Methods for other modules of this crate.
impl Request {
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// Returns the same request for another client to send.
    #[cfg(feature = "blocking")]
    pub(crate) fn by(self, client: Client) -> Self {
        Self { client, ..self }
    }

    pub(crate) fn set_header(&mut self, name: HeaderName, value: HeaderValue) {
        self.headers.insert(name, value);
    }

    pub(crate) fn set_basic(&mut self, user: String, password: Secret) {
        self.basic = Some((user, password));
    }

    pub(crate) fn has_header(&self, name: &HeaderName) -> bool {
        self.headers.contains_key(name)
    }

    /// Returns `true` if a parameter is set. The URL of a next page sets all path and query parameters.
    pub(crate) fn has(&self, parameter: GlobalParameter) -> bool {
        let is_it = |name: &str| name == parameter.name;
        match parameter.location {
            GlobalLocation::Path | GlobalLocation::Query if self.target.is_some() => true,
            GlobalLocation::Path => self.path.iter().any(|(name, _)| is_it(name)),
            GlobalLocation::Query => self.query.iter().any(|(name, _)| is_it(name)),
            GlobalLocation::Cookie => self.cookies.iter().any(|(name, _)| is_it(name)),
            GlobalLocation::Header => self.headers.contains_key(parameter.name),
        }
    }

    /// Returns `true` if the request can be sent more than once, because its body is not a stream.
    pub(crate) fn is_replayable(&self) -> bool {
        self.body.as_ref().is_none_or(Payload::is_replayable)
    }

    pub(crate) fn basic(&self) -> Option<&(String, Secret)> {
        self.basic.as_ref()
    }

    /// Serializes a value. If there is a debug log, collects the secrets in the value.
    fn hide<T>(&mut self, serialize: impl FnOnce() -> T) -> T {
        if self.client.config().debug_log().is_none() {
            return serialize();
        }
        let (result, secrets) = secret::collect(serialize);
        self.secrets.extend(secrets);
        result
    }

    /// Keeps the part of the body that a debug log shows, if there is a debug log.
    fn show(&mut self, body: &dyn fmt::Debug) {
        self.shown_body = self.client.config().debug_log().map(|log| Arc::new(log.show(body)));
    }

    /// Returns the secrets in parameters and the body, if there is a debug log.
    pub(crate) fn secrets(&self) -> &[Secret] {
        &self.secrets
    }

    /// Returns the part of the body that a debug log shows, if there is a debug log.
    pub(crate) fn shown_body(&self) -> Option<&ShownBody> {
        self.shown_body.as_deref()
    }

    /// Returns the query parameters of the operation.
    pub(crate) fn query_pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.query.iter().flat_map(|(_, pairs)| pairs).map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Returns the first error.
    pub(crate) fn error(&self) -> Option<&RequestError> {
        self.error.as_ref()
    }

    pub(crate) fn payload(&self) -> Option<&Payload> {
        self.body.as_ref()
    }

    /// Returns the complete URL relative to the `server`, with further query parameters.
    pub(crate) fn url<'a>(
        &'a self,
        server: Url,
        template: &str,
        more: impl Iterator<Item = &'a (String, Vec<Pair>)>,
    ) -> Result<Url, RequestError> {
        if let Some(target) = &self.target {
            return url::follow(server, target, &self.query, more);
        }
        let pairs = self.query.iter().chain(more).flat_map(|(_, pairs)| pairs);
        url::assemble(server, template, &self.path, &param::join(pairs))
    }

    /// Replaces headers with those of the request.
    pub(crate) fn add_headers(&self, headers: &mut HeaderMap) {
        overlay(headers, &self.headers);
    }

    /// Adds the `Cookie` header of the request.
    pub(crate) fn add_cookies(&self, headers: &mut HeaderMap) -> Result<(), RequestError> {
        if !self.cookies.is_empty() {
            let pairs = self.cookies.iter().flat_map(|(_, pairs)| pairs);
            let cookies: Vec<String> = pairs.map(|(name, value)| format!("{name}={value}")).collect();
            let value = sensitive_value(cookies.join("; ")).ok_or_else(|| {
                RequestError::new(RequestErrorKind::Parameter, "a cookie is not a valid header value")
            })?;
            headers.insert(COOKIE, value);
        }
        Ok(())
    }

    /// Keeps an error, unless there is an earlier one.
    pub(crate) fn fail(&mut self, kind: RequestErrorKind, message: impl Into<String>) {
        self.error.get_or_insert_with(|| RequestError::new(kind, message));
    }

    fn fail_param(&mut self, kind: RequestErrorKind, name: &str, error: ParamError) {
        self.fail(kind, format!("the parameter `{name}` {error}"));
    }
}

/// Does not print values of headers and parameters, which may be secret.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request").field("error", &self.error).finish_non_exhaustive()
    }
}

fn put<T>(entries: &mut Vec<(String, T)>, name: &str, value: Option<T>) {
    entries.retain(|(known, _)| known != name);
    entries.extend(value.map(|value| (name.to_owned(), value)));
}

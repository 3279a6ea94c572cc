//! Lists that end: what a made body says of the next page.

use http::header::{HOST, LINK};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue};
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use statusful_document::openapi::{ParameterLocation, RequestExpression, ResponseExpression};

use super::MockResponse;
use crate::plan::{PageStyle, PlannedContent, PlannedPagination};
use crate::route::Captures;

/// How many pages a list has.
const PAGES: u64 = 3;

/// The query parameter of the URLs that the mock makes of pages.
const PAGE: &str = "mock-page";

/// The page that a request asks for.
#[derive(Debug)]
pub(crate) struct RequestedPage<'p> {
    pagination: &'p PlannedPagination,
    /// The text that selects the page.
    input: Option<String>,
    /// The URL of the request without its query, and the query.
    url: String,
    query: String,
}

impl<'p> RequestedPage<'p> {
    /// The page that a request asks for.
    pub(crate) fn of(
        pagination: &'p PlannedPagination,
        parts: &Parts,
        captures: &Captures,
        body: Option<&Value>,
    ) -> Self {
        let query = parts.uri.query().unwrap_or_default().to_owned();
        let host = parts.headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        let input = match &pagination.input {
            Some(RequestExpression::Parameter(ParameterLocation::Path, name)) => {
                captures.iter().find(|(own, _)| *own == *name).map(|(_, text)| decoded(text))
            }
            Some(RequestExpression::Parameter(ParameterLocation::Header, name)) => {
                parts.headers.get(name.as_str()).and_then(|value| value.to_str().ok()).map(str::to_owned)
            }
            Some(RequestExpression::Parameter(_, name)) => parameter(&query, name),
            Some(RequestExpression::Body(pointer)) => body.and_then(|body| text(body.pointer(pointer)?)),
            None => parameter(&query, PAGE),
        };
        Self { pagination, input, url: format!("http://{host}{}", parts.uri.path()), query }
    }

    /// Makes a made response the page: the last of several has no next one, and those after it have no items.
    pub(super) fn turn(&self, content: &PlannedContent, response: &mut MockResponse) {
        let Ok(mut body) = serde_json::from_slice::<Value>(&response.body) else { return };
        let Some(items) = body.pointer(&self.pagination.results).and_then(Value::as_array).map(Vec::len) else {
            return;
        };
        let index = self.index(items);
        let is_last = index + 1 >= PAGES;
        let (next, count) = (index + 2, u64::try_from(items).unwrap_or(u64::MAX));
        if index >= PAGES
            && let Some(list) = body.pointer_mut(&self.pagination.results).and_then(Value::as_array_mut)
        {
            list.clear();
        }
        match &self.pagination.style {
            PageStyle::Offset => self.set_total(content, &mut body, response, count.saturating_mul(PAGES)),
            PageStyle::Page { .. } => self.set_total(content, &mut body, response, PAGES),
            PageStyle::Cursor(part) if is_last => remove(content, &mut body, &mut response.headers, part),
            PageStyle::Cursor(part) => set(content, &mut body, &mut response.headers, part, &cursor(next)),
            PageStyle::LastItem(pointer) => {
                let list = body.pointer_mut(&self.pagination.results).and_then(Value::as_array_mut);
                if let Some(place) = list.and_then(|list| list.last_mut()?.pointer_mut(pointer)) {
                    *place = if place.is_number() { json!(next) } else { text_like(place, next) };
                }
            }
            PageStyle::Url(part) if is_last => remove(content, &mut body, &mut response.headers, part),
            PageStyle::Url(part) => set(content, &mut body, &mut response.headers, part, &[json!(self.next_url(next))]),
            PageStyle::Link => {
                let link = format!("<{}>; rel=\"next\"", self.next_url(next));
                response.headers.remove(LINK);
                response.headers.extend(HeaderValue::from_str(&link).ok().filter(|_| !is_last).map(|it| (LINK, it)));
            }
        }
        if let Some(more) = &self.pagination.more {
            set(content, &mut body, &mut response.headers, more, &[json!(!is_last)]);
        }
        response.body = body.to_string().into_bytes();
    }

    /// Returns the index of the page; that of the first if the request names a page that the mock did not make.
    fn index(&self, items: usize) -> u64 {
        let Some(input) = &self.input else { return 0 };
        let digits = input.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        let number: u64 = digits.parse().unwrap_or_default();
        match self.pagination.style {
            PageStyle::Offset => number.div_ceil(u64::try_from(items).unwrap_or(u64::MAX).max(1)),
            PageStyle::Page { first } => number.saturating_sub(first),
            _ => number.saturating_sub(1),
        }
    }

    fn set_total(&self, content: &PlannedContent, body: &mut Value, response: &mut MockResponse, total: u64) {
        if let Some(part) = &self.pagination.total {
            set(content, body, &mut response.headers, part, &[json!(total), json!(total.to_string())]);
        }
    }

    fn next_url(&self, page: u64) -> String {
        let kept = self.query.split('&').filter(|pair| !pair.is_empty() && pair.split('=').next() != Some(PAGE));
        let query: Vec<_> = kept.map(str::to_owned).chain([format!("{PAGE}={page}")]).collect();
        format!("{}?{}", self.url, query.join("&"))
    }
}

/// Returns the cursor of a page, in the forms that a schema may allow.
fn cursor(page: u64) -> [Value; 3] {
    [json!(format!("page-{page}")), json!(page), text_like(&json!(UUID), page)]
}

/// A UUID, for cursors that have to be one.
const UUID: &str = "00000000-0000-4000-8000-000000000000";

/// Returns a text with the number of a page, which is a UUID if `like` is one.
fn text_like(like: &Value, page: u64) -> Value {
    let is_uuid = like.as_str().is_some_and(|text| text.len() == UUID.len() && text.matches('-').count() == 4);
    if is_uuid { json!(format!("{}{page:012}", &UUID[..UUID.len() - 12])) } else { json!(format!("page-{page}")) }
}

/// Sets a part of a response to the first value that is valid against the schema.
fn set(
    content: &PlannedContent,
    body: &mut Value,
    headers: &mut HeaderMap,
    part: &ResponseExpression,
    values: &[Value],
) {
    match part {
        ResponseExpression::Header(name) => {
            let value = values.first().and_then(text).and_then(|text| HeaderValue::from_str(&text).ok());
            if let (Ok(name), Some(value)) = (HeaderName::from_bytes(name.as_bytes()), value) {
                headers.insert(name, value);
            }
        }
        ResponseExpression::Body(pointer) => {
            let changed = values.iter().filter_map(|value| with(body, pointer, Some(value.clone())));
            let valid = changed.into_iter().find(|changed| content.validator.violations(changed).is_empty());
            *body = valid.unwrap_or_else(|| std::mem::take(body));
        }
    }
}

/// Removes a part of a response, or makes it empty if it is required.
fn remove(content: &PlannedContent, body: &mut Value, headers: &mut HeaderMap, part: &ResponseExpression) {
    match part {
        ResponseExpression::Header(name) => drop(headers.remove(name.as_str())),
        ResponseExpression::Body(pointer) => {
            let changed = [None, Some(Value::Null), Some(json!(""))].map(|value| with(body, pointer, value));
            let valid = changed.into_iter().flatten().find(|changed| content.validator.violations(changed).is_empty());
            *body = valid.unwrap_or_else(|| std::mem::take(body));
        }
    }
}

/// Returns a value with the property at a JSON Pointer set or removed, if there is an object that can have it.
fn with(body: &Value, pointer: &str, value: Option<Value>) -> Option<Value> {
    let mut changed = body.clone();
    let (above, name) = pointer.rsplit_once('/')?;
    let object = changed.pointer_mut(above)?.as_object_mut()?;
    let name = name.replace("~1", "/").replace("~0", "~");
    match value {
        Some(value) => drop(object.insert(name, value)),
        None => drop(object.remove(&name)),
    }
    Some(changed)
}

/// Returns a query parameter.
fn parameter(query: &str, name: &str) -> Option<String> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.into_iter().find(|(own, _)| decoded(own) == name).map(|(_, value)| decoded(value))
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

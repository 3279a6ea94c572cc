//! The part of a request that selects a page of a list.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue};
use percent_encoding::percent_decode_str;
use reqwest::Url;
use serde_json::value::{RawValue, to_raw_value};

use super::Request;
use crate::RequestPart;
use crate::decode;
use crate::error::RequestErrorKind;
use crate::pagination::RequestPartKind;
use crate::payload::Payload;
use crate::show::Route;

impl Request {
    /// Returns the text of a part, if it is set.
    pub(crate) fn part(&self, part: RequestPart) -> Option<String> {
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        match part.0 {
            RequestPartKind::Path(name) => {
                self.path.iter().find(|(known, _)| known == name).map(|(_, text)| decoded(text))
            }
            RequestPartKind::Query(name) => {
                let (_, pairs) = self.query.iter().find(|(known, _)| known == name)?;
                pairs.first().map(|(_, text)| decoded(text))
            }
            RequestPartKind::Header(name) => Some(self.headers.get(name)?.to_str().ok()?.to_owned()),
            RequestPartKind::Body { pointer, .. } => {
                decode::scalar(decode::find(self.body_bytes()?, pointer)?).ok().flatten()
            }
        }
    }

    /// Sets a part.
    pub(crate) fn set_part(&mut self, part: RequestPart, text: &str) {
        match part.0 {
            RequestPartKind::Path(name) => self.path(name, text),
            RequestPartKind::Query(name) => self.query(name, text),
            RequestPartKind::Header(name) => self.header(name, text),
            RequestPartKind::Body { pointer, is_number } => self.set_in_body(pointer, is_number, text),
        }
    }

    /// Replaces the path and query from the template and the parameters with those of a URL.
    pub(crate) fn follow(&mut self, path_and_query: &str) {
        self.query.clear();
        self.target = Some(path_and_query.to_owned());
    }

    /// Returns the printable form of the path.
    pub(crate) fn route(&self, url: &Url, template: &'static str) -> Route {
        if self.target.is_some() { Route::of_page(template) } else { Route::of(url, template) }
    }

    /// Appends the number of a page to a key, if there is one.
    pub(crate) fn number_key(&mut self, name: &HeaderName, page: usize) {
        number_key(&mut self.headers, name, page);
    }

    /// Returns the bytes of the body, or `None` if there is no body or a stream.
    pub(crate) fn body_bytes(&self) -> Option<&Bytes> {
        match self.body.as_ref()? {
            Payload::Body(body) => body.as_bytes(),
            #[cfg(feature = "multipart")]
            Payload::Form(..) => None,
        }
    }

    /// Sets a value in a JSON body, and keeps all other values as written.
    fn set_in_body(&mut self, pointer: &str, is_number: bool, text: &str) {
        let number = is_number.then(|| RawValue::from_string(text.to_owned()).ok()).flatten();
        let value = number.filter(|number| matches!(decode::scalar(number), Ok(Some(_))));
        let value = value.or_else(|| to_raw_value(text).ok());
        let body: &[u8] = match (&self.body, self.body_bytes()) {
            (None, _) => b"{}",
            (Some(_), Some(bytes)) => bytes,
            (Some(_), None) => {
                return self.fail(RequestErrorKind::Body, "a stream cannot be sent for more than one page");
            }
        };
        let names: Vec<String> = decode::names(pointer).collect();
        let changed = serde_json::from_slice(body).ok().zip(value).and_then(|(body, value)| set(body, &names, value));
        match changed {
            Some(changed) => {
                let media_type = self.headers.get(CONTENT_TYPE).cloned();
                self.json(&changed);
                // Its type is unknown, and so is the location of its secrets.
                self.shown_body = None;
                self.headers.extend(media_type.map(|value| (CONTENT_TYPE, value)));
            }
            None => self.fail(RequestErrorKind::Body, "the body is not a JSON object that a cursor can be added to"),
        }
    }
}

/// Appends the number of a page to a header, if there is one. Otherwise, the server would treat the second request with
/// the key as a repetition.
pub(crate) fn number_key(headers: &mut http::HeaderMap, name: &HeaderName, page: usize) {
    let numbered = |value: &HeaderValue| {
        let mut bytes = value.as_bytes().to_vec();
        bytes.extend(format!("-{page}").into_bytes());
        HeaderValue::from_maybe_shared(Bytes::from(bytes)).ok()
    };
    if let Some(value) = headers.get(name).and_then(numbered) {
        headers.insert(name, value);
    }
}

/// Returns an object with a value set. Missing objects on the path are created.
fn set(object: &RawValue, names: &[String], value: Box<RawValue>) -> Option<Box<RawValue>> {
    let [name, inner @ ..] = names else { return Some(value) };
    let mut members: BTreeMap<String, Box<RawValue>> = match object.get() {
        "null" => BTreeMap::new(),
        json => serde_json::from_str(json).ok()?,
    };
    let value = match members.get(name) {
        Some(member) => set(member, inner, value)?,
        None => set(serde_json::from_str("{}").ok()?, inner, value)?,
    };
    members.insert(name.clone(), value);
    to_raw_value(&members).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(body: &str, pointer: &str, value: &str) -> Option<String> {
        let names: Vec<String> = decode::names(pointer).collect();
        let value = RawValue::from_string(value.to_owned()).unwrap();
        let body: Box<RawValue> = serde_json::from_str(body).unwrap();
        set(&body, &names, value).map(|changed| changed.get().to_owned())
    }

    #[test]
    fn one_value_of_a_body_is_set_and_the_others_stay_as_they_are_written() {
        for (body, pointer, expected) in [
            ("{}", "/a", Some(r#"{"a":7}"#)),
            (
                r#"{"a":1,"b":1.50,"c":12345678901234567890123}"#,
                "/a",
                Some(r#"{"a":7,"b":1.50,"c":12345678901234567890123}"#),
            ),
            (r#"{"b":{"c":[1, 2]}}"#, "/b/a", Some(r#"{"b":{"a":7,"c":[1, 2]}}"#)),
            (r#"{"b":null}"#, "/b/a/x", Some(r#"{"b":{"a":{"x":7}}}"#)),
            ("[]", "/a", None),
            (r#"{"a":1}"#, "/a/b", None),
        ] {
            assert_eq!(changed(body, pointer, "7").as_deref(), expected, "{body} {pointer}");
        }
    }
}

//! Headers of a request.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;

use crate::param::{self, Style};

/// Returns the name and the value of a header. A null has no value.
pub(crate) fn parse(
    name: &str,
    style: Style,
    value: &(impl Serialize + ?Sized),
) -> Result<(HeaderName, Option<HeaderValue>), String> {
    let key = HeaderName::try_from(name).map_err(|_| format!("{name:?} is not a valid header name"))?;
    let text = param::header(style, value).map_err(|error| format!("the header `{name}` {error}"))?;
    match text.map(|text| HeaderValue::try_from(text.into_bytes())).transpose() {
        Ok(value) => Ok((key, value)),
        Err(_) => Err(format!("the header `{name}` contains characters that are not allowed in a header")),
    }
}

/// Returns a header value that is marked as sensitive, so that it is not logged or added to compression tables.
pub(crate) fn sensitive_value(text: String) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_maybe_shared(Bytes::from(text)).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// Replaces headers with those of `over`.
pub(crate) fn overlay(headers: &mut HeaderMap, over: &HeaderMap) {
    for (name, value) in over {
        headers.insert(name, value.clone());
    }
}

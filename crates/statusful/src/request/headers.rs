//! Headers of a request.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;

use crate::param::{self, Style};

/// Name and value of a header; no value for a null.
pub(crate) fn parse(
    name: &str,
    style: Style,
    value: &(impl Serialize + ?Sized),
) -> Result<(HeaderName, Option<HeaderValue>), String> {
    let key = HeaderName::try_from(name).map_err(|_| format!("{name:?} is not the name of a header"))?;
    let text = param::header(style, value).map_err(|error| format!("the header `{name}` {error}"))?;
    match text.map(|text| HeaderValue::try_from(text.into_bytes())).transpose() {
        Ok(value) => Ok((key, value)),
        Err(_) => Err(format!("the header `{name}` has characters that no header can carry")),
    }
}

/// A header value that is kept out of logs and compression tables.
pub(crate) fn sensitive_value(text: String) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_maybe_shared(Bytes::from(text)).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// Sets in `headers` what `over` has.
pub(crate) fn overlay(headers: &mut HeaderMap, over: &HeaderMap) {
    for (name, value) in over {
        headers.insert(name, value.clone());
    }
}

//! Percent-encoding of parameters.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Style;

/// All characters except the unreserved ones of RFC 3986, section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The same, except the reserved characters without a special meaning in queries.
const NOT_IN_QUERIES: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'[')
    .remove(b']')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// All characters except the `cookie-octet`s of RFC 6265, section 4.1.1, and `%` itself. Base64 tokens are not changed.
const NOT_IN_COOKIES: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b',').add(b';').add(b'\\').add(b'%');

/// Encodes a name, or a value in a path.
pub(crate) fn encode(text: &str) -> String {
    Cow::from(utf8_percent_encode(text, RESERVED)).into_owned()
}

/// Encodes a value in a query.
pub(super) fn encode_query(style: Style, text: &str) -> String {
    if style.allow_reserved { utf8_percent_encode(text, NOT_IN_QUERIES).to_string() } else { encode(text) }
}

/// Encodes the name or the value of a cookie.
pub(super) fn encode_cookie(text: &str) -> String {
    utf8_percent_encode(text, NOT_IN_COOKIES).to_string()
}

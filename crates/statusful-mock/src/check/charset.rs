//! The encoding of XML bodies.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};
use mediatype::names::CHARSET;
use mediatype::{MediaType, ReadParams};

/// How many bytes of a body an XML declaration is looked for in.
const DECLARATION: usize = 200;

/// Decodes a body: by its byte order mark, or else by the `charset` of its media type, or else by its XML declaration (RFC 7303,
/// section 3). Without any of them it is UTF-8.
pub(super) fn decoded<'b>(media_type: &str, body: &'b [u8]) -> Cow<'b, str> {
    let media_type = MediaType::parse(media_type).ok();
    let charset = media_type.as_ref().and_then(|media| media.get_param(CHARSET));
    let named = charset.and_then(|charset| Encoding::for_label(charset.unquoted_str().as_bytes()));
    let encoding = named.or_else(|| declared(body));
    let (text, ..) = encoding.unwrap_or(UTF_8).decode(body);
    text
}

/// Returns the encoding of an XML declaration, which is ASCII in every encoding without a byte order mark.
fn declared(body: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(body.get(..DECLARATION.min(body.len()))?);
    let declaration = start.trim_start().strip_prefix("<?xml")?.split("?>").next()?.to_owned();
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| ['"', '\''].contains(quote))?;
    Encoding::for_label(value[1..].split(quote).next()?.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_marked_named_or_declared() {
        assert_eq!(decoded("application/xml", "\u{feff}<ä/>".as_bytes()), "<ä/>");
        assert_eq!(decoded("application/xml; charset=\"ISO-8859-1\"", b"<\xe4/>"), "<ä/>");
        assert_eq!(decoded("text/xml", b"<?xml version='1.0' encoding = 'latin1'?><\xe4/>").chars().last(), Some('>'));
        assert!(decoded("text/xml", b"<?xml version='1.0' encoding = 'latin1'?><\xe4/>").ends_with("<ä/>"));
        assert_eq!(decoded("text/xml", b"<?xml encoding='?><\xe4/>"), "<?xml encoding='?><\u{fffd}/>");
        assert_eq!(decoded("text/xml", b"\xff\xfe<\0a\0/\0>\0"), "<a/>");
    }
}

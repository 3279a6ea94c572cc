//! Decodes text bodies in any charset.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use super::DecodeCause;
use crate::show::foreign;

/// Decodes a body in `charset`, which defaults to UTF-8.
pub(crate) fn text(body: &[u8], charset: Option<&str>) -> Result<String, DecodeCause> {
    let declared = charset.map_or(Ok(UTF_8), lookup)?;
    let (encoding, mark) = Encoding::for_bom(body).unwrap_or((declared, 0));
    encoding
        .decode_without_bom_handling_and_without_replacement(&body[mark..])
        .map(Cow::into_owned)
        .ok_or_else(|| cause(format!("invalid {}", encoding.name())))
}

fn lookup(charset: &str) -> Result<&'static Encoding, DecodeCause> {
    Encoding::for_label_no_replacement(charset.as_bytes())
        .ok_or_else(|| cause(format!("unknown charset `{}`", foreign(charset))))
}

fn cause(message: String) -> DecodeCause {
    DecodeCause { message, location: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_decoded_in_its_charset() {
        for (body, charset, expected) in [
            ("żółw".as_bytes(), None, "żółw"),
            ("żółw".as_bytes(), Some("UTF-8"), "żółw"),
            (b"\xEF\xBB\xBFx", None, "x"),
            (b"caf\xE9", Some("iso-8859-1"), "café"),
            (b"caf\xE9 \x80", Some("windows-1252"), "café €"),
            (b"\xBF\xF3\xB3w", Some("ISO-8859-2"), "żółw"),
            (b"\x82\xA0", Some("shift_jis"), "あ"),
            (b"x\0y\0", Some("utf-16le"), "xy"),
            (b"\xFE\xFF\0x", Some("utf-16"), "x"),
            (b"", None, ""),
        ] {
            assert_eq!(text(body, charset).as_deref(), Ok(expected), "{charset:?}");
        }
    }

    #[test]
    fn malformed_text_is_an_error() {
        assert_eq!(text(b"caf\xE9", None).unwrap_err().message, "invalid UTF-8");
        assert_eq!(text(b"x\0y", Some("utf-16le")).unwrap_err().message, "invalid UTF-16LE");
    }

    #[test]
    fn an_unknown_charset_is_named() {
        assert_eq!(text(b"x", Some("utf-7")).unwrap_err().message, "unknown charset `utf-7`");
        assert_eq!(text(b"x", Some("a\nb")).unwrap_err().message, "unknown charset `a\\nb`");
        assert!(text(b"x", Some("hz-gb-2312")).is_err());
    }
}

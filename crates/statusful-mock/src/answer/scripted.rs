//! Bodies that a scenario sets.

use std::borrow::Cow;

use axum::body::Bytes;
use serde_json::Value;
use statusful_document::openapi::Family;

use crate::plan::PlannedContent;
use crate::scenario::ScriptedBody;

/// Returns `true` if a content can be sent with the body.
pub(super) fn fits(body: &ScriptedBody, content: &PlannedContent) -> bool {
    match body {
        ScriptedBody::Json(text) if text.starts_with('"') => true,
        ScriptedBody::Json(_) => matches!(content.family, Family::Json | Family::Events | Family::JsonLines),
        ScriptedBody::Bytes(..) | ScriptedBody::File(_) => true,
    }
}

/// Returns the bytes of a body that is sent as this content, if the document has one.
pub(crate) fn written(body: &ScriptedBody, content: Option<&PlannedContent>) -> Vec<u8> {
    let text = match body {
        ScriptedBody::Bytes(bytes, _) => return bytes.to_vec(),
        // It was read when the scenario was set.
        ScriptedBody::File(_) => return Vec::new(),
        ScriptedBody::Json(text) => text,
    };
    let value = || serde_json::from_str::<Value>(text).unwrap_or_default();
    let written = match content.map(|content| (content, content.family)) {
        Some((content, _)) if content.is_xml() && !text.starts_with('"') => Cow::Owned(content.text(&value())),
        Some((_, Family::Json)) => Cow::Borrowed(text.as_str()),
        Some((content, Family::Events | Family::JsonLines)) => Cow::Owned(content.items(&value())),
        _ if text.starts_with('"') => Cow::Owned(statusful_schema::written(&value())),
        _ => Cow::Borrowed(text.as_str()),
    };
    written.into_owned().into_bytes()
}

/// Returns the media type of a body where the document has none.
pub(super) fn media(body: &ScriptedBody) -> &'static str {
    match body {
        ScriptedBody::Json(text) if text.starts_with('"') => "text/plain; charset=utf-8",
        ScriptedBody::Json(_) => "application/json",
        ScriptedBody::Bytes(_, media) => media,
        ScriptedBody::File(_) => "application/octet-stream",
    }
}

/// Splits the body of a stream into its items: after each blank line of events, and after each line of JSON.
pub(super) fn items(body: &[u8], family: Family) -> Vec<Bytes> {
    let mut items = Vec::new();
    let mut item = Vec::new();
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        item.extend_from_slice(line);
        let ends = match family {
            Family::Events => line.trim_ascii().is_empty(),
            Family::JsonLines => true,
            _ => false,
        };
        if ends {
            items.push(Bytes::from(std::mem::take(&mut item)));
        }
    }
    items.extend(Some(item).filter(|item| !item.is_empty()).map(Bytes::from));
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_split_after_each_item() {
        let events = items(b"data: a\r\ndata: b\r\n\r\nid: 1\ndata: c\n\ndata: d", Family::Events);
        assert_eq!(events, ["data: a\r\ndata: b\r\n\r\n", "id: 1\ndata: c\n\n", "data: d"]);
        assert_eq!(items(b"1\n\x1e2\n", Family::JsonLines), ["1\n", "\u{1e}2\n"]);
        assert_eq!(items(b"a\n\nb", Family::Text), ["a\n\nb"]);
        assert!(items(b"", Family::Events).is_empty());
    }
}

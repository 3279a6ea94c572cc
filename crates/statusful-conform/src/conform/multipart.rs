//! Parses `multipart/form-data` (RFC 7578).

use serde_json::Value;
use statusful_schema::written;

/// Returns the parts that the properties of a value must become, by name. An array becomes a part for each item, unless
/// it is in `json`.
pub(super) fn wanted(value: &Value, json: &[String]) -> Vec<(String, String)> {
    let members = value.as_object().into_iter().flatten();
    let parts = members.flat_map(|(name, value)| match value {
        Value::Array(items) if !json.contains(name) => items.iter().map(|item| (name.clone(), written(item))).collect(),
        value if json.contains(name) => vec![(name.clone(), value.to_string())],
        value => vec![(name.clone(), written(value))],
    });
    parts.collect()
}

/// Returns the names and the contents of the received parts.
pub(super) fn parts(content_type: &str, body: &str) -> Vec<(String, String)> {
    let boundary = content_type.split_once("boundary=").map_or("", |(_, boundary)| boundary.trim_matches('"'));
    if boundary.is_empty() {
        return Vec::new();
    }
    let whole = format!("\r\n{body}");
    let delimiter = format!("\r\n--{boundary}");
    let pieces = whole.split(&delimiter).skip(1);
    let parts = pieces.filter_map(|piece| piece.strip_prefix("\r\n")?.split_once("\r\n\r\n"));
    parts.filter_map(|(head, content)| Some((name(head)?, content.to_owned()))).collect()
}

fn name(head: &str) -> Option<String> {
    let disposition = head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
    let (_, rest) = disposition.split_once("; name=\"")?;
    let (name, _) = rest.split_once('"')?;
    Some(name.replace("%22", "\"").replace("%0D%0A", "\n"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn parts_are_told_apart() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x\r\n\
                    Content-Disposition: form-data; name=\"b\"; filename=\"f\"\r\n\r\n\r\n--x--\r\n";
        let arrived = [("a".to_owned(), "1".to_owned()), ("b".to_owned(), String::new())];
        assert_eq!(parts("multipart/form-data; boundary=x", body), arrived);
        assert_eq!(wanted(&json!({ "a": 1, "b": "" }), &[]), arrived);
        assert!(parts("multipart/form-data", body).is_empty());
    }
}

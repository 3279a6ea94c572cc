//! Response bodies as models: unions by tag, constants and shape, and lenient values.

use serde_json::Value;
use statusful::{Bytes, RawResponse};
use test_schemas::types::Models;

use crate::answering::{Answer, whole};

/// A model that was decoded stays the same when it is sent and decoded again. A lenient integer is the number of the JSON. Errors
/// print no value.
pub(crate) fn run(bytes: &[u8]) {
    let response = body(bytes.to_vec());
    match response.json::<Models>() {
        Ok(models) => {
            let sent = serde_json::to_vec(&models).unwrap();
            let again = body(sent).json::<Models>().unwrap();
            assert_eq!(again, models);
        }
        Err(error) => check_printed(bytes, &format!("{error} {error:?}")),
    }
    check_lenient(&response);
}

fn body(bytes: Vec<u8>) -> RawResponse {
    whole([Answer { chunks: [Bytes::from(bytes)].into(), ..Answer::default() }]).unwrap()
}

/// Panics if an error contains a text of the body. Keys are in the path of an error.
fn check_printed(body: &[u8], printed: &str) {
    let Ok(value) = serde_json::from_slice(body) else { return };
    let mut texts = Vec::new();
    collect_texts(&value, &mut texts);
    for text in texts.into_iter().filter(|text| text.starts_with("sk-")) {
        assert!(!printed.contains(text), "{text} is printed: {printed}");
    }
}

fn collect_texts<'v>(value: &'v Value, texts: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => texts.push(text),
        Value::Array(items) => items.iter().for_each(|item| collect_texts(item, texts)),
        Value::Object(members) => members.values().for_each(|member| collect_texts(member, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn check_lenient(response: &RawResponse) {
    let strict = response.json::<i64>().ok();
    let lenient = response.lenient_json::<i64>().ok();
    assert!(strict.is_none() || strict == lenient);
    if let Some(lenient) = lenient {
        let number: f64 = response.json().unwrap();
        #[expect(clippy::cast_precision_loss, clippy::float_cmp, reason = "both are rounded in the same way")]
        let is_same = lenient as f64 == number;
        assert!(is_same, "{number} is read as {lenient}");
    }
}

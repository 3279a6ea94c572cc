//! The schema that a model derives is the one its document has.

use keymint::types::{ApiKeyCreateResponse, AuthCodeExchange, ExchangedApiKey};
use schemars::{JsonSchema, schema_for};
use serde_json::Value;

fn schema<T: JsonSchema>() -> Value {
    schema_for!(T).to_value()
}

fn names(value: &Value) -> Vec<&str> {
    let mut names: Vec<_> = value.as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    names.sort_unstable();
    names
}

#[test]
fn required_members_are_required() {
    assert_eq!(names(&schema::<ExchangedApiKey>()["required"]), ["key", "user_id"]);
    assert_eq!(names(&schema::<AuthCodeExchange>()["required"]), ["code"]);
}

#[test]
fn members_go_by_their_names_on_the_wire() {
    let schema = schema::<ApiKeyCreateResponse>();
    let properties: Vec<_> = schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
    let mut expected = ["apiKey", "createdAt", "id", "keyName", "keyPrefix", "lastUsedAt", "userId"];
    expected.sort_unstable();
    assert_eq!(
        {
            let mut sorted = properties.clone();
            sorted.sort_unstable();
            sorted
        },
        expected
    );
    assert_eq!(schema["properties"]["createdAt"]["format"], "date-time");
    assert_eq!(schema["properties"]["id"]["format"], "uuid");
    assert_eq!(schema["properties"]["apiKey"]["format"], "password");
}

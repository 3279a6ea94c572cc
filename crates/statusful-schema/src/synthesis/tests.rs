//! Values of small schemas.

use serde_json::json;

use super::*;
use crate::Validator;

/// Makes values, which all have to be valid. `None` if there are none.
fn made(schema: &Value) -> Option<Vec<Value>> {
    let validator = Validator::new(schema);
    let made: Vec<_> = attempts(schema).filter_map(|(title, value)| Some((title, value.ok()?))).collect();
    for (title, value) in &made {
        assert_eq!(validator.first_error(value), None, "{title}: {value}");
    }
    let mut values = Vec::new();
    for (_, value) in made {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    Some(values).filter(|values| !values.is_empty())
}

#[test]
fn values_have_all_optional_properties_and_none() {
    let schema = json!({
        "type": "object", "required": ["id"],
        "properties": { "id": { "type": "integer", "minimum": 3, "maximum": 9 }, "name": { "type": "string" } },
    });
    let made = made(&schema).unwrap();
    assert!(made.contains(&json!({ "id": 7 })));
    assert!(made.contains(&json!({ "id": 3, "name": "" })));
    assert!(made.iter().any(|value| value["id"] == 9));
}

#[test]
fn every_alternative_is_taken() {
    let schema = json!({ "oneOf": [{ "type": "string" }, { "type": "integer" }, { "enum": [true] }] });
    let made = made(&schema).unwrap();
    assert!(made.iter().any(Value::is_string) && made.iter().any(Value::is_i64) && made.contains(&json!(true)));
}

#[test]
fn a_schema_that_contains_itself_has_an_end() {
    let schema = json!({
        "$ref": "#/$defs/tree",
        "$defs": { "tree": {
            "type": "object", "properties": {
                "left": { "$ref": "#/$defs/tree" },
                "right": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/tree" } },
            },
        } },
    });
    assert!(made(&schema).unwrap().len() >= 2);
    let endless = json!({ "$ref": "#/$defs/x", "$defs": { "x": {
        "type": "object", "required": ["x"], "properties": { "x": { "$ref": "#/$defs/x" } },
    } } });
    assert_eq!(made(&endless), None);
}

#[test]
fn an_enumeration_selects_the_constant_beside_it() {
    let kinds = json!([{ "const": 1 }, { "const": 2 }]);
    let alternative =
        |kind| json!({ "required": ["kind"], "properties": { "kind": { "enum": [kind], "oneOf": kinds } } });
    let schema = json!({ "type": "object", "oneOf": [alternative(2), alternative(1)] });
    assert_eq!(made(&schema).unwrap().len(), 2);
}

#[test]
fn parts_of_all_of_add_up() {
    let schema = json!({
        "allOf": [
            { "type": "object", "required": ["a"], "properties": { "a": { "type": "number" } } },
            { "properties": { "a": { "type": "integer", "minimum": 8 }, "b": { "type": ["string", "null"] } } },
        ],
    });
    assert!(made(&schema).unwrap().contains(&json!({ "a": 8, "b": null })));
}

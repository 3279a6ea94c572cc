//! Schemas of both versions of OpenAPI, bundled.

use statusful_document::diagnostic::Diagnostics;
use statusful_document::openapi::Document;
use statusful_document::source;

use super::*;

/// Bundles the schema `Root` of a document with these schemas.
fn bundled(version: &str, direction: Direction, schemas: &str) -> Value {
    let text = format!("openapi: {version}\ncomponents:\n  schemas:\n{schemas}");
    let source = source::read("x.yaml", text.as_bytes(), &mut Diagnostics::default());
    let document = Document::new(&source);
    let root = document.components().unwrap().schemas().find(|(name, _)| *name == "Root").unwrap().1;
    bundle(root, direction)
}

/// Bundles the schema `Root`, without what it refers to.
fn root(version: &str, schemas: &str) -> Value {
    bundled(version, Direction::Request, schemas)["allOf"][0].clone()
}

#[test]
fn references_become_definitions() {
    let bundle = bundled(
        "3.1.0",
        Direction::Request,
        "    Root: {items: {$ref: '#/components/schemas/A'}}\n    A: {not: {$ref: '#/components/schemas/Root'}}",
    );
    let definitions = json!({
        "d0": { "not": { "$ref": "#/$defs/d1" } },
        "d1": { "items": { "$ref": "#/$defs/d0" } },
    });
    assert_eq!(bundle["allOf"], json!([{ "items": { "$ref": "#/$defs/d0" } }]));
    assert_eq!(bundle["$defs"], definitions);
}

#[test]
fn siblings_of_a_reference_count_since_3_1() {
    let schemas = "    Root: {$ref: '#/components/schemas/A', minLength: 2}\n    A: {type: string}";
    assert_eq!(root("3.0.3", schemas), json!({ "$ref": "#/$defs/d0" }));
    assert_eq!(root("3.1.0", schemas), json!({ "$ref": "#/$defs/d0", "minLength": 2 }));
}

#[test]
fn a_reference_that_leads_nowhere_allows_every_value() {
    assert_eq!(root("3.0.3", "    Root: {$ref: '#/components/schemas/No', minLength: 2}"), json!({}));
}

#[test]
fn exclusive_bounds_of_3_0_become_numbers() {
    let schema = "    Root: {minimum: 1, exclusiveMinimum: true, maximum: 5, exclusiveMaximum: false}";
    assert_eq!(root("3.0.3", schema), json!({ "exclusiveMinimum": 1, "maximum": 5 }));
}

#[test]
fn nullable_allows_null_beside_the_other_values() {
    let schemas = "    Root: {type: string, enum: [a], nullable: true}";
    assert_eq!(root("3.0.3", schemas), json!({ "type": ["string", "null"], "enum": ["a", null] }));
    let composed = "    Root: {allOf: [{$ref: '#/components/schemas/A'}], nullable: true}\n    A: {type: string}";
    let wanted = json!({ "anyOf": [{ "allOf": [{ "$ref": "#/$defs/d0" }] }, { "type": "null" }] });
    assert_eq!(root("3.0.3", composed), wanted);
}

#[test]
fn properties_that_are_not_sent_are_marked_and_not_required() {
    let schemas = "    Root: {required: [id, name], properties: {id: {readOnly: true}, name: {writeOnly: true}}}";
    let hidden = |direction| bundled("3.0.3", direction, schemas)["allOf"][0].clone();
    let request = hidden(Direction::Request);
    assert_eq!(request["required"], json!(["name"]));
    assert_eq!(request["properties"]["id"], json!({ "readOnly": true, "x-statusful-hidden": true }));
    assert_eq!(hidden(Direction::Response)["required"], json!(["id"]));
}

#[test]
fn alternatives_require_their_value_of_the_discriminator() {
    let schemas = "    Root:
      oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}]
      discriminator: {propertyName: kind, mapping: {a: '#/components/schemas/A', first: A}}
    A: {}
    B: {}
    C: {properties: {kind: {enum: [c]}}}";
    let root = root("3.0.3", schemas);
    let tag = |index: usize| &root["oneOf"][index]["allOf"][1]["properties"]["kind"]["enum"];
    assert_eq!((tag(0), tag(1)), (&json!(["a", "first"]), &json!(["B"])));
    assert_eq!(root["oneOf"][2], json!({ "$ref": "#/$defs/d2" }));
}

#[test]
fn keywords_without_a_meaning_outside_of_the_document_are_left_out() {
    let schemas = "    Root: {$id: 'https://x.test/root', $defs: {a: {}}, example: 1, \
                   enum: [], items: [], allOf: [], type: [], additionalProperties: 7}";
    assert_eq!(root("3.1.0", schemas), json!({}));
}

#[test]
fn formats_of_integers_are_bounds() {
    let bounds = |low: i64, high: u64| json!({ "minimum": low, "maximum": high });
    for (schema, bounds) in [
        ("{type: integer, format: int32}", bounds(-2_147_483_648, 2_147_483_647)),
        ("{type: [integer, 'null'], format: int64}", bounds(i64::MIN, 9_223_372_036_854_775_807)),
        ("{type: integer, format: int32, minimum: 3, maximum: 1e400}", bounds(3, 2_147_483_647)),
        ("{type: integer, format: uint64, maximum: 9}", bounds(0, 9)),
        ("{type: string, format: int64}", json!({ "minimum": null, "maximum": null })),
    ] {
        let found = root("3.1.0", &format!("    Root: {schema}"));
        assert_eq!(json!({ "minimum": found["minimum"], "maximum": found["maximum"] }), bounds, "{schema}");
    }
}

#[test]
fn xml_objects_of_all_versions_are_written_alike() {
    let schemas = "    Root: {items: {xml: {name: a, attribute: true}}, not: {xml: {prefix: '', wrapped: true}}}";
    let attribute = json!({ "x-statusful-xml": { "name": "a", "nodeType": "attribute" } });
    let element = json!({ "x-statusful-xml": { "nodeType": "element" } });
    assert_eq!(root("3.0.3", schemas), json!({ "items": attribute, "not": element }));
    let schemas = "    Root: {xml: {nodeType: none, wrapped: true}}";
    assert_eq!(root("3.1.0", schemas), json!({ "x-statusful-xml": { "nodeType": "none" } }));
}

#[test]
fn numbers_out_of_range_become_the_nearest() {
    assert_eq!(root("3.1.0", "    Root: {maximum: 1e400}"), json!({ "maximum": f64::MAX }));
}

/// Returns `true` if a value is valid against an alternative of the schema `Root`.
fn is_allowed(schemas: &str, index: usize, value: &Value) -> bool {
    let text = format!("openapi: 3.1.0\ncomponents:\n  schemas:\n{schemas}");
    let source = source::read("x.yaml", text.as_bytes(), &mut Diagnostics::default());
    let document = Document::new(&source);
    let choice = document.components().unwrap().schemas().find(|(name, _)| *name == "Root").unwrap().1;
    let schema = choice.alternatives().unwrap()[index];
    let alternative = Alternative { choice, schema, component: None, only: None };
    crate::Validator::new(&alternative.bundle_in_choice(Direction::Request)).first_error(value).is_none()
}

#[test]
fn an_alternative_that_chooses_in_turn_is_not_required_to_have_its_name() {
    let schemas = "    Root: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}], \
                   discriminator: {propertyName: kind}}\n    \
                   A: {oneOf: [{$ref: '#/components/schemas/C'}]}\n    \
                   B: {allOf: [{properties: {kind: {const: b}}}]}\n    \
                   C: {properties: {kind: {const: c}}, required: [kind]}";
    assert!(is_allowed(schemas, 0, &json!({ "kind": "c" })) && is_allowed(schemas, 1, &json!({ "kind": "b" })));
    assert!(!is_allowed(schemas, 0, &json!({ "kind": "b" })) && !is_allowed(schemas, 1, &json!({ "kind": "B" })));
}

//! Values of both directions, with the examples of the specification.

use serde_json::{Value, json};
use statusful_document::diagnostic::Diagnostics;
use statusful_document::openapi::Document;
use statusful_document::source;

use super::*;
use crate::{Direction, Preference, bundle, coerce};

/// The bundled schema `Root` of a document with these schemas, and the name of its element.
fn bundled(schemas: &str) -> (Value, XmlName) {
    let text = format!(
        "openapi: 3.0.3\ncomponents: {{ schemas: {{ {schemas}, Use: {{ items: {{ $ref: '#/components/schemas/Root' }} }} }} }}"
    );
    let source = source::read("x.yaml", text.as_bytes(), &mut Diagnostics::default());
    let document = Document::new(&source);
    let schemas = document.components().unwrap().schemas();
    let root = schemas.into_iter().find(|(name, _)| *name == "Use").unwrap().1.items().unwrap();
    (bundle(root, Direction::Response), XmlName::of(root))
}

/// Writes a value, and checks that it is read back.
fn written(schemas: &str, value: &Value) -> String {
    let (schema, name) = bundled(schemas);
    let text = to_xml(&schema, &name, value);
    let read = from_xml(&schema, &name, &text).unwrap();
    assert_eq!(coerce(&schema, read, Preference::Typed), *value, "{text}");
    text.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>").unwrap().to_owned()
}

fn read(schemas: &str, text: &str) -> Value {
    let (schema, name) = bundled(schemas);
    from_xml(&schema, &name, text).unwrap()
}

#[test]
fn properties_are_elements_or_attributes() {
    let schemas = "Root: { xml: { name: person }, properties: { \
        id: { type: integer, xml: { attribute: true } }, name: { type: string, xml: { namespace: 'https://x.test/schema', prefix: s } }, \
        born: { type: string, xml: { name: birth day } } } }";
    let value = json!({ "id": 7, "name": "a < b & \"c\"", "born": "1" });
    insta::assert_snapshot!(written(schemas, &value), @r#"<person id="7"><s:name xmlns:s="https://x.test/schema">a &lt; b &amp; &quot;c&quot;</s:name><birth_day>1</birth_day></person>"#);
}

#[test]
fn arrays_have_the_names_of_the_specification() {
    let list = |items: &str, xml: &str| {
        let schemas = format!(
            "Root: {{ type: object, properties: {{ animals: {{ type: array, items: {{ type: string, xml: {{ {items} }} }}, xml: {{ {xml} }} }} }} }}"
        );
        written(&schemas, &json!({ "animals": ["a", "b"] }))
    };
    assert_eq!(list("", ""), "<Root><animals>a</animals><animals>b</animals></Root>");
    assert_eq!(list("name: animal", "name: aliens"), "<Root><animal>a</animal><animal>b</animal></Root>");
    assert_eq!(list("", "wrapped: true"), "<Root><animals><animals>a</animals><animals>b</animals></animals></Root>");
    assert_eq!(
        list("", "name: aliens, wrapped: true"),
        "<Root><aliens><aliens>a</aliens><aliens>b</aliens></aliens></Root>"
    );
    assert_eq!(
        list("name: animal", "name: aliens, wrapped: true"),
        "<Root><aliens><animal>a</animal><animal>b</animal></aliens></Root>"
    );
}

#[test]
fn values_of_every_type_are_kept() {
    let schemas = "Root: { type: object, properties: { \
        list: { type: array, items: { $ref: '#/components/schemas/Part' }, xml: { nodeType: element } }, \
        none: { type: integer, nullable: true }, on: { type: boolean }, size: { type: number } } }, \
        Part: { type: object, xml: { name: part }, properties: { note: { type: string, xml: { nodeType: cdata } }, kind: { type: string, xml: { attribute: true, prefix: k, namespace: 'urn:k' } } } }";
    let value = json!({ "list": [{ "note": "]]> <b>", "kind": "x" }, {}], "none": null, "on": true, "size": 1.5 });
    let text = written(schemas, &json!({ "list": [{ "note": "]]> <b>", "kind": "x" }], "on": true }));
    insta::assert_snapshot!(text, @r#"<Root><list><part xmlns:k="urn:k" k:kind="x"><![CDATA[]]]]><![CDATA[> <b>]]></part></list><on>true</on></Root>"#);
    let (schema, name) = bundled(schemas);
    insta::assert_snapshot!(to_xml(&schema, &name, &value), @r#"<?xml version="1.0" encoding="UTF-8"?><Root><list><part xmlns:k="urn:k" k:kind="x"><![CDATA[]]]]><![CDATA[> <b>]]></part><part></part></list><none xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"></none><on>true</on><size>1.5</size></Root>"#);
}

#[test]
fn what_the_schema_does_not_say_is_read_by_its_names() {
    let schemas = "Root: { type: object, required: [list], properties: { list: { type: array, items: { type: string } }, one: { type: string } } }";
    assert_eq!(read(schemas, "<Root>text</Root>"), json!("text"));
    let text = "<Root x=\"1\"><one>a</one><one>b</one><more><deep>c</deep></more><!-- no --></Root>";
    assert_eq!(read(schemas, text), json!({ "list": [], "one": ["a", "b"], "x": "1", "more": { "deep": "c" } }));
    assert_eq!(read("Root: { type: array, items: { type: string } }", "<Root><a>1</a><b/></Root>"), json!(["1", ""]));
    assert_eq!(
        read("Root: { properties: { xmlns: { xml: { attribute: true } } } }", "<Root xmlns='urn:a'/>"),
        json!({ "xmlns": "urn:a" })
    );
}

#[test]
fn hostile_names_stay_well_formed() {
    let schemas = "Root: { xml: { name: '1<a b=\"', prefix: xmlns, namespace: 'a\"b' }, properties: { \
        '': { type: string, xml: { attribute: true } }, '<x>': { type: string, xml: { prefix: unknown } }, \
        a: { type: string, xml: { attribute: true, name: same } }, b: { type: string, xml: { attribute: true, name: same } } } }";
    let (schema, name) = bundled(schemas);
    let text =
        to_xml(&schema, &name, &json!({ "": "\u{0}\u{1F}x", "<x>": "\u{FFFE}", "a": "1", "b": "2", "c/d": [["e"]] }));
    insta::assert_snapshot!(text, @r#"<?xml version="1.0" encoding="UTF-8"?><_1_a_b__ xmlns="a&quot;b" _="x" same="1"><_x_></_x_><c_d><item>e</item></c_d></_1_a_b__>"#);
    assert!(from_xml(&schema, &name, &text).is_ok());
}

#[test]
fn only_well_formed_xml_of_the_right_root_is_read() {
    let (schema, name) = bundled("Root: { type: object }");
    let error = |text: &str| from_xml(&schema, &name, text).unwrap_err().to_string();
    assert_eq!(error("<Root><a></Root>"), "invalid XML at line 1, column 10");
    assert_eq!(error("<Other/>"), "the root element is not `Root`");
    assert!(
        error("<!DOCTYPE Root [<!ENTITY a \"b\">]><Root>&a;</Root>").ends_with("which has a document type declaration")
    );
    for wrong in
        ["", "text", "<Root/><Root/>", "<Root a='1' a='2'/>", "<p:Root/>", "<Root>&secret;</Root>", "<Root a=b/>"]
    {
        let message = error(wrong);
        assert!(message.starts_with("invalid XML at line") && !message.contains("secret"), "{wrong}: {message}");
    }
    let many = format!("<Root>{}</Root>", "<a/>".repeat(100_001));
    assert_eq!(error(&many), "invalid XML with more than 100000 nodes");
    for depth in [200, 90_000] {
        let deep = format!("<Root>{}{}</Root>", "<a>".repeat(depth), "</a>".repeat(depth));
        assert_eq!(error(&deep), "invalid XML with more than 127 elements in one another");
    }
}

//! YAML as people and tools write it: other spellings of the same document, and spots that are odd.

use statusful_codegen::{Generation, Runtime, Settings, Strictness, generate};

use crate::settings;

/// Spelled as plainly as can be.
const DOCUMENT: &str = "\
openapi: '3.0.3'
info: {title: 'no', version: '2024-01-31'}
paths:
  /things:
    get:
      operationId: 'yes'
      parameters:
        - {name: 'on', in: query, schema: {type: string, enum: ['on', 'off', 'y', '12:30', '1_000']}}
      responses:
        '200': {description: 'All.', content: {application/json: {schema: {type: object, properties: {id: {type: integer}}}}}}
        '404': {description: 'None.'}
";

fn generated(text: &str, strictness: Strictness) -> Generation {
    let settings = Settings { strictness, ..settings("odd", "odd.yaml", Runtime::Workspace) };
    generate("odd.yaml", text.as_bytes(), &settings).unwrap()
}

fn codes(generation: &Generation) -> Vec<&'static str> {
    generation.diagnostics.sorted().iter().map(|fault| fault.code.name()).collect()
}

/// Generates a client from a document without errors, and returns its files by path.
fn files(text: &str) -> Vec<(String, String)> {
    let generation = generated(text, Strictness::Strict);
    assert_eq!(codes(&generation), [""; 0], "{text}");
    generation.client.unwrap().files.iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

#[test]
fn other_spellings_mean_the_same() {
    let expected = files(DOCUMENT);
    let replaced = |old: &str, new: &str| {
        assert!(DOCUMENT.contains(old), "{old}");
        DOCUMENT.replace(old, new)
    };
    for text in [
        replaced("\n", "\r\n"),
        format!("\u{feff}{DOCUMENT}"),
        format!("\u{feff}{}", replaced("\n", "\r\n")),
        format!("---\n{DOCUMENT}...\n"),
        format!("%YAML 1.1\n---\n{DOCUMENT}"),
        // Neither a boolean, nor a date, nor a number in base sixty is anything but text.
        replaced("'", ""),
        replaced("'", "\""),
        replaced("'200'", "!!str 200"),
        replaced("'200'", "? 200\n        "),
        replaced(": {", ":\t{").replace(": '", ":\t'"),
        replaced("\n", "\t\n"),
        replaced("\n", " # a remark\n"),
        replaced("\n", "\n\n"),
        replaced("{description: 'None.'}", "\n          description: >-\n            None.\n"),
        replaced("'404': {description: 'None.'}", "'404': {<<: {description: 'None.'}}"),
        replaced("'404': {description: 'None.'}", "'404': {<<: [{description: 'None.'}, {description: 'Other.'}]}"),
        replaced("openapi:", "x-common: &common {description: 'None.'}\nopenapi:")
            .replace("{description: 'None.'}\n", "*common\n")
            .replace("&common *common", "&common {description: 'None.'}"),
        replaced("openapi:", "x-text: &text 'None.'\nopenapi:").replace("description: 'None.'", "description: *text"),
    ] {
        assert!(files(&text) == expected, "{text}");
    }
}

#[test]
fn an_odd_spot_is_told_and_the_rest_generates() {
    for (old, new, expected) in [
        // The first one counts.
        ("        '404'", "        '200': {description: Again.}\n        '404'", vec!["duplicate-key"]),
        ("'404': {description: 'None.'}", "'404': ~", vec!["wrong-kind"]),
        ("'404': {description: 'None.'}", "'404':", vec!["wrong-kind"]),
        ("{description: 'None.'}", "{<<: 1}", vec!["missing-response-description", "invalid-yaml"]),
        ("'404'", "404.0", vec!["invalid-status"]),
        ("'404'", "0x194", vec!["invalid-status"]),
        ("'None.'", "~", vec!["wrong-kind"]),
        ("'None.'", "2024", vec!["wrong-kind"]),
        ("'None.'", "True", vec!["wrong-kind"]),
        ("'yes'", "true", vec!["wrong-kind"]),
        ("'yes'", "010", vec!["wrong-kind"]),
        ("{type: integer}", "{type: integer, minimum: 010, maximum: 0x1F, multipleOf: 0o7}", vec![]),
        ("{type: integer}", "{type: integer, maximum: 1_000}", vec!["wrong-kind"]),
        ("{type: integer}", "{type: integer, maximum: 12:30:45}", vec!["wrong-kind"]),
        ("{type: integer}", "{type: integer, maximum: .inf}", vec!["wrong-kind"]),
        ("{type: integer}", "{type: integer, maximum: 123456789012345678901234567890}", vec!["untyped"]),
        ("{type: integer}", "{type: integer, deprecated: yes}", vec!["wrong-kind"]),
        ("{type: integer}", "{type: !!str integer, x-binary: !!binary aGk=}", vec![]),
        ("{type: integer}", "{type: !include integer.yaml}", vec!["unknown-tag", "untyped"]),
        ("'2024-01-31'", "1.0", vec!["wrong-kind"]),
        ("'3.0.3'", "3.0", vec!["unsupported-version"]),
    ] {
        assert!(DOCUMENT.contains(old), "{old}");
        let generation = generated(&DOCUMENT.replace(old, new), Strictness::Lenient);
        assert_eq!(codes(&generation), expected, "{new}");
        let client = generation.client.unwrap_or_else(|| panic!("{new} does not generate"));
        assert_eq!(client.api.operations().count(), 1, "{new}");
    }
}

#[test]
fn what_is_no_yaml_is_an_error() {
    for text in [
        DOCUMENT.replace("\n  /things", "\n\t/things"),
        DOCUMENT.replace("'404': {", "'404': [{"),
        DOCUMENT.replace("{description: 'None.'}", "*nowhere"),
        DOCUMENT.replace("{description: 'None.'}", "&itself [*itself]"),
        DOCUMENT.replace("'None.'", "'None."),
    ] {
        let generation = generated(&text, Strictness::Lenient);
        assert_eq!(codes(&generation), ["invalid-yaml"], "{text}");
        assert!(generation.client.is_none(), "{text}");
    }
}

//! Schemas that refer to each other in circles of different lengths are compared in bounded time.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fmt::Write as _;

use statusful_codegen::diagnostic::Strictness;
use statusful_codegen::{Input, Reading, read_api};
use statusful_diff::{ChangeKind, Version, compare};

/// Returns a document with a circle of schemas, each of which contains the next one in a way.
fn circle(length: usize, limit: usize, next: impl Fn(&str) -> String) -> Version {
    let mut schemas = String::new();
    for index in 0..length {
        let next = next(&format!("{{$ref: '#/components/schemas/A{}'}}", (index + 1) % length));
        writeln!(schemas, "    A{index}: {{maxLength: {limit}, maxItems: {limit}, {next}}}").unwrap();
    }
    let parameter = "{name: q, in: query, schema: {$ref: '#/components/schemas/A0'}}";
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: A, version: '1'}}\npaths:\n  /a:\n    get: {{operationId: a, parameters: [{parameter}], \
         responses: {{'204': {{description: None.}}}}}}\ncomponents:\n  schemas:\n{schemas}"
    );
    let input = Input { name: "a.yaml", bytes: text.as_bytes(), overlays: &[], files: None };
    let Reading { api, origins, source, .. } = read_api(&input, Strictness::Lenient);
    Version { api: api.unwrap(), origins, source }
}

#[test]
fn circles_end() {
    let ways: [fn(&str) -> String; 4] = [
        |next| format!("type: string, not: {{not: {next}}}"),
        |next| format!("type: string, anyOf: [{{minLength: 1}}, {next}]"),
        |next| format!("type: array, items: {{type: array, items: {next}}}"),
        |next| format!("type: array, contains: {{type: object, properties: {{a: {next}}}}}"),
    ];
    for way in ways {
        let changes = compare(&circle(50, 20, way), &circle(49, 10, way));
        assert!(changes.all.iter().any(|change| change.kind == ChangeKind::ConstraintTightened), "{changes}");
    }
}

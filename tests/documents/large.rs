//! A document larger than any public one.

use std::fmt::Write as _;

use statusful_codegen::{Runtime, generate};

use crate::settings;

const OPERATIONS: usize = 400;

/// How long the document has to be at least, in bytes.
const SIZE: usize = 5 << 20;

/// Operations that each have a model of their own, which refers to the one before, and a long example.
fn document() -> String {
    let mut paths = String::new();
    let mut schemas = String::new();
    let remark = "As long as the examples that people give. ".repeat(330);
    for index in 0..OPERATIONS {
        let _ = write!(
            paths,
            "  /things{index}/{{id}}:
    get:
      operationId: getThing{index}
      tags: [group {}]
      parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}]
      responses:
        '200': {{description: It., content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing{index}'}}}}}}}}
",
            index % 20
        );
        let _ = write!(
            schemas,
            "    Thing{index}:
      example: {{before: '{remark}'}}
      type: object
      properties:
        before: {{$ref: '#/components/schemas/Thing{}'}}
        colour: {{type: string, enum: [red, green]}}
",
            index.saturating_sub(1)
        );
    }
    format!("openapi: 3.0.3\ninfo: {{title: Large, version: 1.0.0}}\npaths:\n{paths}components:\n  schemas:\n{schemas}")
}

/// How many lines a file has at most, so that editors and readers can cope with it.
const MAX_LINES: usize = 5000;

#[test]
fn a_large_document_generates() {
    let document = document();
    assert!(document.len() > SIZE, "{}", document.len());
    let settings = settings("large", "large.yaml", Runtime::Workspace);
    let client = generate("large.yaml", document.as_bytes(), &settings).unwrap().client.unwrap();
    assert_eq!(client.api.operations().count(), OPERATIONS);
    let readme = client.files.get("README.md").unwrap();
    assert!(readme.contains("The client has 400 operations.") && readme.contains("| `group_7` | 20 | "), "{readme}");
    assert!(readme.lines().count() < 120 && !readme.contains("| `get_thing7` |"), "{readme}");
    let types = client.files.iter().filter(|(path, _)| path.starts_with("src/types"));
    assert_eq!(types.map(|(_, text)| text.matches("\npub struct Thing").count()).sum::<usize>(), OPERATIONS);
    for (path, text) in client.files.iter().filter(|(path, _)| path.starts_with("src/")) {
        assert!(text.lines().count() <= MAX_LINES, "{path}: {} lines", text.lines().count());
    }
}

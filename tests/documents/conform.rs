//! This repository's documents, tried over HTTP: every documented response, and every request.

use std::path::Path;

use statusful_conform::conform::{Options, Verdict, conform, conform_to};
use statusful_conform::{CorpusDocument, Workspace, documents};

use crate::{read, root};

/// A workspace apart from that of the commands, so that tests and commands never wait for one another.
fn options() -> Options {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into);
    let folder = std::path::absolute(target).unwrap().join("conform");
    Options { workspace: Workspace::new(&folder, &root()).unwrap(), jobs: 2 }
}

fn document(path: &Path) -> CorpusDocument {
    documents(path, None).unwrap().remove(0)
}

fn shown(verdict: &Verdict) -> String {
    format!("{:#?}", verdict.faults)
}

/// One test for all, as they share one workspace.
#[test]
fn clients_say_on_the_wire_what_their_documents_say() {
    let options = options();
    let documents = [
        ("openapi/keymint.yaml", 10, 80),
        ("tests/openapi/shapes.yaml", 20, 80),
        ("tests/openapi/traffic.yaml", 22, 40),
        ("tests/openapi/schemas.yaml", 1, 300),
    ];
    for (path, responses, values) in documents {
        let verdict = conform(&document(&root().join(path)), &options).unwrap();
        assert!(verdict.is_right(), "{path}: {}", shown(&verdict));
        assert!(verdict.documented >= responses && verdict.right == verdict.documented, "{path}: {verdict:?}");
        assert_eq!(verdict.arrived, verdict.calls, "{path}");
        let models = &verdict.models;
        assert!(models.valid + models.invalid >= values, "{path}: {models:?}");
        assert_eq!(models.right, models.valid + models.invalid, "{path}");
    }
    what_differs_is_found(&options);
    what_differs_in_streams_is_found(&options);
    what_differs_in_models_is_found(&options);
}

/// Tests the same client with a document that differs in some places.
fn judged(path: &str, changes: &[(&str, &str)], options: &Options) -> Verdict {
    let mut text = String::from_utf8(read(path)).unwrap();
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("other.yaml");
    std::fs::write(&other, text).unwrap();
    conform_to(&document(&root().join(path)), &document(&other), options).unwrap()
}

fn what_differs_is_found(options: &Options) {
    let changes = [
        ("name: limit, in: query, schema: { type: integer }", "name: limit, in: query, schema: { type: string }"),
        ("        title: { type: string }\n", "        title: { type: integer }\n"),
        ("'203': { description: As it was", "'206': { description: As it was"),
        ("{ leaf: { type: string } }", "{ leaf: { type: integer } }"),
    ];
    let verdict = judged("tests/openapi/shapes.yaml", &changes, options);
    let kinds: Vec<_> = verdict.faults.iter().map(|fault| fault.kind.as_str()).collect();
    for kind in ["request: argument refused", "response: not decoded", "response: no variant"] {
        assert!(kinds.contains(&kind), "{kind}: {}", shown(&verdict));
    }
    assert!(!verdict.is_right() && verdict.right < verdict.documented);
}

/// Each kind of stream is read to its end: what does not decode there is found.
fn what_differs_in_streams_is_found(options: &Options) {
    let changes = [("        g: { type: integer, format: int32 }", "        g: { type: string }")];
    let verdict = judged("tests/openapi/traffic.yaml", &changes, options);
    let undecoded = verdict.faults.iter().filter(|fault| fault.kind == "response: not decoded");
    let undecoded: Vec<_> = undecoded.map(|fault| fault.response.as_str()).collect();
    for media in ["text/event-stream", "application/x-ndjson", "application/json-seq"] {
        assert!(undecoded.iter().any(|response| response.ends_with(media)), "{media}: {}", shown(&verdict));
    }
}

/// Each finding about a model names the schema by its JSON pointer, and the value.
fn what_differs_in_models_is_found(options: &Options) {
    let changes = [
        ("properties: { op: { const: 1 }", "properties: { op: { const: 2 }"),
        (
            "Goodbye: { type: object, required: [op, text], properties: { op: { const: 2 }",
            "Goodbye: { type: object, required: [op, text], properties: { op: { const: 1 }",
        ),
        (
            "Tent: { type: object, properties: { poles: { type: integer } } }",
            "Tent: { type: object, properties: { poles: { type: string } } }",
        ),
    ];
    let verdict = judged("tests/openapi/schemas.yaml", &changes, options);
    for (kind, pointer) in [
        ("model: wrong variant", "#/components/schemas/Frame"),
        ("model: valid value refused", "#/components/schemas/Tent"),
        ("model: valid value refused", "#/components/schemas/Shelter"),
    ] {
        let mut found = verdict.faults.iter().filter(|fault| fault.kind == kind && fault.operation == pointer);
        assert!(found.any(|fault| fault.detail.contains("value: {")), "{kind} {pointer}: {}", shown(&verdict));
    }
}

//! This repository's documents, tried over HTTP: every documented response, and every request.

use std::path::Path;

use statusful_conform::conform::{Options, Verdict, conform, conform_to};
use statusful_conform::{Document, Workspace, documents};

use crate::{read, root};

/// A workspace apart from that of the commands, so that tests and commands never wait for one another.
fn options() -> Options {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into);
    let folder = std::path::absolute(target).unwrap().join("conform");
    Options { workspace: Workspace::new(&folder, &root()).unwrap(), jobs: 2 }
}

fn document(path: &Path) -> Document {
    documents(path, None).unwrap().remove(0)
}

fn shown(verdict: &Verdict) -> String {
    format!("{:#?}", verdict.faults)
}

/// One test for all, as they share one workspace.
#[test]
fn clients_say_on_the_wire_what_their_documents_say() {
    let options = options();
    // Streams are not driven yet, so that `traffic.yaml` is for `tests/wire` alone.
    for (path, responses) in [("openapi/keymint.yaml", 10), ("tests/openapi/shapes.yaml", 20)] {
        let verdict = conform(&document(&root().join(path)), &options).unwrap();
        assert!(verdict.is_right(), "{path}: {}", shown(&verdict));
        assert!(verdict.documented >= responses && verdict.right == verdict.documented, "{path}: {verdict:?}");
        assert_eq!(verdict.arrived, verdict.calls, "{path}");
    }
    what_differs_is_found(&options);
}

/// The same client, judged by a document that says something else in four places.
fn what_differs_is_found(options: &Options) {
    let text = String::from_utf8(read("tests/openapi/shapes.yaml")).unwrap();
    let changed = [
        ("name: limit, in: query, schema: { type: integer }", "name: limit, in: query, schema: { type: string }"),
        ("        title: { type: string }\n", "        title: { type: integer }\n"),
        ("'203': { description: As it was", "'206': { description: As it was"),
        ("        leaf: { type: string }", "        leaf: { type: integer }"),
    ];
    let other = changed.iter().fold(text.clone(), |text, (old, new)| text.replace(old, new));
    assert_ne!(text, other);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shapes.yaml");
    std::fs::write(&path, other).unwrap();
    let client = document(&root().join("tests/openapi/shapes.yaml"));
    let verdict = conform_to(&client, &document(&path), options).unwrap();
    let kinds: Vec<_> = verdict.faults.iter().map(|fault| fault.kind.as_str()).collect();
    for kind in ["request: argument refused", "response: not decoded", "response: no variant"] {
        assert!(kinds.contains(&kind), "{kind}: {}", shown(&verdict));
    }
    assert!(!verdict.is_right() && verdict.right < verdict.documented);
}

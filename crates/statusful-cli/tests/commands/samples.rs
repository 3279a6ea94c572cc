//! `statusful samples`.

use std::fs;

use crate::{Documents, code, stderr, stdout};

const KEYMINT: &str = include_str!("../../../../openapi/keymint.yaml");

/// Samples of keymint in a format, and the document with them.
fn sampled(format: &str) -> (String, serde_json::Value) {
    let documents = Documents::of(&[("openapi.yaml", KEYMINT)]);
    let overlay = format!("samples.{format}");
    let output =
        documents.run(&["samples", "openapi.yaml", "--name", "keymint", "--format", format, "--out", &overlay]);
    assert_eq!((code(&output), stderr(&output).as_str()), (Some(0), ""));
    let text = fs::read_to_string(documents.path(&overlay)).unwrap();
    let applied = documents.run(&["overlay", "openapi.yaml", "--overlay", &overlay, "--strict", "--out", "with.yaml"]);
    assert_eq!((code(&applied), stderr(&applied).as_str()), (Some(0), ""), "every target is found");
    let checked = documents.run(&["check", "with.yaml"]);
    assert_eq!(code(&checked), Some(0), "{}", stderr(&checked));
    let listed = documents.run(&["extensions", "with.yaml", "--message-format", "json"]);
    assert!(stdout(&listed).contains("x-codeSamples"), "{}", stdout(&listed));
    let again = documents.run(&["samples", "with.yaml", "--name", "keymint", "--format", "json"]);
    (text, serde_json::from_str(&stdout(&again)).unwrap())
}

#[test]
fn an_overlay_adds_a_sample_to_each_operation() {
    let (yaml, overlay) = sampled("yaml");
    assert!(yaml.starts_with("overlay: 1.0.0\n"), "{yaml}");
    assert!(yaml.contains("target: $.paths['/auth-response/{request_id}'].get\n"), "{yaml}");
    let (json, again) = sampled("json");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&json).unwrap(), overlay, "samples do not depend on samples");
    assert_eq!(again, overlay);
    let actions = overlay["actions"].as_array().unwrap();
    assert_eq!(actions.len(), 3);
    for action in actions {
        let sample = &action["update"]["x-codeSamples"][0];
        assert_eq!((&sample["lang"], &sample["label"]), (&"Rust".into(), &"keymint".into()));
        let source = sample["source"].as_str().unwrap();
        assert!(source.starts_with("use keymint::") && source.ends_with("    Ok(())\n}\n"), "{source}");
    }
}

#[test]
fn an_operation_behind_a_reference_has_no_sample() {
    let item = "get: {operationId: listKeys, responses: {'204': {description: None.}}}\n";
    let openapi = "openapi: 3.1.0\ninfo: {title: Keys, version: '1'}\npaths: {/keys: {$ref: 'keys.yaml'}}\n";
    let documents = Documents::of(&[("openapi.yaml", openapi), ("keys.yaml", item)]);
    let output = documents.run(&["samples", "openapi.yaml"]);
    assert_eq!((code(&output), stderr(&output).as_str()), (Some(0), "note: 1 operation without a sample\n"));
    assert!(stdout(&output).contains("actions: []"), "{}", stdout(&output));
    assert_eq!(code(&documents.run(&["samples", "openapi.yaml", "--message-format", "json"])), Some(2));
}

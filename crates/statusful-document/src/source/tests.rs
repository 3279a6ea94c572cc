//! Tests of the reader: JSON, YAML, their errors, and random bytes.

mod mutations;

use std::fmt::Write as _;

use super::*;
use crate::diagnostic::{Severity, Style, render_all};
use crate::openapi::Document;

fn codes(name: &str, bytes: &[u8]) -> Vec<&'static str> {
    let mut diagnostics = Diagnostics::default();
    read(name, bytes, &mut diagnostics);
    diagnostics.iter().map(|diagnostic| diagnostic.code.name()).collect()
}

fn tree(name: &str, text: &str) -> Node {
    let mut diagnostics = Diagnostics::default();
    let source = read(name, text.as_bytes(), &mut diagnostics);
    assert_eq!(diagnostics.iter().collect::<Vec<_>>(), Vec::<&Diagnostic>::new());
    source.root
}

/// The tree in JSON, to compare with.
fn json(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(text) => text.clone(),
        Value::String(text) => format!("{text:?}"),
        Value::Array(items) => format!("[{}]", items.iter().map(json).collect::<Vec<_>>().join(",")),
        Value::Object(members) => {
            let members = members.iter().map(|(name, entry)| format!("{name:?}:{}", json(&entry.node)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
    }
}

fn yaml(text: &str) -> String {
    json(&tree("x.yaml", text))
}

#[test]
fn both_notations_read_the_same() {
    let written = r#"{"a": [1, -0.5, 1e3], "b": {"c": "\u00e4\n", "d": null}, "e": true}"#;
    assert_eq!(tree("x.json", written), tree("x.yaml", written));
    assert_eq!(tree("x.json", written), tree("x.yaml", "a: [1, -0.5, 1e3]\nb: {c: \"ä\\n\", d: ~}\ne: true\n"));
}

#[test]
fn the_name_decides_and_else_the_text() {
    assert_eq!(Notation::of("a.JSON", "a: 1"), Notation::Json);
    assert_eq!(Notation::of("a.yml", "{}"), Notation::Yaml);
    assert_eq!(Notation::of("https://host/openapi", " \n{}"), Notation::Json);
    assert_eq!(Notation::of("-", "a: 1"), Notation::Yaml);
}

#[test]
fn json_strings_have_their_escapes() {
    assert_eq!(tree("x.json", r#""\ud83d\ude00\u00e4\/""#).as_str(), Some("😀ä/"));
    assert_eq!(codes("x.json", br#"["\ud83d"]"#), ["invalid-json"]);
}

#[test]
fn json_is_strict() {
    for text in [
        "{'a': 1}",
        "{a: 1}",
        "[1,]",
        "[1 2]",
        "// no\n{}",
        "[0x1]",
        "[+1]",
        "[.5]",
        "[1.]",
        "[NaN]",
        "[01]",
        "{} {}",
        "[\"a\nb\"]",
        "[\"a",
        "{\"a\": ",
        "[",
        "{\"a\"}",
        "nul",
    ] {
        assert_eq!(codes("x.json", text.as_bytes()), ["invalid-json"], "{text}");
    }
}

#[test]
fn yaml_keys_are_their_text() {
    assert_eq!(
        yaml("200: a\nno: b\n2024-01-01: c\n1.0: d\n~: e"),
        r#"{"200":"a","no":"b","2024-01-01":"c","1.0":"d","~":"e"}"#
    );
}

#[test]
fn yaml_is_read_as_libyaml_reads_it() {
    for (text, expected) in [
        ("a: {\n  b: 1\n}\nc: 2", r#"{"a":{"b":1},"c":2}"#),
        ("a: [\n]\nb: {\n}", r#"{"a":[],"b":{}}"#),
        ("x:\n  a: {b: 1,\nc: [\n2\n]}\n  d: 3", r#"{"x":{"a":{"b":1,"c":[2]},"d":3}}"#),
        ("x:\n  a: \"b\nc\"\n  d: 'e\n\n f'", r#"{"x":{"a":"b c","d":"e\nf"}}"#),
        ("a:\tb\nc:\t\n  - d:\t\te", r#"{"a":"b","c":[{"d":"e"}]}"#),
        ("a: 'b\n\tc'", r#"{"a":"b c"}"#),
        ("a: b\n\t# c\nd: e\n\t\nf: g", r#"{"a":"b","d":"e","f":"g"}"#),
        (": a\n\"~\": b", r#"{"":"a","~":"b"}"#),
    ] {
        assert_eq!(yaml(text), expected, "{text}");
    }
}

#[test]
fn yaml_values_follow_the_core_schema() {
    assert_eq!(yaml("[no, 2024-01-01, .inf, 0x10, '1', True, ~]"), r#"["no","2024-01-01",".inf",16,"1",true,null]"#);
    assert_eq!(yaml("[!!str 1, !!int '7', !!float 1, ! 2, !!null '']"), r#"["1",7,1,"2",null]"#);
    assert_eq!(yaml("a: |\n  x\n  y\nb: >-\n  x\n  y\n"), r#"{"a":"x\ny\n","b":"x y"}"#);
}

#[test]
fn aliases_and_merge_keys_are_replaced() {
    assert_eq!(yaml("a: &x {b: 1, c: 2}\nd: *x"), r#"{"a":{"b":1,"c":2},"d":{"b":1,"c":2}}"#);
    assert_eq!(yaml("- &x {b: 1, c: 2}\n- {<<: *x, c: 3}"), r#"[{"b":1,"c":2},{"c":3,"b":1}]"#);
    assert_eq!(yaml("- &x {b: 1}\n- &y {b: 2, c: 3}\n- <<: [*x, *y]"), r#"[{"b":1},{"b":2,"c":3},{"b":1,"c":3}]"#);
    assert_eq!(yaml("'<<': 1"), r#"{"<<":1}"#);
    assert_eq!(yaml("- &k name\n- *k : 1"), r#"["name",{"name":1}]"#);
}

#[test]
fn faults_have_their_codes() {
    for (text, expected) in [
        ("", vec!["empty-document"]),
        (" \n# nothing\n", vec!["empty-document"]),
        ("---\n...\n", vec!["empty-document"]),
        ("&a", vec!["empty-document"]),
        ("null", vec!["empty-document"]),
        ("a: 1\n---\nb: 2\n", vec!["multiple-documents"]),
        ("a: 1\nb: 2\na: 3\na: 4", vec!["duplicate-key", "duplicate-key"]),
        ("[a, b]: 1\n{c: d}: 2\ne: 3", vec!["complex-key", "complex-key"]),
        ("a: !include other.yaml", vec!["unknown-tag"]),
        ("a: !!int x", vec!["invalid-yaml"]),
        ("a: !!set {}", vec!["unknown-tag"]),
        ("a: *missing", vec!["invalid-yaml"]),
        ("a: &a [*a]", vec!["invalid-yaml"]),
        ("<<: 1", vec!["invalid-yaml"]),
        ("a:\n\tb: 1", vec!["invalid-yaml"]),
        ("a: b: c", vec!["invalid-yaml"]),
    ] {
        assert_eq!(codes("x.yaml", text.as_bytes()), expected, "{text}");
    }
    assert_eq!(codes("x.json", br#"{"a": 1, "\u0061": 2}"#), ["duplicate-key"]);
    assert_eq!(codes("x.json", b" "), ["empty-document"]);
    assert_eq!(codes("x.json", b"null"), ["empty-document"]);
}

#[test]
fn encodings() {
    assert_eq!(json(&tree("x.yaml", "\u{FEFF}a: 1")), r#"{"a":1}"#);
    assert_eq!(json(&tree("x.json", "\u{FEFF}{}")), "{}");
    assert_eq!(codes("x.yaml", b"\xFF\xFEa\0"), ["invalid-encoding"]);
    let mut diagnostics = Diagnostics::default();
    read("x.yaml", b"a: \xE4\xFF", &mut diagnostics);
    let found = diagnostics.iter().next().map(|fault| (fault.message.clone(), fault.labels[0].span.start));
    assert_eq!(found, Some(("the document is not UTF-8: byte 0xE4 at offset 3".to_owned(), 3)));
}

/// Every scalar of the tree as the document has it.
fn scalars<'t>(node: &Node, text: &'t str, found: &mut Vec<&'t str>) {
    match &node.value {
        Value::Array(items) => items.iter().for_each(|item| scalars(item, text, found)),
        Value::Object(members) => {
            for entry in members.values() {
                found.push(&text[entry.key.start..entry.key.end]);
                scalars(&entry.node, text, found);
            }
        }
        _ => found.push(&text[node.span.start..node.span.end]),
    }
}

#[test]
fn an_unknown_tag_is_shown_itself() {
    let text = "a: &x !include other.yaml\nb: !set {c: d}\ne: !!seq {}";
    let mut diagnostics = Diagnostics::default();
    read("x.yaml", text.as_bytes(), &mut diagnostics);
    let shown: Vec<_> =
        diagnostics.iter().map(|fault| fault.labels[0].span).map(|at| &text[at.start..at.end]).collect();
    assert_eq!(shown, ["!include", "!set", "!!seq"]);
}

#[test]
fn spans_are_bytes_in_spite_of_line_breaks_and_umlauts() {
    for line_break in ["\n", "\r\n"] {
        let text = [
            "ä: 'ö'",
            "list:",
            "- &a 1",
            "- ü # c",
            "- 'q''' # c'",
            "- *a # c",
            "- &b \"q\\\"\" # \"",
            "empty:",
            "  # c",
            "flow: {a: [ß, ], b: }",
            "end: x",
            "",
        ];
        let text = text.join(line_break);
        let mut found = Vec::new();
        scalars(&tree("x.yaml", &text), &text, &mut found);
        assert_eq!(
            found,
            [
                "ä",
                "'ö'",
                "list",
                "1",
                "ü",
                "'q'''",
                "1",
                "\"q\\\"\"",
                "empty",
                "",
                "flow",
                "a",
                "ß",
                "b",
                "",
                "end",
                "x"
            ]
        );
    }
}

#[test]
fn blocks_end_with_their_last_value() {
    let text = "a:\n  b: 1\n  c: [2, 3] # three\n\nd: x\n";
    let root = tree("x.yaml", text);
    let span = |key: &str| root.get(key).map(|node| &text[node.span.start..node.span.end]);
    assert_eq!(span("a"), Some("b: 1\n  c: [2, 3]"));
    assert_eq!(&text[root.span.start..root.span.end], text.trim_end());
}

#[test]
fn sequences_start_with_their_first_dash() {
    let text = "a:\n- x\nb:\n  - x\nc: # -\n- - x\n-   # y\n  z: 1\nd: [x]";
    let root = tree("x.yaml", text);
    let span = |key: &str| root.get(key).map(|node| &text[node.span.start..node.span.end]);
    let spans = ["a", "b", "c", "d"].map(|key| span(key).unwrap_or_default());
    assert_eq!(spans, ["- x", "- x", "- - x\n-   # y\n  z: 1", "[x]"]);
}

#[test]
fn empty_values_stand_after_their_colon() {
    let text = "a:\n\n\nb: 1\n";
    let root = tree("x.yaml", text);
    assert_eq!(root.get("a").map(|node| node.span.start), Some(2));
}

#[test]
fn nesting_is_bounded() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        for name in ["x.json", "x.yaml"] {
            let nested = |depth: usize| format!("{}1{}", open.repeat(depth), close.repeat(depth));
            assert_eq!(codes(name, nested(DEPTH).as_bytes()), [""; 0], "{name}");
            assert_eq!(codes(name, nested(DEPTH + 1).as_bytes()), ["nested-too-deep"], "{name}");
            assert_ne!(codes(name, nested(100_000).as_bytes()), [""; 0], "{name}");
        }
    }
    let block: String = (0..300).map(|depth| " ".repeat(depth) + "a:\n").collect();
    assert_eq!(codes("x.yaml", block.as_bytes()), ["nested-too-deep"]);
}

#[test]
fn aliases_are_bounded() {
    let mut laughs = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..20 {
        let previous = format!("*a{}, ", level - 1).repeat(9);
        writeln!(laughs, "a{level}: &a{level} [{previous}]").unwrap();
    }
    assert_eq!(codes("x.yaml", laughs.as_bytes()), ["excessive-aliases"]);

    let mut ladder = "a0: &a0 x\n".to_owned();
    for level in 1..400 {
        writeln!(ladder, "a{level}: &a{level} [*a{}]", level - 1).unwrap();
    }
    assert_eq!(codes("x.yaml", ladder.as_bytes()), ["nested-too-deep"]);
}

/// No two values of a tree have the same span.
pub(crate) fn check_identities(root: &Node) {
    let mut seen = std::collections::HashSet::new();
    let mut stack = vec![root];
    while let Some(node) = stack.pop() {
        assert!(seen.insert(node.span), "{:?} is two values, one is {}", node.span, json(node));
        stack.extend(node.items().chain(node.members().map(|(_, entry)| &entry.node)));
    }
}

#[test]
fn copies_are_values_of_their_own() {
    let text = "a: &a {x: &x [1, 2], y: *x, z: *x}\nb: *a\nc: [*a, *a, {<<: *a}, {<<: *a}]\n? &k d\n: *k";
    let root = tree("x.yaml", text);
    check_identities(&root);
    let written = |key: &str| root.get(key).map(|node| node.span.written());
    assert_eq!(written("a"), written("b"));
}

#[test]
fn json_keeps_the_order_of_the_document() {
    assert_eq!(tree("x.yaml", "b: {z: 1, y: 2}\na: 3\n").to_json().to_string(), r#"{"b":{"z":1,"y":2},"a":3}"#);
}

//! The effect of overlays on a document, and the diagnostics of wrong ones.

use super::*;
use crate::diagnostic::{Diagnostics, Strictness};
use crate::source::{self, Node, Value};

const DOCUMENT: &str = "{a: {b: 1, c: [1, 2, 3]}, d: [{x: 1}, {x: 2}, {x: 3, y: [1]}]}";

/// The document after an overlay, in JSON, and the codes of what was found.
fn applied(actions: &str) -> (String, Vec<&'static str>) {
    applied_by("1.0.0", actions)
}

fn applied_by(version: &str, actions: &str) -> (String, Vec<&'static str>) {
    let mut diagnostics = Diagnostics::new(Strictness::Strict);
    let mut source = source::read("x.yaml", DOCUMENT.as_bytes(), &mut diagnostics);
    let text = format!("overlay: {version}\ninfo: {{title: T, version: 1.0.0}}\nactions: {actions}\n");
    apply(&mut source, &Overlay { name: "o.yaml", bytes: text.as_bytes() }, &mut diagnostics);
    assert!(diagnostics.iter().flat_map(|fault| &fault.labels).all(|label| label.span.file == FileId(1)));
    (json(&source.root), diagnostics.iter().map(|fault| fault.code.name()).collect())
}

fn json(node: &Node) -> String {
    match &node.value {
        Value::Number(text) => text.clone(),
        Value::Array(items) => format!("[{}]", items.iter().map(json).collect::<Vec<_>>().join(",")),
        Value::Object(members) => {
            let members = members.iter().map(|(name, entry)| format!("{name}:{}", json(&entry.node)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        other => format!("{other:?}"),
    }
}

#[test]
fn updates_merge_and_append() {
    for (actions, expected) in [
        ("[{target: $.a, update: {b: 2, e: {f: 1}}}]", "{a:{b:2,c:[1,2,3],e:{f:1}},d:[{x:1},{x:2},{x:3,y:[1]}]}"),
        ("[{target: $, update: {a: {c: [4]}}}]", "{a:{b:1,c:[1,2,3,4]},d:[{x:1},{x:2},{x:3,y:[1]}]}"),
        ("[{target: $.a.c, update: 4}]", "{a:{b:1,c:[1,2,3,4]},d:[{x:1},{x:2},{x:3,y:[1]}]}"),
        ("[{target: '$.d[?@.x>1]', update: {z: 0}}]", "{a:{b:1,c:[1,2,3]},d:[{x:1},{x:2,z:0},{x:3,y:[1],z:0}]}"),
    ] {
        assert_eq!(applied(actions), (expected.to_owned(), vec![]), "{actions}");
    }
}

#[test]
fn since_1_1_primitives_are_replaced_and_values_copied() {
    const D: &str = ",d:[{x:1},{x:2},{x:3,y:[1]}]}";
    for (actions, expected, codes) in [
        ("[{target: $.a.c, update: [4, 5]}]", "{a:{b:1,c:[1,2,3,4,5]}", vec![]),
        ("[{target: $.a.c, update: {e: 1}}]", "{a:{b:1,c:[1,2,3,{e:1}]}", vec![]),
        ("[{target: $.a.b, update: 2}]", "{a:{b:2,c:[1,2,3]}", vec![]),
        ("[{target: $.a.b, update: null}]", "{a:{b:Null,c:[1,2,3]}", vec![]),
        ("[{target: '$.a.c[*]', update: 0}]", "{a:{b:1,c:[0,0,0]}", vec![]),
        ("[{target: $.a, copy: '$.d[1]'}]", "{a:{b:1,c:[1,2,3],x:2}", vec![]),
        ("[{target: $.a.c, copy: $.a.c}]", "{a:{b:1,c:[1,2,3,1,2,3]}", vec![]),
        ("[{target: $.a, update: {b: {}, c: 1, e: 2}}]", "{a:{b:1,c:[1,2,3],e:2}", vec!["invalid-overlay"; 2]),
        ("[{target: $.a.b, update: {}}]", "{a:{b:1,c:[1,2,3]}", vec!["invalid-overlay"]),
        ("[{target: $.a.*, update: 1}]", "{a:{b:1,c:[1,2,3]}", vec!["invalid-overlay"]),
        ("[{target: $.a, copy: '$.d[*]'}]", "{a:{b:1,c:[1,2,3]}", vec!["invalid-overlay"]),
        ("[{target: $.a, copy: $.no}]", "{a:{b:1,c:[1,2,3]}", vec!["invalid-overlay"]),
        ("[{target: $.a, copy: $.d, update: {}}]", "{a:{b:1,c:[1,2,3]}", vec!["invalid-overlay"]),
        ("[{target: $.no, copy: $.no}]", "{a:{b:1,c:[1,2,3]}", vec!["unmatched-target"]),
        ("[{target: $.no, update: 1}]", "{a:{b:1,c:[1,2,3]}", vec!["unmatched-target"]),
    ] {
        assert_eq!(applied_by("1.1.0", actions), (format!("{expected}{D}"), codes), "{actions}");
    }
}

#[test]
fn in_1_0_primitives_are_no_targets_and_there_is_no_copy() {
    const D: &str = ",d:[{x:1},{x:2},{x:3,y:[1]}]}";
    for (actions, expected, codes) in [
        ("[{target: $.a.c, update: [4, 5]}]", "{a:{b:1,c:[1,2,3,4,5]}", vec![]),
        ("[{target: $.a, update: {b: {}, c: 1}}]", "{a:{b:{},c:1}", vec![]),
        ("[{target: $.a.b, update: 2}]", "{a:{b:1,c:[1,2,3]}", vec!["invalid-overlay"]),
        ("[{target: $.a, copy: $.d}]", "{a:{b:1,c:[1,2,3]}", vec!["invalid-overlay"; 2]),
    ] {
        assert_eq!(applied_by("1.0.1", actions), (format!("{expected}{D}"), codes), "{actions}");
    }
}

#[test]
fn copies_are_values_of_their_own() {
    let mut diagnostics = Diagnostics::default();
    let mut source = source::read("x.yaml", DOCUMENT.as_bytes(), &mut diagnostics);
    let actions =
        "[{target: '$.d[*]', update: {n: &n [1], m: *n}}, {target: $, copy: $.a}, {target: $.a.c, copy: $.d}]";
    let text = format!("overlay: 1.1.0\ninfo: {{title: T, version: 1.0.0}}\nactions: {actions}");
    apply(&mut source, &Overlay { name: "o.yaml", bytes: text.as_bytes() }, &mut diagnostics);
    assert_eq!(diagnostics.iter().count(), 0);
    crate::source::tests::check_identities(&source.root);
}

#[test]
fn removals_leave_the_rest_where_it_is() {
    for (actions, expected) in [
        ("[{target: '$.a.c[0,1]', remove: true}]", "{a:{b:1,c:[3]},d:[{x:1},{x:2},{x:3,y:[1]}]}"),
        ("[{target: '$.d[?@.x<3]', remove: true}]", "{a:{b:1,c:[1,2,3]},d:[{x:3,y:[1]}]}"),
        ("[{target: '$..*', remove: true}]", "{}"),
        ("[{target: $.a, remove: true}, {target: $, update: {a: 1}}]", "{d:[{x:1},{x:2},{x:3,y:[1]}],a:1}"),
    ] {
        assert_eq!(applied(actions), (expected.to_owned(), vec![]), "{actions}");
    }
}

#[test]
fn faults_have_their_codes() {
    for (actions, expected) in [
        ("[{target: $.no, remove: true}]", vec!["unmatched-target"]),
        ("[{target: $.a, remove: true, update: {}}]", vec!["invalid-overlay"]),
        ("[{target: '$.[', remove: true}]", vec!["invalid-overlay"]),
        ("[{target: 7, remove: true}]", vec!["invalid-overlay"]),
        ("[{remove: true}, {target: $.a}, 7]", vec!["invalid-overlay"; 3]),
        ("[{target: $, remove: true}]", vec!["invalid-overlay"]),
        ("[{target: $.a, update: 7}]", vec!["invalid-overlay"]),
        ("[{target: $.a.b, update: {}}]", vec!["invalid-overlay"]),
        ("[]", vec!["invalid-overlay"]),
        ("", vec!["invalid-overlay"]),
    ] {
        assert_eq!(applied(actions).1, expected, "{actions}");
    }
}

#[test]
fn what_is_no_overlay_changes_nothing() {
    for text in ["", "7", "openapi: 3.0.3", "overlay: 2.0.0", "a: b: c", "overlay: [1]"] {
        let mut diagnostics = Diagnostics::new(Strictness::Lenient);
        let mut source = source::read("x.yaml", DOCUMENT.as_bytes(), &mut diagnostics);
        let before = json(&source.root);
        apply(&mut source, &Overlay { name: "o.yaml", bytes: text.as_bytes() }, &mut diagnostics);
        assert_eq!((json(&source.root), diagnostics.iter().count()), (before, 1), "{text}");
        assert!(!diagnostics.has_errors());
    }
}

#[test]
fn growth_is_bounded() {
    let action = "{target: '$..*', update: {a: {b: {}}, c: {}, d: {}, e: {}}},".repeat(10);
    assert!(applied(&format!("[{action}]")).1.contains(&"invalid-overlay"));
}

//! The fields of an overlay and what they may be (Overlay 1.1.0, section 4.4).

use super::action::{fault, start};
use super::version::Version;
use crate::diagnostic::{Diagnostics, quote};
use crate::source::{Node, Value};

/// A field: its name, what it may be, and whether it must be there.
type Field = (&'static str, Form, bool);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Any,
    Text,
    Boolean,
    Array,
    Object,
}

const OVERLAY: &[Field] = &[
    // Another rule checks the version.
    ("overlay", Form::Any, false),
    ("info", Form::Object, true),
    ("extends", Form::Text, false),
    ("actions", Form::Array, true),
];
const INFO: &[Field] =
    &[("title", Form::Text, true), ("version", Form::Text, true), ("description", Form::Text, false)];
const ACTION: &[Field] = &[
    ("target", Form::Text, true),
    ("description", Form::Text, false),
    ("update", Form::Any, false),
    ("remove", Form::Boolean, false),
];
const COPY: &[Field] = &[("copy", Form::Text, false)];

/// Reports every field that is missing, unknown, or of another kind.
pub(super) fn check(overlay: &Node, version: Version, diagnostics: &mut Diagnostics) {
    check_fields(overlay, "an overlay", &[OVERLAY], diagnostics);
    if let Some(info) = overlay.get("info") {
        check_fields(info, "an Info Object", &[INFO], diagnostics);
    }
    let action: &[_] = if version == Version::V1_1 { &[ACTION, COPY] } else { &[ACTION] };
    for node in overlay.get("actions").into_iter().flat_map(Node::items) {
        if node.as_object().is_none() {
            let message = format!("expected an action, found {}", node.kind());
            diagnostics.push(fault(message, node.span, "expected an object with `target`"));
        }
        check_fields(node, "an action", action, diagnostics);
    }
}

fn check_fields(node: &Node, what: &str, tables: &[&[Field]], diagnostics: &mut Diagnostics) {
    if node.as_object().is_none() {
        return;
    }
    let fields = || tables.iter().copied().flatten();
    for (name, ..) in fields().filter(|(name, _, required)| *required && node.get(name).is_none()) {
        diagnostics.push(
            fault(format!("{what} has no `{name}`"), start(node), &format!("missing `{name}`"))
                .help(format!("add `{name}`")),
        );
    }
    for (name, entry) in node.members().filter(|(name, _)| !name.starts_with("x-")) {
        match fields().find(|(field, ..)| *field == name) {
            None => diagnostics.push(
                fault(format!("unknown field {} in {what}", quote(name)), entry.key, "ignored")
                    .help("remove it, or start the name with `x-` if it is an extension"),
            ),
            Some((_, form, _)) if !form.fits(&entry.node) => {
                let message = format!("`{name}` must be {}, not {}", form.name(), entry.node.kind());
                diagnostics.push(fault(message, entry.node.span, &format!("expected {}", form.name())));
            }
            Some(_) => {}
        }
    }
}

impl Form {
    fn fits(self, node: &Node) -> bool {
        match self {
            Self::Any => true,
            Self::Text => matches!(node.value, Value::String(_)),
            Self::Boolean => matches!(node.value, Value::Bool(_)),
            Self::Array => matches!(node.value, Value::Array(_)),
            Self::Object => matches!(node.value, Value::Object(_)),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Any => "any value",
            Self::Text => "a string",
            Self::Boolean => "a boolean",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

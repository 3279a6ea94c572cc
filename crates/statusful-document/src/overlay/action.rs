//! An action of an overlay (Overlay 1.1.0, section 4.4.3).

use std::collections::HashMap;

use serde_json_path::JsonPath;

use super::form;
use super::path::parse;
use super::version::Version;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::source::{Node, Span};

/// A change, and where.
pub(super) struct Action<'o> {
    pub(super) version: Version,
    pub(super) target: Path,
    pub(super) change: Change<'o>,
}

/// A path and where it is written.
pub(super) struct Path {
    pub(super) path: JsonPath,
    pub(super) place: Span,
}

/// The change to everything that a target matches.
pub(super) enum Change<'o> {
    Update(&'o Node),
    /// Updates with another value of the document.
    Copy(Path),
    Remove,
}

/// Returns the actions that can be carried out; what is wrong with the rest goes to `diagnostics`.
pub(super) fn actions<'o>(overlay: &'o Node, diagnostics: &mut Diagnostics) -> Vec<Action<'o>> {
    let version = match Version::of(overlay) {
        Ok(version) => version,
        Err(fault) => {
            diagnostics.push(*fault);
            return Vec::new();
        }
    };
    form::check(overlay, version, diagnostics);
    let Some(actions) = overlay.entry("actions") else { return Vec::new() };
    if actions.node.as_array().is_some_and(<[Node]>::is_empty) {
        diagnostics.push(fault("the overlay has no actions", actions.key, "empty list").help("add an action"));
    }
    check_unique(&actions.node, diagnostics);
    actions.node.items().filter_map(|node| action(node, version, diagnostics)).collect()
}

fn check_unique(actions: &Node, diagnostics: &mut Diagnostics) {
    let mut seen = HashMap::new();
    for action in actions.items() {
        let first = *seen.entry(action.to_json().to_string()).or_insert(action.span);
        if first != action.span {
            diagnostics.push(
                fault("duplicate action", action.span, "repeated here")
                    .at(first, "first used here")
                    .help("remove one of them"),
            );
        }
    }
}

fn action<'o>(node: &'o Node, version: Version, diagnostics: &mut Diagnostics) -> Option<Action<'o>> {
    // What is of another kind was reported with the form.
    let target = path(node.get("target")?, diagnostics)?;
    let change = change(node, version, diagnostics)?;
    Some(Action { version, target, change })
}

fn change<'o>(node: &'o Node, version: Version, diagnostics: &mut Diagnostics) -> Option<Change<'o>> {
    let removes = node.entry("remove").filter(|remove| remove.node.as_bool() == Some(true));
    let update = node.entry("update");
    let copy = node.entry("copy").filter(|_| version == Version::V1_1);
    match (removes, update, copy) {
        (Some(remove), ..) => {
            if let Some(other) = update.or(copy) {
                diagnostics.push(
                    fault("an action has both `remove` and an update", other.key, "ignored")
                        .at(remove.key, "used")
                        .help("write two actions, or remove one of the two keys")
                        .as_warning(),
                );
            }
            Some(Change::Remove)
        }
        (None, Some(update), Some(copy)) => {
            diagnostics.push(
                fault("an action has both `update` and `copy`", copy.key, "`copy` is given here")
                    .at(update.key, "`update` is given here")
                    .help("write two actions, or remove one of the two keys"),
            );
            None
        }
        (None, Some(update), None) => Some(Change::Update(&update.node)),
        (None, None, Some(copy)) => path(&copy.node, diagnostics).map(Change::Copy),
        (None, None, None) => {
            let label = "missing `update`, `copy` or `remove: true`";
            diagnostics.push(
                fault("an action has no effect", start(node), label)
                    .help("add `update`, `copy` or `remove: true`")
                    .as_warning(),
            );
            None
        }
    }
}

fn path(node: &Node, diagnostics: &mut Diagnostics) -> Option<Path> {
    let text = node.as_str()?;
    let path = parse(text).map_err(|why| {
        let message = format!("{} is not a valid JSONPath: {why}", quote(text));
        diagnostics.push(
            fault(message, node.span, "not allowed by RFC 9535")
                .help("write a path such as `$.paths['/keys'].get` or `$.components.schemas.*`"),
        );
    });
    Some(Path { path: path.ok()?, place: node.span })
}

/// Returns where to point when something is missing: at the first key.
pub(super) fn start(node: &Node) -> Span {
    node.members().next().map_or(node.span, |(_, entry)| entry.key)
}

pub(super) fn fault(message: impl Into<String>, place: Span, label: &str) -> Diagnostic {
    Diagnostic::new(Code::InvalidOverlay, message).at(place, label)
}

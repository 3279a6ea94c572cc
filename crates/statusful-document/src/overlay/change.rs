//! Actions, carried out.

use super::action::{Action, Change, Path, fault};
use super::location::{Step, at, locate};
use super::merge::{Merge, is_primitive};
use super::version::Version;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Copies, DEPTH, Node, Value};

/// How many values an overlay may add. Updates of everything that matches `$..*` grow exponentially.
pub(super) const BUDGET: usize = 200_000;

/// The parts that all actions of an overlay share.
pub(super) struct Limits {
    /// How many values may still be added.
    pub(super) budget: usize,
    /// The numbers of copies.
    pub(super) copies: Copies,
}

/// Changes everything that the target matches.
pub(super) fn carry_out(root: &mut Node, action: &Action<'_>, limits: &mut Limits, diagnostics: &mut Diagnostics) {
    let matches = locate(root, &action.target.path);
    if matches.is_empty() {
        diagnostics.push(unmatched(&action.target));
        return;
    }
    match &action.change {
        Change::Update(value) => update(root, action, &matches, value, limits, diagnostics),
        Change::Copy(source) => {
            if let Some(value) = copied(root, source, diagnostics) {
                update(root, action, &matches, &value, limits, diagnostics);
            }
        }
        // What stands later, or deeper, goes first: the places of the others stay what they are.
        Change::Remove => matches.iter().rev().for_each(|steps| diagnostics.extend(remove(root, steps, action))),
    }
}

fn unmatched(target: &Path) -> Diagnostic {
    Diagnostic::new(Code::UnmatchedTarget, "the target of an action matches nothing")
        .at(target.place, "nothing matches this path")
        .help("compare the path with the document; an earlier action may have removed the target")
}

/// Returns the value that a `copy` names. Its path must match one.
fn copied(root: &mut Node, source: &Path, diagnostics: &mut Diagnostics) -> Option<Node> {
    let matches = locate(root, &source.path);
    if let [steps] = matches.as_slice() {
        return at(root, steps).cloned();
    }
    let message = format!("`copy` must match exactly one value, but matches {}", matches.len());
    diagnostics.push(
        fault(message, source.place, "nothing is copied").help("select one value, such as `$.paths['/keys'].get`"),
    );
    None
}

fn update(
    root: &mut Node,
    action: &Action<'_>,
    matches: &[Vec<Step>],
    value: &Node,
    limits: &mut Limits,
    diagnostics: &mut Diagnostics,
) {
    let place = action.target.place;
    let deepest = matches.iter().map(Vec::len).max().unwrap_or_default() + height(value);
    let left = limits.budget.checked_sub(size(value).saturating_mul(matches.len()));
    let Some(left) = left.filter(|_| deepest <= DEPTH) else {
        diagnostics.push(fault("the overlay makes the document too large", place, "the limit is exceeded here"));
        return;
    };
    if action.version == Version::V1_1 && are_mixed(root, matches) {
        let message = "the target of an update matches values of different types";
        diagnostics.push(
            fault(message, place, "matches several of objects, arrays and primitives")
                .help("write separate actions for objects, arrays and primitives"),
        );
        return;
    }
    limits.budget = left;
    let mut merge = Merge { version: action.version, place, faults: Vec::new() };
    for steps in matches {
        if let Some(target) = at(root, steps) {
            merge.update(target, limits.copies.of(value));
        }
    }
    diagnostics.extend(merge.faults);
}

/// Returns `true` if the matches are not all objects, all arrays or all primitives.
fn are_mixed(root: &mut Node, matches: &[Vec<Step>]) -> bool {
    let mut kinds = matches.iter().filter_map(|steps| {
        let node = at(root, steps)?;
        Some(if is_primitive(node) { "a primitive" } else { node.kind() })
    });
    let first = kinds.next();
    kinds.any(|kind| Some(kind) != first)
}

fn remove(root: &mut Node, steps: &[Step], action: &Action<'_>) -> Option<Diagnostic> {
    let Some((last, holder)) = steps.split_last() else {
        return Some(fault("the whole document cannot be removed", action.target.place, "selects the whole document"));
    };
    match (&mut at(root, holder)?.value, last) {
        (Value::Object(members), Step::Name(name)) => drop(members.shift_remove(name)),
        (Value::Array(items), Step::Index(index)) if *index < items.len() => drop(items.remove(*index)),
        _ => {}
    }
    None
}

fn size(node: &Node) -> usize {
    let inner = node.items().chain(node.members().map(|(_, entry)| &entry.node));
    1 + inner.map(size).sum::<usize>()
}

fn height(node: &Node) -> usize {
    let inner = node.items().chain(node.members().map(|(_, entry)| &entry.node));
    inner.map(|node| height(node) + 1).max().unwrap_or_default()
}

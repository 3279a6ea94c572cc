//! Actions, carried out.

use indexmap::map::Entry as Slot;

use super::action::{Action, Change, fault};
use super::location::{Step, at, locate};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Copies, DEPTH, Node, Value};

/// How many values an overlay may add. Updates of everything that matches `$..*` grow exponentially.
pub(super) const BUDGET: usize = 200_000;

/// What all actions of an overlay share.
pub(super) struct Limits {
    /// How many values may still be added.
    pub(super) budget: usize,
    /// The numbers of copies.
    pub(super) copies: Copies,
}

/// Changes everything that the target matches.
pub(super) fn carry_out(root: &mut Node, action: &Action<'_>, limits: &mut Limits, diagnostics: &mut Diagnostics) {
    let matches = locate(root, &action.target);
    if matches.is_empty() {
        let message = "the target of an action matches nothing";
        diagnostics.push(
            Diagnostic::new(Code::UnmatchedTarget, message)
                .at(action.place, "no part of the document is there")
                .help("check the path against the document, and whether an action before this one removed it"),
        );
    }
    match action.change {
        Change::Update(update) => {
            let deepest = matches.iter().map(Vec::len).max().unwrap_or_default() + height(update);
            let left = limits.budget.checked_sub(size(update).saturating_mul(matches.len()));
            let Some(left) = left.filter(|_| deepest <= DEPTH) else {
                diagnostics.push(fault("the overlay adds more than any API needs", action.place, "here at last"));
                return;
            };
            limits.budget = left;
            for steps in &matches {
                if let Some(target) = at(root, steps) {
                    diagnostics.extend(update_one(target, &limits.copies.of(update), action));
                }
            }
        }
        Change::Remove => {
            // What stands later, or deeper, goes first: the places of the others stay what they are.
            matches.iter().rev().for_each(|steps| diagnostics.extend(remove(root, steps, action)));
        }
    }
}

/// Objects take the members in, and lists take the value in (section 4.4.3.1).
fn update_one(target: &mut Node, update: &Node, action: &Action<'_>) -> Option<Diagnostic> {
    match (&mut target.value, &update.value) {
        (Value::Object(_), Value::Object(_)) => merge(target, update),
        (Value::Array(items), _) => items.push(update.clone()),
        (Value::Object(_), _) => {
            let message = format!("an object cannot be updated with {}", update.kind());
            return Some(fault(message, update.span, "an object belongs here").at(action.place, "this is an object"));
        }
        _ => {
            let message = format!("the target is {}, and only objects and arrays can be updated", target.kind());
            return Some(
                fault(message, action.place, "neither an object nor an array")
                    .help("let the target be the object around it, and update that with the new value"),
            );
        }
    }
    None
}

/// Members of members too; lists are joined, and anything else is replaced.
fn merge(target: &mut Node, update: &Node) {
    match (&mut target.value, &update.value) {
        (Value::Object(members), Value::Object(others)) => {
            for (name, other) in others {
                match members.entry(name.clone()) {
                    Slot::Vacant(slot) => drop(slot.insert(other.clone())),
                    Slot::Occupied(mut slot) => merge(&mut slot.get_mut().node, &other.node),
                }
            }
        }
        (Value::Array(items), Value::Array(others)) => items.extend(others.iter().cloned()),
        _ => *target = update.clone(),
    }
}

fn remove(root: &mut Node, steps: &[Step], action: &Action<'_>) -> Option<Diagnostic> {
    let Some((last, holder)) = steps.split_last() else {
        return Some(fault("the document itself cannot be removed", action.place, "this is the whole of it"));
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

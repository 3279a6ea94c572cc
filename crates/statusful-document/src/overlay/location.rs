//! Where a target matches.

use serde_json_path::{JsonPath, NormalizedPath, PathElement};

use crate::source::{Node, Value};

/// One step from a value to one inside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Name(String),
    Index(usize),
}

/// Every match once, as the steps to it, in order.
pub(super) fn locate(root: &Node, target: &JsonPath) -> Vec<Vec<Step>> {
    let json = root.to_json();
    let matches = target.query_located(&json);
    let steps = |path: &NormalizedPath<'_>| path.iter().map(step).collect();
    let mut found: Vec<Vec<Step>> = matches.locations().map(steps).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn step(element: &PathElement<'_>) -> Step {
    match element {
        PathElement::Name(name) => Step::Name((*name).to_owned()),
        PathElement::Index(index) => Step::Index(*index),
    }
}

/// The value at the end of some steps.
pub(super) fn at<'n>(root: &'n mut Node, steps: &[Step]) -> Option<&'n mut Node> {
    steps.iter().try_fold(root, |node, step| match (&mut node.value, step) {
        (Value::Object(members), Step::Name(name)) => members.get_mut(name).map(|entry| &mut entry.node),
        (Value::Array(items), Step::Index(index)) => items.get_mut(*index),
        _ => None,
    })
}

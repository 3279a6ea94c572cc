//! How a value takes in another (Overlay 1.1.0, section 4.4.3.1). What does not go together stays as it is, and is reported.

use indexmap::map::Entry as Slot;

use super::action::fault;
use super::version::Version;
use crate::diagnostic::Diagnostic;
use crate::source::{Node, Object, Span, Value};

/// Takes values in, for an action that is written at a place.
pub(super) struct Merge {
    pub(super) version: Version,
    pub(super) place: Span,
    pub(super) faults: Vec<Diagnostic>,
}

impl Merge {
    /// Updates what a target matches. An array takes in an entry, or the entries of an array: 1.0 speaks of an entry only, but its
    /// overlays and readers mean the entries too.
    pub(super) fn update(&mut self, target: &mut Node, update: Node) {
        let replaces = self.version == Version::V1_1 && is_primitive(target) && is_primitive(&update);
        match (&mut target.value, update.value) {
            (Value::Array(items), Value::Array(others)) => items.extend(others),
            (Value::Array(items), value) => items.push(Node { value, ..update }),
            (Value::Object(members), Value::Object(others)) => self.members(members, others),
            (_, value) if replaces => *target = Node { value, span: update.span },
            (_, value) => {
                let update = Node { value, span: update.span };
                self.faults.push(self.unsuitable(target, &update));
            }
        }
    }

    fn members(&mut self, members: &mut Object, others: Object) {
        for (name, other) in others {
            match members.entry(name) {
                Slot::Vacant(slot) => drop(slot.insert(other)),
                Slot::Occupied(mut slot) => self.member(&mut slot.get_mut().node, other.node),
            }
        }
    }

    /// Updates a value that is there already. 1.0 does not say what to do with values that do not go together; its readers
    /// replace them.
    fn member(&mut self, ours: &mut Node, theirs: Node) {
        let replaces = self.version == Version::V1_0 || (is_primitive(ours) && is_primitive(&theirs));
        match (&mut ours.value, theirs.value) {
            (Value::Object(members), Value::Object(others)) => self.members(members, others),
            (Value::Array(items), Value::Array(others)) => items.extend(others),
            (_, value) if replaces => *ours = Node { value, span: theirs.span },
            (_, value) => {
                let theirs = Node { value, span: theirs.span };
                self.faults.push(
                    fault(format!("{} cannot replace {}", theirs.kind(), ours.kind()), theirs.span, "ignored")
                        .help("remove the old value in an earlier action"),
                );
            }
        }
    }

    fn unsuitable(&self, target: &Node, update: &Node) -> Diagnostic {
        let kind = target.kind();
        if is_primitive(target) && self.version == Version::V1_0 {
            let message = format!("only objects and arrays can be updated, but the target is {kind}");
            return fault(message, self.place, "expected an object or an array")
                .help("use `overlay: 1.1.0`, or update the object that contains the value");
        }
        fault(
            format!("{kind} cannot be updated with {}", update.kind()),
            update.span,
            "does not match the type of the target",
        )
        .at(self.place, format!("this is {kind}"))
    }
}

/// Returns `true` if a value has no values in it.
pub(super) fn is_primitive(node: &Node) -> bool {
    !matches!(node.value, Value::Array(_) | Value::Object(_))
}

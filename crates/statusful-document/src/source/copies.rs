//! Copies of values, which are places of their own.

use super::{Node, Span, Value};

/// Numbers the copies of values, so that no two values of a tree have the same [`Span`].
#[derive(Debug, Default)]
pub(crate) struct Copies {
    last: u32,
}

impl Copies {
    /// Continues after the copies that are in some trees.
    pub(crate) fn beyond(trees: &[&Node]) -> Self {
        Self { last: trees.iter().map(|tree| last(tree)).max().unwrap_or_default() }
    }

    /// Returns a copy of a value. Whatever is in it is numbered again, for it may have copies in it already.
    pub(crate) fn of(&mut self, node: &Node) -> Node {
        let mut copy = node.clone();
        self.number(&mut copy);
        copy
    }

    fn number(&mut self, node: &mut Node) {
        node.span = self.next(node.span);
        match &mut node.value {
            Value::Array(items) => items.iter_mut().for_each(|item| self.number(item)),
            Value::Object(members) => {
                for entry in members.values_mut() {
                    entry.key = self.next(entry.key);
                    self.number(&mut entry.node);
                }
            }
            _ => {}
        }
    }

    /// The reader limits how much is copied, long before there are no numbers left.
    fn next(&mut self, span: Span) -> Span {
        self.last = self.last.saturating_add(1);
        Span { copy: self.last, ..span }
    }
}

/// Returns the highest number of a copy in a tree.
fn last(node: &Node) -> u32 {
    let items = node.items().map(last);
    let members = node.members().map(|(_, entry)| entry.key.copy.max(last(&entry.node)));
    items.chain(members).max().unwrap_or_default().max(node.span.copy)
}

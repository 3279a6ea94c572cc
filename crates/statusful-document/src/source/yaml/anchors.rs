//! Anchors and aliases, within bounds.
//!
//! Aliases of aliases grow exponentially (a few hundred bytes can stand for gigabytes), so copies are paid for.

use std::collections::BTreeMap;

use super::super::{Copies, DEPTH, Node, Value};

/// How much may be copied, in bytes: several times the largest public API descriptions.
const BUDGET: usize = 64 << 20;

/// The memory that a node needs in addition to its text.
const NODE: usize = size_of::<Node>();

/// Why an alias cannot be replaced by its value.
pub(super) enum Refusal {
    /// The alias stands inside the value it names.
    Circular,
    /// The value would be nested too deep.
    TooDeep,
    /// The copies would be too large.
    TooMuch,
}

/// The values that have a name so far.
#[derive(Default)]
pub(super) struct Anchors {
    known: BTreeMap<usize, Anchored>,
    copied: usize,
    copies: Copies,
}

struct Anchored {
    node: Node,
    size: Size,
}

/// How large a tree is.
#[derive(Clone, Copy)]
struct Size {
    bytes: usize,
    height: usize,
}

impl Anchors {
    /// Remembers a value under its anchor; zero is none.
    pub(super) fn define(&mut self, anchor: usize, node: &Node) -> Result<(), Refusal> {
        if anchor == 0 {
            return Ok(());
        }
        let size = size(node);
        self.copied = pay(self.copied, size)?;
        self.known.insert(anchor, Anchored { node: node.clone(), size });
        Ok(())
    }

    /// The value of an alias that stands at that depth.
    pub(super) fn resolve(&mut self, anchor: usize, depth: usize) -> Result<Node, Refusal> {
        // The parser knows every anchor from its start on, this map from its end on.
        let anchored = self.known.get(&anchor).ok_or(Refusal::Circular)?;
        if depth + anchored.size.height > DEPTH {
            return Err(Refusal::TooDeep);
        }
        self.copied = pay(self.copied, anchored.size)?;
        Ok(self.copies.of(&anchored.node))
    }
}

fn pay(copied: usize, size: Size) -> Result<usize, Refusal> {
    let copied = copied.saturating_add(size.bytes);
    if copied > BUDGET { Err(Refusal::TooMuch) } else { Ok(copied) }
}

fn size(node: &Node) -> Size {
    let inner = |bytes: usize, nodes: &mut dyn Iterator<Item = Size>| {
        let start = Size { bytes: NODE + bytes, height: 0 };
        nodes.fold(start, |sum, size| Size {
            bytes: sum.bytes.saturating_add(size.bytes),
            height: sum.height.max(size.height + 1),
        })
    };
    match &node.value {
        Value::Null | Value::Bool(_) => inner(0, &mut std::iter::empty()),
        Value::Number(text) | Value::String(text) => inner(text.len(), &mut std::iter::empty()),
        Value::Array(items) => inner(0, &mut items.iter().map(size)),
        Value::Object(members) => {
            let names = members.keys().map(String::len).sum();
            inner(names, &mut members.values().map(|entry| size(&entry.node)))
        }
    }
}

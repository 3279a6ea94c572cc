//! A walk over everything the specification knows, by its grammar.

use super::grammar::{Kind, Shape};
use std::collections::HashSet;

use super::{Document, Version, reference_name};
use crate::source::{Node, Span};

/// A value and what the specification wants there.
#[derive(Debug, Clone, Copy)]
pub struct Place<'s> {
    /// The value.
    pub node: &'s Node,
    /// What it should be.
    pub shape: Shape,
    /// The field that the specification has the value in, such as `properties` for each of the properties. The
    /// document itself is in none, and members that the document names freely are in `paths`, `responses` and so on.
    pub field: &'static str,
    /// The value's own key and where it stands, unless it is an item of an array.
    pub key: Option<(&'s str, Span)>,
    /// The version of the document.
    pub version: Version,
}

impl<'s> Place<'s> {
    /// Whether the value is an object of that kind itself, not a reference to one and not something else.
    pub fn is(&self, kind: Kind) -> bool {
        self.shape.of(self.node) == Some(Shape::Object(kind)) && !self.is_reference()
    }

    /// Whether the value is a reference where one may stand.
    pub fn is_reference(&self) -> bool {
        matches!(self.shape.of(self.node), Some(Shape::Object(kind)) if kind.may_be_reference())
            && self.node.get("$ref").is_some()
    }

    /// The key of the value, or the value where it has none: what to point at when the value itself is large.
    pub fn span(&self) -> Span {
        self.key.map_or(self.node.span, |(_, span)| span)
    }

    /// Whether what stands beside a `$ref` counts: in path items, and since 3.1 in schemas.
    fn has_siblings(&self, kind: Kind) -> bool {
        kind == Kind::PathItem || (kind == Kind::Schema && self.version == Version::V3_1)
    }

    fn inner(&self) -> Vec<Self> {
        let in_map = |shape| {
            move |(name, entry): (&'s str, &'s crate::source::Entry)| Place {
                node: &entry.node,
                shape,
                field: self.field,
                key: Some((name, entry.key)),
                version: self.version,
            }
        };
        match self.shape.of(self.node) {
            Some(Shape::Object(kind)) => self.fields(kind),
            Some(Shape::Map(shape)) => self.node.members().map(in_map(*shape)).collect(),
            Some(Shape::List(shape)) => {
                self.node.items().map(|node| Place { node, shape: *shape, key: None, ..*self }).collect()
            }
            _ => Vec::new(),
        }
    }

    fn fields(&self, kind: Kind) -> Vec<Self> {
        let is_reference = self.is_reference();
        let place = |(name, entry): (&'s str, &'s crate::source::Entry)| {
            let (field, shape) = match name {
                "$ref" if is_reference => ("$ref", Shape::Text),
                // Whatever else stands in a reference is ignored (section 4.7.23), with two exceptions.
                _ if is_reference && !self.has_siblings(kind) => return None,
                _ => match kind.fields().iter().find(|(field, _)| *field == name) {
                    Some((field, shape)) => (*field, *shape),
                    None if name.starts_with("x-") => return None,
                    None => (self.field, kind.others()?),
                },
            };
            Some(Place { node: &entry.node, shape, field, key: Some((name, entry.key)), ..*self })
        };
        self.node.members().filter_map(place).collect()
    }
}

/// Depth first, in document order. The depth is the reader's to bound; this stack is on the heap. What references lead
/// to in other files belongs to the document, and comes after them; what they lead to in the document is a place anyway.
pub(super) fn places<'s>(document: &Document<'s>) -> impl Iterator<Item = Place<'s>> + use<'s> {
    let document = document.clone();
    let version = document.version();
    let root = Place { node: document.root(), shape: Shape::Object(Kind::Document), field: "", key: None, version };
    let mut stack = vec![root];
    let mut seen = HashSet::new();
    std::iter::from_fn(move || {
        let place = stack.pop()?;
        stack.extend(place.inner().into_iter().rev());
        if let Some(target) = target(&document, &place).filter(|target| seen.insert(target.node.span)) {
            stack.push(target);
        }
        Some(place)
    })
}

/// What a reference leads to in another file.
fn target<'s>(document: &Document<'s>, place: &Place<'s>) -> Option<Place<'s>> {
    let (reference, span) = document.reference(place.node).filter(|_| place.is_reference())?;
    let is_local = reference.starts_with('#') && document.source().is_document(span.file);
    let node = document.target_from(reference, span).filter(|_| !is_local)?;
    let name = reference_name(reference);
    (!document.source().is_document(node.span.file)).then_some(Place { node, key: Some((name, node.span)), ..*place })
}

//! A walk over everything that the specification knows, by its grammar.

use std::collections::HashSet;

use super::grammar::{ObjectKind, Shape};
use super::operation::{ListedParameter, listed_parameters};
use super::view::Fields;
use super::{Document, Version, View, reference_name};
use crate::source::{Entry, Node, Span};

/// A value and what the specification allows there.
#[derive(Debug, Clone, Copy)]
pub struct Place<'d> {
    /// The value.
    pub node: &'d Node,
    /// The expected object.
    pub shape: Shape,
    /// The field of the specification that has the value, such as `properties` for each of the properties. The document
    /// itself is in none, and values with keys of the document's own are in `paths`, `responses` and so on.
    pub field: &'static str,
    /// The key of the value and where it is, unless the value is an item of an array.
    pub key: Option<(&'d str, Span)>,
    document: &'d Document<'d>,
}

impl<'d> Place<'d> {
    /// Returns the version of the document.
    pub fn version(&self) -> Version {
        self.document.version()
    }

    /// Returns the view of the value if it is an object of that kind itself, not a reference to one and nothing else.
    pub fn view<V: View<'d>>(&self) -> Option<V> {
        self.is(V::KIND).then(|| V::of(self.document, self.node))
    }

    /// Returns the view of the value if it is an object of that kind or a reference to one.
    pub fn view_or_reference<V: View<'d>>(&self) -> Option<V> {
        (self.kind() == Some(V::KIND)).then(|| V::of(self.document, self.node))
    }

    /// Returns `true` if the value is an object of that kind itself, not a reference to one and nothing else.
    pub fn is(&self, kind: ObjectKind) -> bool {
        self.kind() == Some(kind) && !self.is_reference()
    }

    /// Returns which object the value is, or is a reference to.
    pub fn kind(&self) -> Option<ObjectKind> {
        match self.shape.of(self.node) {
            Some(Shape::Object(kind)) => Some(kind),
            _ => None,
        }
    }

    /// Returns `true` if the value is a reference in a place for one.
    pub fn is_reference(&self) -> bool {
        self.kind().is_some_and(ObjectKind::may_be_reference) && self.node.get("$ref").is_some()
    }

    /// Returns `true` if the value is the schema of a property.
    pub fn is_property(&self) -> bool {
        self.kind() == Some(ObjectKind::Schema) && self.field == "properties"
    }

    /// Returns the fields that the object must have and lacks.
    pub fn missing(&self) -> impl Iterator<Item = &'static str> + use<'d> {
        let node = self.node;
        let required = self.kind().filter(|_| !self.is_reference()).map(ObjectKind::required).unwrap_or_default();
        required.iter().copied().filter(|field| node.get(field).is_none())
    }

    /// Returns the fields that the object does not have. Names with `x-` are extensions, and those with `$` are for tools. A
    /// file beside the document may have more than the object that it is: what others refer to.
    pub fn unknown_fields(&self) -> impl Iterator<Item = (&'d str, Span)> + use<'d> {
        let (node, version) = (self.node, self.version());
        let source = self.document.source();
        let is_file = !source.is_document(node.span.file) && std::ptr::eq(source.root_of(node.span.file), node);
        let closed = self.kind().filter(|kind| kind.is_closed() && !self.is_reference() && !is_file);
        let is_unknown = move |kind: ObjectKind, name: &str| {
            let is_field = kind.fields().iter().any(|(field, _)| *field == name);
            !is_field && !name.starts_with("x-") && !name.starts_with('$') && !kind.has_without_effect(name, version)
        };
        let members = closed.into_iter().flat_map(move |kind| node.members().map(move |member| (kind, member)));
        members.filter(move |(kind, (name, _))| is_unknown(*kind, name)).map(|(_, (name, entry))| (name, entry.key))
    }

    /// Returns where `example` and `examples` are, if an object has both that may have one of them only. A schema may have
    /// both.
    pub fn conflicting_examples(&self) -> Option<(Span, Span)> {
        let has_examples = [ObjectKind::Parameter, ObjectKind::Header, ObjectKind::MediaType];
        has_examples.iter().find(|kind| self.is(**kind))?;
        Some((self.node.entry("example")?.key, self.node.entry("examples")?.key))
    }

    /// Returns the parameters that the value lists, if it is a path item or an operation and not a reference to one.
    pub fn listed_parameters(&self) -> impl Iterator<Item = ListedParameter<'d>> + use<'d> {
        let has_list = self.is(ObjectKind::PathItem) || self.is(ObjectKind::Operation);
        let fields = has_list.then(|| Fields::of(self.document, self.node));
        let document = self.document;
        fields.into_iter().flat_map(move |fields| listed_parameters(document, fields))
    }

    /// Returns the value of an extension.
    pub fn extension(&self, name: &str) -> Option<&'d Node> {
        self.node.get(name)
    }

    /// Returns where the key of the value is, or the value if it has none: where to point if the value itself is large.
    pub fn span(&self) -> Span {
        self.key.map_or(self.node.span, |(_, span)| span)
    }

    /// Returns `true` if what is written beside a `$ref` counts: in path items, and since 3.1 in schemas.
    fn has_siblings(&self, kind: ObjectKind) -> bool {
        kind == ObjectKind::PathItem || (kind == ObjectKind::Schema && self.version() == Version::V3_1)
    }

    fn inner(&self) -> Vec<Self> {
        let in_map = |shape| {
            move |(name, entry): (&'d str, &'d Entry)| Place {
                node: &entry.node,
                shape,
                key: Some((name, entry.key)),
                ..*self
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

    fn fields(&self, kind: ObjectKind) -> Vec<Self> {
        let is_reference = self.is_reference();
        let place = |(name, entry): (&'d str, &'d Entry)| {
            let (field, shape) = match name {
                "$ref" if is_reference => ("$ref", Shape::Text),
                // What else is in a reference is ignored (section 4.7.23), with two exceptions.
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

/// Walks depth first, in document order. The reader bounds the depth; this stack is on the heap. Values of other files come
/// after the references that lead to them; values of the document are places anyway.
pub(super) fn places<'d>(document: &'d Document<'d>) -> impl Iterator<Item = Place<'d>> + use<'d> {
    let shape = Shape::Object(ObjectKind::Document);
    let mut stack = vec![Place { node: document.root(), shape, field: "", key: None, document }];
    let mut seen = HashSet::new();
    std::iter::from_fn(move || {
        let place = stack.pop()?;
        stack.extend(place.inner().into_iter().rev());
        if let Some(target) = target(&place).filter(|target| seen.insert(target.node.span)) {
            stack.push(target);
        }
        Some(place)
    })
}

/// Returns what a reference leads to in another file.
fn target<'d>(place: &Place<'d>) -> Option<Place<'d>> {
    let document = place.document;
    let (reference, span) = document.reference(place.node).filter(|_| place.is_reference())?;
    let is_local = reference.starts_with('#') && document.source().is_document(span.file);
    let node = document.target_from(reference, span).filter(|_| !is_local)?;
    let name = reference_name(reference);
    (!document.source().is_document(node.span.file)).then_some(Place { node, key: Some((name, node.span)), ..*place })
}

//! A document as OpenAPI sees it: pointers, references, operations, and what stands where.
//!
//! Nothing here reports a fault. Whoever asks gets what there is; `lint` says what is wrong with the rest.

mod grammar;
mod names;
mod operations;
mod pointer;
mod template;
mod version;
mod walk;

pub use grammar::{Kind, Shape};
pub use operations::{METHODS, Operation};
pub use pointer::{decode_fragment, reference_name, tokens};
pub use template::{template_names, template_parameters};
pub use version::Version;
pub use walk::Place;

use std::sync::Arc;

use names::Names;

use crate::source::{FileId, Found, Node, Source, Span};

/// How many references may lead to one another. Documents use one or two; a circle uses any number.
pub const HOPS: usize = 50;

/// A document and its questions.
#[derive(Debug, Clone)]
pub struct Document<'s> {
    source: &'s Source,
    names: Arc<Names<'s>>,
}

impl<'s> Document<'s> {
    /// The document of a source.
    pub fn new(source: &'s Source) -> Self {
        Self { source, names: Arc::new(Names::of(source)) }
    }

    /// What it was read from.
    pub fn source(&self) -> &'s Source {
        self.source
    }

    /// The whole of it.
    pub fn root(&self) -> &'s Node {
        &self.source.root
    }

    /// Where to point when something is missing from the document itself: at its first key.
    pub fn start(&self) -> Span {
        self.root().members().next().map_or(self.root().span, |(_, entry)| entry.key)
    }

    /// The version that it is written in; the older one when it does not say.
    pub fn version(&self) -> Version {
        Version::of(self.root()).unwrap_or(Version::V3_0)
    }

    /// The value a JSON pointer (RFC 6901) leads to, such as `/components/schemas/Key`.
    pub fn pointer(&self, pointer: &str) -> Option<&'s Node> {
        pointer::follow(self.root(), pointer)
    }

    /// The value a reference in the document itself leads to, such as `#/components/schemas/Key`.
    pub fn target(&self, reference: &str) -> Option<&'s Node> {
        self.target_from(reference, self.root().span)
    }

    /// The value a reference leads to that stands at some place: in the same file, in one beside it, such as
    /// `schemas.yaml#/Key`, or the schema that calls itself so by its `$id` or `$anchor`.
    pub fn target_from(&self, reference: &str, place: Span) -> Option<&'s Node> {
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let (file, root) = match (path, self.names.id(path)) {
            ("", _) => (self.tree_of(place.file), self.source.root_of(place.file)),
            (_, Some(root)) => (self.tree_of(root.span.file), root),
            (path, None) => match self.source.find(place.file, path) {
                Found::File(file, root) => (file, root),
                Found::Unreadable(_) | Found::Outside => return None,
            },
        };
        let fragment = decode_fragment(fragment);
        if !fragment.is_empty() && !fragment.starts_with('/') {
            return self.names.anchor(file, &fragment);
        }
        pointer::follow(root, &fragment).or_else(|| {
            // Within a schema that has an identity, pointers begin at it.
            let around = if path.is_empty() { self.names.around(place) } else { Vec::new() };
            around.into_iter().find_map(|root| pointer::follow(root, &fragment))
        })
    }

    /// The file whose tree a span belongs to.
    fn tree_of(&self, file: FileId) -> FileId {
        if self.source.is_document(file) { FileId(0) } else { file }
    }

    /// The text of a node's `$ref` and where it stands, when the node is a reference. A `$dynamicRef` is one too: there
    /// is no wider scope than the document.
    pub fn reference(&self, node: &'s Node) -> Option<(&'s str, Span)> {
        let reference = node.get("$ref").or_else(|| node.get("$dynamicRef"))?;
        Some((reference.as_str()?, reference.span))
    }

    /// The value a node stands for: itself, or what its chain of references leads to. Nothing when the chain leads to
    /// what was not read, to nothing, or in a circle.
    pub fn resolve(&self, node: &'s Node) -> Option<&'s Node> {
        self.chain(node).take(HOPS).find(|node| self.reference(node).is_none())
    }

    /// Whether a chain of references leads in a circle.
    pub fn is_circular(&self, node: &'s Node) -> bool {
        self.chain(node).nth(HOPS).is_some()
    }

    /// A node and all that its references lead to, one after the other; without end in a circle.
    pub fn chain(&self, node: &'s Node) -> impl Iterator<Item = &'s Node> {
        std::iter::successors(Some(node), |node| {
            let (reference, place) = self.reference(node)?;
            self.target_from(reference, place)
        })
    }

    /// The operations in document order, those of path items behind a `$ref` included.
    pub fn operations(&self) -> impl Iterator<Item = Operation<'s>> + use<'s> {
        operations::of(self.clone())
    }

    /// Every part of the document that the specification knows, in document order, the document itself first.
    pub fn places(&self) -> impl Iterator<Item = Place<'s>> + use<'s> {
        walk::places(self)
    }

    /// Every reference that stands where one may: the node that has the `$ref`, its text and where the text stands.
    pub fn references(&self) -> impl Iterator<Item = (&'s Node, &'s str, Span)> + use<'s> {
        let document = self.clone();
        self.places().filter(Place::is_reference).filter_map(move |place| {
            let (reference, span) = document.reference(place.node)?;
            Some((place.node, reference, span))
        })
    }
}

#[cfg(test)]
mod tests;

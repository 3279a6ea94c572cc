//! A document as OpenAPI sees it: pointers, references, operations, and what stands where.
//!
//! Nothing here reports a fault. Whoever asks gets what there is; `lint` says what is wrong with the rest.

mod grammar;
mod operations;
mod pointer;
mod template;
mod version;
mod walk;

pub use grammar::{Kind, Shape};
pub use operations::{METHODS, Operation};
pub use pointer::{decode_fragment, tokens};
pub use template::{template_names, template_parameters};
pub use version::Version;
pub use walk::Place;

use crate::source::{Node, Source, Span};

/// How many references may lead to one another. Documents use one or two; a circle uses any number.
pub(crate) const HOPS: usize = 50;

/// A document and its questions.
#[derive(Debug, Clone)]
pub struct Document<'s> {
    source: &'s Source,
}

impl<'s> Document<'s> {
    /// The document of a source.
    pub fn new(source: &'s Source) -> Self {
        Self { source }
    }

    /// What it was read from.
    pub fn source(&self) -> &'s Source {
        self.source
    }

    /// The whole of it.
    pub fn root(&self) -> &'s Node {
        &self.source.root
    }

    /// The version that it is written in; the older one when it does not say.
    pub fn version(&self) -> Version {
        Version::of(self.root()).unwrap_or(Version::V3_0)
    }

    /// The value a JSON pointer (RFC 6901) leads to, such as `/components/schemas/Key`.
    pub fn pointer(&self, pointer: &str) -> Option<&'s Node> {
        tokens(pointer)?.iter().try_fold(self.root(), |node, token| pointer::step(node, token))
    }

    /// The value a local reference leads to, such as `#/components/schemas/Key`.
    pub fn target(&self, reference: &str) -> Option<&'s Node> {
        self.pointer(&decode_fragment(reference.strip_prefix('#')?))
    }

    /// The text of a node's `$ref` and where it stands, when the node is a reference.
    pub fn reference(&self, node: &'s Node) -> Option<(&'s str, Span)> {
        let reference = node.get("$ref")?;
        Some((reference.as_str()?, reference.span))
    }

    /// The value a node stands for: itself, or what its chain of references leads to. Nothing when the chain leads out
    /// of the document, to nothing, or in a circle.
    pub fn resolve(&self, node: &'s Node) -> Option<&'s Node> {
        self.chain(node).take(HOPS).find(|node| self.reference(node).is_none())
    }

    /// Whether a chain of references leads in a circle.
    pub fn is_circular(&self, node: &'s Node) -> bool {
        self.chain(node).nth(HOPS).is_some()
    }

    /// A node and all that its references lead to, one after the other; without end in a circle.
    pub fn chain(&self, node: &'s Node) -> impl Iterator<Item = &'s Node> {
        std::iter::successors(Some(node), |node| self.target(self.reference(node)?.0))
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

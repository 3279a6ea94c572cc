//! A typed model of OpenAPI: views over the tree, a file for each object of the specification.
//!
//! A view is as cheap as a reference. This module alone knows the names of fields, what they default to, what operations
//! inherit, how references are followed, and how versions of the specification differ. Nothing here reports errors: a
//! field of the wrong kind is absent, and [`Place`] lets a linter say what is wrong.

mod components;
mod equality;
mod event_stream;
mod example;
mod expression;
mod grammar;
mod info;
mod json_type;
mod media_range;
mod media_type;
mod method;
mod names;
mod operation;
mod parameter;
mod path_item;
mod pointer;
mod request_body;
mod response;
mod schema;
mod security;
mod server;
mod status;
mod style;
mod tag;
mod template;
mod version;
mod view;
mod walk;
mod xml;

pub use components::{Components, SCHEMA_REFERENCE};
pub use equality::are_equal;
pub use event_stream::EventForm;
pub use example::{Example, Shown};
pub use expression::{RequestExpression, ResponseExpression, is_header_name};
pub use grammar::{ObjectKind, Shape};
pub use info::Info;
pub use json_type::{JsonType, JsonTypes};
pub use media_range::{Family, MediaRange, is_xml};
pub use media_type::{Content, Encoding, MediaType};
pub use method::Method;
pub use operation::{ListedParameter, Operation};
pub use parameter::{Header, Parameter, is_reserved_header};
pub use path_item::PathItem;
pub(crate) use pointer::follow;
pub use pointer::{decode_fragment, escape_token, reference_name, tokens};
pub use request_body::RequestBody;
pub use response::{Response, Responses};
pub use schema::{AdditionalProperties, Discriminator, Keyword, Schema, X_NULLABLE};
pub use security::{OAuthFlow, RequiredScheme, SchemeKind, SecurityRequirement, SecurityScheme};
pub use server::{Server, ServerVariable};
pub use status::{StatusKey, StatusKeyError};
pub use style::{ParameterLocation, Style};
pub use tag::Tag;
pub use template::{template_names, template_parameters};
pub use version::Version;
pub use view::{Spanned, View};
pub use walk::Place;
pub use xml::{Xml, XmlNode};

use std::sync::Arc;

use names::Names;
use view::Fields;

use crate::source::{FileId, Found, Node, Source, Span};

/// How many references may follow one another. Documents use one or two; a circle uses any number.
pub const HOPS: usize = 50;

/// A document: its tree, and the names in it.
#[derive(Debug, Clone)]
pub struct Document<'d> {
    source: &'d Source,
    names: Arc<Names<'d>>,
    /// The result of the walk, for documents that are walked often.
    places: Option<Arc<Vec<Place<'d>>>>,
}

impl<'d> Document<'d> {
    /// Creates the document of a source.
    pub fn new(source: &'d Source) -> Self {
        Self { source, names: Arc::new(Names::of(source)), places: None }
    }

    /// Returns the same document, of which [`places`](Self::places) need not be found each time.
    #[must_use]
    pub fn with_places(&'d self) -> Self {
        Self { places: Some(Arc::new(self.places().collect())), ..self.clone() }
    }

    /// Returns the source.
    pub fn source(&self) -> &'d Source {
        self.source
    }

    /// Returns the whole tree of the document itself.
    pub fn root(&self) -> &'d Node {
        &self.source.root
    }

    /// Returns where to point if something is missing from the document itself: at its first key.
    pub fn start(&self) -> Span {
        self.root().members().next().map_or(self.root().span, |(_, entry)| entry.key)
    }

    /// Returns the version that the document names, or 3.0 if it names none.
    pub fn version(&self) -> Version {
        Version::of(self.root()).unwrap_or(Version::V3_0)
    }

    /// Returns what the document says about the API as a whole.
    pub fn info(&'d self) -> Option<Info<'d>> {
        self.fields().object("info")
    }

    /// Returns where the Info Object is.
    pub fn info_key(&self) -> Option<Span> {
        self.root().entry("info").map(|entry| entry.key)
    }

    /// Returns `true` if the document lacks everything that it could describe: `paths`, or since 3.1 `components` or
    /// `webhooks` (OpenAPI 3.1.0, section 4.8.1).
    pub fn is_without_content(&self) -> bool {
        let fields: &[&str] = match self.version() {
            Version::V3_0 => &["paths"],
            Version::V3_1 => &["paths", "components", "webhooks"],
        };
        fields.iter().all(|field| self.root().get(field).is_none())
    }

    /// Returns what the document gives names to.
    pub fn components(&'d self) -> Option<Components<'d>> {
        self.fields().object("components")
    }

    /// Returns the servers of the document as a whole.
    pub fn servers(&'d self) -> impl Iterator<Item = Server<'d>> + use<'d> {
        self.fields().objects("servers")
    }

    /// Returns what the document says about its tags, in document order.
    pub fn tags(&'d self) -> impl Iterator<Item = Tag<'d>> + use<'d> {
        self.fields().objects("tags")
    }

    /// Returns what the document says about a tag.
    pub fn tag(&'d self, name: &str) -> Option<Tag<'d>> {
        self.fields().objects("tags").find(|tag: &Tag<'d>| tag.name() == Some(name))
    }

    /// Returns the value of an extension (OpenAPI 3.0.3, section 4.9) of the document as a whole, such as `x-retries`.
    pub fn extension(&self, name: &str) -> Option<&'d Node> {
        self.root().get(name)
    }

    /// Returns every part of the document that the specification knows, in document order, the document itself first.
    pub fn places(&'d self) -> impl Iterator<Item = Place<'d>> + use<'d> {
        let walk = self.places.is_none().then(|| walk::places(self));
        self.places.iter().flat_map(|places| places.iter().copied()).chain(walk.into_iter().flatten())
    }

    /// Returns the views of every object of a kind that is not a reference, in document order.
    pub fn all<V: View<'d> + 'd>(&'d self) -> impl Iterator<Item = V> + use<'d, V> {
        self.places().filter_map(|place| place.view())
    }

    fn fields(&'d self) -> Fields<'d> {
        Fields::of(self, self.root())
    }

    /// Reads a value, or what its references lead to, as an object; nothing if they lead nowhere.
    fn view<V: View<'d>>(&'d self, node: &'d Node) -> Option<V> {
        self.resolve(node).map(|node| V::of(self, node))
    }
}

/// References.
impl<'d> Document<'d> {
    /// Returns the value that a JSON pointer (RFC 6901) leads to, such as `/components/schemas/Key`.
    pub fn pointer(&self, pointer: &str) -> Option<&'d Node> {
        pointer::follow(self.root(), pointer)
    }

    /// Returns the value that a reference in the document itself leads to, such as `#/components/schemas/Key`.
    pub fn target(&self, reference: &str) -> Option<&'d Node> {
        self.target_from(reference, self.root().span)
    }

    /// Returns the value that a reference at a place leads to: in the same file, in one beside it, such as
    /// `schemas.yaml#/Key`, or the schema with that `$id` or `$anchor`.
    pub fn target_from(&self, reference: &str, place: Span) -> Option<&'d Node> {
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
            let mut around = self.names.around(place).take_while(|_| path.is_empty());
            around.find_map(|root| pointer::follow(root, &fragment))
        })
    }

    /// Returns the file whose tree a span is in.
    fn tree_of(&self, file: FileId) -> FileId {
        if self.source.is_document(file) { FileId(0) } else { file }
    }

    /// Returns the text of a node's `$ref` and where it is, if the node is a reference. A `$dynamicRef` is one too: the
    /// document is the widest scope.
    pub fn reference(&self, node: &'d Node) -> Option<(&'d str, Span)> {
        let reference = node.get("$ref").or_else(|| node.get("$dynamicRef"))?;
        Some((reference.as_str()?, reference.span))
    }

    /// Returns a node itself, or what its chain of references leads to; nothing if the chain leads to what was not read, to
    /// nothing, or in a circle.
    pub fn resolve(&self, node: &'d Node) -> Option<&'d Node> {
        self.chain(node).take(HOPS).find(|node| self.reference(node).is_none())
    }

    /// Returns `true` if a chain of references leads in a circle.
    pub fn is_circular(&self, node: &'d Node) -> bool {
        self.chain(node).nth(HOPS).is_some()
    }

    /// Returns a node and all that its references lead to, one after the other; without end in a circle.
    pub fn chain(&self, node: &'d Node) -> impl Iterator<Item = &'d Node> {
        std::iter::successors(Some(node), |node| {
            let (reference, place) = self.reference(node)?;
            self.target_from(reference, place)
        })
    }

    /// Returns every reference in a place for one: the node that has the `$ref`, its text, and where the text is.
    pub fn references(&'d self) -> impl Iterator<Item = (&'d Node, &'d str, Span)> + use<'d> {
        self.places().filter(Place::is_reference).filter_map(move |place| {
            let (reference, span) = self.reference(place.node)?;
            Some((place.node, reference, span))
        })
    }
}

#[cfg(test)]
mod tests;

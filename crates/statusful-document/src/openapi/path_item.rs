//! The Paths Object and the Path Item Object (OpenAPI 3.0.3, sections 4.7.8 and 4.7.9).

use super::operation::{ListedParameter, listed_parameters};
use super::view::view;
use super::{Document, Method, Operation, Server, Spanned, View};
use crate::source::Node;

view! {
    /// A Path Item Object.
    PathItem
}

impl<'d> PathItem<'d> {
    /// Returns the parameters of every operation of the path, as they are listed.
    pub fn listed_parameters(self) -> impl Iterator<Item = ListedParameter<'d>> + use<'d> {
        listed_parameters(self.document, self.fields())
    }

    /// Returns the servers of the path.
    pub fn servers(self) -> impl Iterator<Item = Server<'d>> + use<'d> {
        self.fields().objects("servers")
    }

    /// Returns the operations that the path item has itself, by method.
    fn methods(self) -> impl Iterator<Item = (Spanned<Method>, &'d Node)> + use<'d> {
        self.node
            .members()
            .filter(|(_, entry)| entry.node.as_object().is_some())
            .filter_map(|(key, entry)| Some((Spanned { value: Method::from_key(key)?, span: entry.key }, &entry.node)))
    }

    fn has(self, method: Method) -> bool {
        self.fields().node(method.key()).is_some()
    }
}

impl<'d> Document<'d> {
    /// Returns the path templates in document order.
    pub fn paths(&'d self) -> impl Iterator<Item = Spanned<&'d str>> + use<'d> {
        self.path_items().map(|(path, _)| path)
    }

    /// Returns the operations in document order, those of path items behind a `$ref` included.
    pub fn operations(&'d self) -> impl Iterator<Item = Operation<'d>> + use<'d> {
        self.path_items().flat_map(move |(path, own)| {
            self.with_target(own).flat_map(move |path_item| {
                let is_new = move |method: Method| path_item.is(own) || !own.has(method);
                path_item
                    .methods()
                    .filter(move |(method, _)| is_new(method.value))
                    .map(move |(method, node)| Operation { path, path_item, method, document: self, node })
            })
        })
    }

    fn path_items(&'d self) -> impl Iterator<Item = (Spanned<&'d str>, PathItem<'d>)> + use<'d> {
        let paths = self.fields().entries("paths").filter(|(path, _)| !path.starts_with("x-"));
        paths.map(|(path, entry)| (Spanned { value: path, span: entry.key }, PathItem::of(self, &entry.node)))
    }

    /// Returns a path item, and the one that it refers to: what is written beside this `$ref` may count (section
    /// 4.7.9.1).
    fn with_target(&'d self, own: PathItem<'d>) -> impl Iterator<Item = PathItem<'d>> + use<'d> {
        let target = self.reference(own.node).and_then(|_| self.resolve(own.node));
        std::iter::once(own).chain(target.map(|node| PathItem::of(self, node)))
    }
}

//! The parts that all views share: a value of the tree, the document that gives it meaning, and how its fields are read.

use super::{Document, ObjectKind};
use crate::source::{Entry, Node, Span};

/// A view of an object of the specification: the tree's own value, read as that object.
pub trait View<'d>: Copy {
    /// Which object it is.
    const KIND: ObjectKind;

    /// Reads any value as the object; fields of another kind are absent.
    fn of(document: &'d Document<'d>, node: &'d Node) -> Self;
}

/// A value and where it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it is written.
    pub span: Span,
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// The fields of an object.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields<'d> {
    document: &'d Document<'d>,
    node: &'d Node,
}

impl<'d> Fields<'d> {
    pub(super) fn of(document: &'d Document<'d>, node: &'d Node) -> Self {
        Self { document, node }
    }

    /// Returns the field, whatever its value is.
    pub(super) fn node(self, name: &str) -> Option<&'d Node> {
        self.node.get(name)
    }

    /// Returns the field if it is a string.
    pub(super) fn text(self, name: &str) -> Option<&'d str> {
        self.node(name)?.as_str()
    }

    /// Returns the field if it is a string, and where.
    pub(super) fn spanned_text(self, name: &str) -> Option<Spanned<&'d str>> {
        let node = self.node(name)?;
        Some(Spanned { value: node.as_str()?, span: node.span })
    }

    /// Returns the field if it is a boolean.
    pub(super) fn flag(self, name: &str) -> Option<bool> {
        self.node(name)?.as_bool()
    }

    /// Returns the object in the field, behind references where there may be any.
    pub(super) fn object<V: View<'d>>(self, name: &str) -> Option<V> {
        self.document.view(self.node(name)?)
    }

    /// Returns the items of the array in the field; without the field, none.
    pub(super) fn items(self, name: &str) -> impl Iterator<Item = &'d Node> + use<'d> {
        self.node(name).into_iter().flat_map(Node::items)
    }

    /// Returns the objects of the array in the field, behind references where there may be any.
    pub(super) fn objects<V: View<'d>>(self, name: &str) -> impl Iterator<Item = V> + use<'d, V> {
        let document = self.document;
        self.items(name).filter_map(|node| document.view(node))
    }

    /// Returns the strings of the array in the field.
    pub(super) fn texts(self, name: &str) -> impl Iterator<Item = Spanned<&'d str>> + use<'d> {
        self.items(name).filter_map(|node| Some(Spanned { value: node.as_str()?, span: node.span }))
    }

    /// Returns the keys and values of the map in the field; without the field, none.
    pub(super) fn entries(self, name: &str) -> impl Iterator<Item = (&'d str, &'d Entry)> + use<'d> {
        self.node(name).into_iter().flat_map(Node::members)
    }

    /// Returns the objects of the map in the field by their keys, behind references where there may be any.
    pub(super) fn map<V: View<'d>>(self, name: &str) -> impl Iterator<Item = (Spanned<&'d str>, V)> + use<'d, V> {
        let document = self.document;
        self.entries(name)
            .filter_map(|(key, entry)| Some((Spanned { value: key, span: entry.key }, document.view(&entry.node)?)))
    }
}

/// Defines the view of an object.
macro_rules! view {
    ($(#[$attributes:meta])* $name:ident) => {
        $(#[$attributes])*
        #[derive(Debug, Clone, Copy)]
        pub struct $name<'d> {
            document: &'d $crate::openapi::Document<'d>,
            node: &'d $crate::source::Node,
        }

        impl<'d> $crate::openapi::View<'d> for $name<'d> {
            const KIND: $crate::openapi::ObjectKind = $crate::openapi::ObjectKind::$name;

            fn of(document: &'d $crate::openapi::Document<'d>, node: &'d $crate::source::Node) -> Self {
                Self { document, node }
            }
        }

        #[allow(dead_code, reason = "not every object is asked for everything")]
        impl<'d> $name<'d> {
            /// Returns where the object is written.
            pub fn span(self) -> $crate::source::Span {
                self.node.span
            }

            /// Returns the value of an extension (OpenAPI 3.0.3, section 4.9), such as `x-polling`.
            pub fn extension(self, name: &str) -> Option<&'d $crate::source::Node> {
                debug_assert!(name.starts_with("x-"), "{name} is no extension");
                self.node.get(name)
            }

            /// Returns `true` if both views are of the same value of the tree.
            pub fn is(self, other: Self) -> bool {
                std::ptr::eq(self.node, other.node)
            }

            fn fields(self) -> $crate::openapi::view::Fields<'d> {
                $crate::openapi::view::Fields::of(self.document, self.node)
            }
        }
    };
}
pub(super) use view;

//! The XML Object (OpenAPI 3.0.3, section 4.7.26; 3.2, section 4.26).

use super::view::view;

view! {
    /// How a value is written as XML.
    Xml
}

/// The kind of node that a value is in XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum XmlNode {
    /// An element. An array has one around its items.
    Element,
    /// An attribute of the element of its object.
    Attribute,
    /// The text of the element of its object.
    Text,
    /// The text of the element of its object, as a CDATA section.
    Cdata,
    /// No node, as for an array whose items are elements of the object.
    None,
}

impl XmlNode {
    const KEYS: [(&'static str, Self); 5] = [
        ("element", Self::Element),
        ("attribute", Self::Attribute),
        ("text", Self::Text),
        ("cdata", Self::Cdata),
        ("none", Self::None),
    ];

    /// Returns the kind that a document calls so.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::KEYS.iter().find(|(name, _)| *name == key).map(|(_, node)| *node)
    }

    /// Returns what documents call the kind.
    pub fn key(self) -> &'static str {
        Self::KEYS.iter().find(|(_, node)| *node == self).map_or("element", |(name, _)| name)
    }
}

impl<'d> Xml<'d> {
    /// Returns the name of the element or attribute, if it is not that of the property.
    pub fn name(self) -> Option<&'d str> {
        self.fields().text("name").filter(|name| !name.is_empty())
    }

    /// Returns the namespace of the name.
    pub fn namespace(self) -> Option<&'d str> {
        self.fields().text("namespace").filter(|namespace| !namespace.is_empty())
    }

    /// Returns the prefix of the name.
    pub fn prefix(self) -> Option<&'d str> {
        self.fields().text("prefix").filter(|prefix| !prefix.is_empty())
    }

    /// Returns the kind of node, by `nodeType`, or by `attribute` and `wrapped` before OpenAPI 3.2.
    pub fn node_type(self) -> Option<XmlNode> {
        let is = |field: &str| self.fields().flag(field) == Some(true);
        match self.fields().text("nodeType").and_then(XmlNode::from_key) {
            None if is("attribute") => Some(XmlNode::Attribute),
            None if is("wrapped") => Some(XmlNode::Element),
            named => named,
        }
    }
}

//! From XML to a value.

use std::error;
use std::fmt;

use roxmltree::{Document, Node, ParsingOptions};
use serde_json::{Map, Value};
use statusful_document::openapi::{JsonType, XmlNode};

use super::name::{XmlForm, XmlName, allows, valid};
use super::{INSTANCE, XMLNS};
use crate::facets::{Facet, Facets};
use crate::gather::{All, Root};

/// How many elements and texts a document may have.
const NODES: u32 = 100_000;

/// How deep elements may be nested, as deep as `serde_json` reads JSON.
const DEPTH: usize = 127;

/// Why a text is not XML, or not that of the schema. The message does not quote the text, which may have secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum XmlError {
    /// The text is not well-formed, or has a document type declaration or too many elements.
    Malformed(String),
    /// The root element does not have the name of the schema.
    OtherRoot(String),
}

impl fmt::Display for XmlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(reason) => write!(f, "invalid XML {reason}"),
            Self::OtherRoot(name) => write!(f, "the root element is not `{name}`"),
        }
    }
}

impl error::Error for XmlError {}

/// Reads XML as a value of a bundled schema. All texts are strings, which [`coerce`](crate::coerce) reads as the types of the
/// schema. Namespaces are not compared, and what the schema does not name has the names of its elements and attributes.
pub fn from_xml(schema: &Value, name: &XmlName, text: &str) -> Result<Value, XmlError> {
    let options = ParsingOptions { nodes_limit: NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| malformed(&error))?;
    let element = document.root_element();
    if let Some(name) = name.known().filter(|name| *name != element.tag_name().name()) {
        return Err(XmlError::OtherRoot(name.to_owned()));
    }
    let is_deep = |node: Node<'_, '_>| node.is_element() && node.ancestors().nth(DEPTH + 1).is_some();
    if document.descendants().any(is_deep) {
        return Err(XmlError::Malformed(format!("with more than {DEPTH} elements in one another")));
    }
    Ok(Reading { root: Root(schema) }.value(&[schema], element))
}

/// Returns the place of an error, and what it is if that does not quote the text.
fn malformed(error: &roxmltree::Error) -> XmlError {
    let reason = match error {
        roxmltree::Error::NodesLimitReached => return XmlError::Malformed(format!("with more than {NODES} nodes")),
        roxmltree::Error::DtdDetected => ", which has a document type declaration",
        _ => "",
    };
    let position = error.pos();
    XmlError::Malformed(format!("at line {}, column {}{reason}", position.row, position.col))
}

struct Reading<'s> {
    root: Root<'s>,
}

impl<'s> Reading<'s> {
    fn value(&self, schemas: &[&'s Value], element: Node<'_, '_>) -> Value {
        let facets = self.root.facets(schemas, &mut All);
        let has_parts = element.children().any(|child| child.is_element()) || attributes(element).next().is_some();
        let text = text(element);
        // An empty element is `null` if that is allowed, and no empty text is.
        let is_empty = !has_parts && text.trim().is_empty();
        let is_null = is_empty && allows(&facets, JsonType::Null) && !allows(&facets, JsonType::String);
        if is_null || is_nil(element) {
            Value::Null
        } else if !has_parts && !is_empty && !self.has_text_property(&facets) && allows(&facets, JsonType::Object) {
            // A text is not an object.
            Value::String(text)
        } else if allows(&facets, JsonType::Object) || (has_parts && facets.possible_types().is_empty()) {
            self.object(&facets, element, &text)
        } else if allows(&facets, JsonType::Array) {
            self.items(&facets, element)
        } else if allows(&facets, JsonType::String) {
            Value::String(text)
        } else {
            Value::String(text.trim().to_owned())
        }
    }

    /// Returns `true` if the text of the element is a property.
    fn has_text_property(&self, facets: &Facets<'s>) -> bool {
        let nodes = facets.properties().into_values().map(|schemas| XmlForm::of_schemas(self.root, &schemas).node);
        nodes.flatten().any(|node| matches!(node, XmlNode::Text | XmlNode::Cdata))
    }

    /// Returns an array of all elements in an element.
    fn items(&self, facets: &Facets<'s>, element: Node<'_, '_>) -> Value {
        let items: Vec<_> = facets.each(Facet::items).collect();
        element.children().filter(Node::is_element).map(|item| self.value(&items, item)).collect()
    }

    fn object(&self, facets: &Facets<'s>, element: Node<'_, '_>, text: &str) -> Value {
        let mut values = Map::new();
        let mut known = Vec::new();
        let required = facets.required();
        for (property, schemas) in facets.properties() {
            let own = self.root.facets(&schemas, &mut All);
            let form = XmlForm::of(&own);
            let is_list = allows(&own, JsonType::Array) && form.node != Some(XmlNode::Element);
            let item = if is_list { XmlForm::of_schemas(self.root, &own.item(0)).name } else { None };
            let name = valid(item.or(form.name).unwrap_or(property));
            let value = match form.node {
                Some(XmlNode::Attribute) => attribute(element, &name).map(|value| value.to_owned().into()),
                Some(XmlNode::Text | XmlNode::Cdata) => Some(text.to_owned().into()),
                // Without elements, an unwrapped array is either absent or empty.
                _ if is_list => self.list(&own, &name, element, required.contains(&property)),
                _ => self.elements(&schemas, &name, element),
            };
            known.push(name);
            values.extend(value.map(|value| (property.to_owned(), value)));
        }
        self.add_others(facets, element, &known, &mut values);
        Value::Object(values)
    }

    /// Returns an array of the elements with a name.
    fn list(&self, facets: &Facets<'s>, name: &str, element: Node<'_, '_>, may_be_empty: bool) -> Option<Value> {
        let items: Vec<_> = facets.each(Facet::items).collect();
        let values: Vec<_> = named(element, name).map(|item| self.value(&items, item)).collect();
        (may_be_empty || !values.is_empty()).then_some(Value::Array(values))
    }

    /// Returns the value of the element with a name, or an array if there are several, which its schema refuses.
    fn elements(&self, schemas: &[&'s Value], name: &str, element: Node<'_, '_>) -> Option<Value> {
        let mut values: Vec<_> = named(element, name).map(|child| self.value(schemas, child)).collect();
        if values.len() > 1 { Some(Value::Array(values)) } else { values.pop() }
    }

    /// Adds what the schema does not name.
    fn add_others(
        &self,
        facets: &Facets<'s>,
        element: Node<'_, '_>,
        known: &[String],
        values: &mut Map<String, Value>,
    ) {
        let schemas: Vec<_> = facets.each(Facet::additional_properties).collect();
        let is_other = |name: &str| !known.iter().any(|known| known == name);
        let of_attributes = attributes(element).map(|(name, value)| (name.to_owned(), Value::String(value.to_owned())));
        let of_elements = element.children().filter(Node::is_element);
        let of_elements = of_elements
            .filter(|child| is_other(child.tag_name().name()))
            .map(|child| (child.tag_name().name().to_owned(), self.value(&schemas, child)));
        for (name, value) in of_attributes.filter(|(name, _)| is_other(name)).chain(of_elements) {
            match values.get_mut(&name) {
                Some(Value::Array(items)) => items.push(value),
                Some(one) => *one = Value::Array(vec![one.take(), value]),
                None => drop(values.insert(name, value)),
            }
        }
    }
}

fn named<'x, 'i>(element: Node<'x, 'i>, name: &str) -> impl Iterator<Item = Node<'x, 'i>> {
    element.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

/// Returns the names and values of attributes, without those that XML itself defines.
fn attributes<'x>(element: Node<'x, '_>) -> impl Iterator<Item = (&'x str, &'x str)> {
    let own = element.attributes().filter(|attribute| attribute.namespace() != Some(INSTANCE));
    own.map(|attribute| (attribute.name(), attribute.value()))
}

/// Returns the value of an attribute. `xmlns` is one for those who describe it as such.
fn attribute<'x>(element: Node<'x, '_>, name: &str) -> Option<&'x str> {
    let found = attributes(element).find(|(own, _)| *own == name).map(|(_, value)| value);
    found.or_else(|| element.default_namespace().filter(|_| name == XMLNS))
}

/// Returns the text of an element, without that of elements in it.
fn text(element: Node<'_, '_>) -> String {
    element.children().filter_map(|child| child.text().filter(|_| child.is_text())).collect()
}

fn is_nil(element: Node<'_, '_>) -> bool {
    element.attribute((INSTANCE, "nil")).is_some_and(|nil| matches!(nil, "true" | "1"))
}

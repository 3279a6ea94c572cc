//! Names of elements and attributes.

use serde_json::{Map, Value};
use statusful_document::openapi::{JsonType, Schema, Xml, XmlNode};

use crate::facets::{Facet, Facets};
use crate::gather::{All, Root};
use crate::keyword;

/// The name of a root element that the document does not name.
const ROOT: &str = "root";

/// The name of the root element of content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct XmlName(Option<String>);

impl XmlName {
    /// Returns the name that a schema has by its XML Object, or else as a component.
    pub fn of(schema: Schema<'_>) -> Self {
        let own = schema.xml().or_else(|| schema.resolve()?.xml()).and_then(Xml::name);
        Self(own.or_else(|| schema.reference_name()).map(valid))
    }

    /// Returns the name, if the document has one.
    pub(super) fn known(&self) -> Option<&str> {
        self.0.as_deref()
    }

    /// Returns the name to write.
    pub(super) fn written(&self) -> &str {
        self.known().unwrap_or(ROOT)
    }
}

/// How a value is written, of which `None` is up to its place.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct XmlForm<'s> {
    pub(super) name: Option<&'s str>,
    pub(super) namespace: Option<&'s str>,
    pub(super) prefix: Option<&'s str>,
    pub(super) node: Option<XmlNode>,
}

impl<'s> XmlForm<'s> {
    pub(super) fn of(facets: &Facets<'s>) -> Self {
        facets.each(Facet::xml).next().map_or_else(Self::default, Self::of_object)
    }

    pub(super) fn of_schemas(root: Root<'s>, schemas: &[&'s Value]) -> Self {
        Self::of(&root.facets(schemas, &mut All))
    }

    fn of_object(xml: &'s Map<String, Value>) -> Self {
        let text = |field: &str| xml.get(field).and_then(Value::as_str);
        Self {
            name: text(keyword::XML_NAME),
            namespace: text(keyword::XML_NAMESPACE),
            prefix: text(keyword::XML_PREFIX),
            node: text(keyword::XML_NODE).and_then(XmlNode::from_key),
        }
    }
}

/// Returns `true` if a value may be of a type, which is guessed if the schema does not say.
pub(super) fn allows(facets: &Facets<'_>, ty: JsonType) -> bool {
    let types = facets.possible_types();
    types.contains(&ty) || (types.is_empty() && facets.guessed_type() == Some(ty))
}

/// Returns a name without the characters that XML does not allow in names. Colons are left to prefixes.
pub(super) fn valid(name: &str) -> String {
    let is_start = |character: char| character.is_alphabetic() || character == '_';
    let is_valid = |character: char| character.is_alphanumeric() || "_-.".contains(character);
    let name: String = name.chars().map(|character| if is_valid(character) { character } else { '_' }).collect();
    if name.starts_with(is_start) { name } else { format!("_{name}") }
}

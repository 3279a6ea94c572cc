//! From a value to XML.

use quick_xml::Writer;
use quick_xml::events::{BytesCData, BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use serde_json::{Map, Value};
use statusful_document::openapi::XmlNode;

use super::name::{XmlForm, XmlName, valid};
use super::{INSTANCE, XMLNS};
use crate::facets::{Facet, Facets};
use crate::gather::{All, Root};
use crate::written;

/// The name of the items of an array that the document does not name.
const ITEM: &str = "item";

/// Writes a value of a bundled schema as XML.
pub fn to_xml(schema: &Value, name: &XmlName, value: &Value) -> String {
    let mut writing = Writing { root: Root(schema), writer: Writer::new(Vec::new()), prefixes: Vec::new() };
    writing.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    writing.element(name.written(), &[schema], value);
    String::from_utf8(writing.writer.into_inner()).unwrap_or_default()
}

struct Writing<'s> {
    root: Root<'s>,
    writer: Writer<Vec<u8>>,
    /// The prefixes that have a namespace in the elements around.
    prefixes: Vec<&'s str>,
}

/// The attributes of an element. The first with each name counts.
#[derive(Default)]
struct Attributes(Vec<(String, String)>);

impl Attributes {
    fn push(&mut self, name: String, value: &str) {
        if !self.0.iter().any(|(known, _)| *known == name) {
            self.0.push((name, allowed(value)));
        }
    }
}

/// A property of an object that is being written.
struct Property<'s, 'v> {
    name: &'v str,
    form: XmlForm<'s>,
    facets: Facets<'s>,
    schemas: Vec<&'s Value>,
    value: &'v Value,
}

impl<'s> Writing<'s> {
    /// Writes an event. Bytes in memory are always written.
    fn event(&mut self, event: Event<'_>) {
        drop(self.writer.write_event(event));
    }

    /// Writes the element of a value, with the name of its form, or else the one of its place.
    fn element(&mut self, name: &str, schemas: &[&'s Value], value: &Value) {
        let facets = self.root.facets(schemas, &mut All);
        let form = XmlForm::of(&facets);
        let mut attributes = Attributes::default();
        if value.is_null() {
            attributes.push(format!("{XMLNS}:xsi"), INSTANCE);
            attributes.push("xsi:nil".to_owned(), "true");
        }
        let properties = value.as_object().map(|values| self.properties(&facets, values)).unwrap_or_default();
        for property in properties.iter().filter(|property| property.is_attribute()) {
            property.add_to(&mut attributes);
        }
        self.around(form, name, attributes, |writing| match value {
            Value::Null => {}
            Value::Object(_) => properties.iter().for_each(|property| writing.child(property)),
            Value::Array(items) => writing.items(ITEM, &facets, items),
            value => writing.text(&written(value)),
        });
    }

    /// Writes an element around its content.
    fn around(&mut self, form: XmlForm<'s>, name: &str, attributes: Attributes, content: impl FnOnce(&mut Self)) {
        let depth = self.prefixes.len();
        let mut all = Attributes::default();
        self.prefixes.extend(declare(form, &mut all));
        for (name, value) in attributes.0 {
            all.push(name, &value);
        }
        let name = valid(form.name.unwrap_or(name));
        // A prefix without a namespace would not be well-formed.
        let name = match form.prefix.filter(|prefix| self.prefixes.contains(prefix)) {
            Some(prefix) => format!("{}:{name}", valid(prefix)),
            None => name,
        };
        let attributes = all.0.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        self.event(Event::Start(BytesStart::new(name.as_str()).with_attributes(attributes)));
        content(self);
        self.event(Event::End(BytesEnd::new(name.as_str())));
        self.prefixes.truncate(depth);
    }

    fn properties<'v>(&self, facets: &Facets<'s>, values: &'v Map<String, Value>) -> Vec<Property<'s, 'v>> {
        let known = facets.properties();
        let additional: Vec<_> = facets.each(Facet::additional_properties).collect();
        let properties = values.iter().map(|(name, value)| {
            let schemas = known.get(name.as_str()).unwrap_or(&additional).clone();
            let facets = self.root.facets(&schemas, &mut All);
            Property { name, form: XmlForm::of(&facets), facets, schemas, value }
        });
        properties.collect()
    }

    /// Writes a property that is not an attribute.
    fn child(&mut self, property: &Property<'s, '_>) {
        let Property { name, form, facets, schemas, value } = property;
        match (form.node, value) {
            (Some(XmlNode::Attribute), _) => {}
            (Some(XmlNode::Text), _) => self.text(&written(value)),
            (Some(XmlNode::Cdata), _) => {
                for section in BytesCData::escaped(&allowed(&written(value))) {
                    self.event(Event::CData(section));
                }
            }
            (Some(XmlNode::Element), Value::Array(items)) => {
                let item = form.name.unwrap_or(name);
                self.around(*form, name, Attributes::default(), |writing| writing.items(item, facets, items));
            }
            (_, Value::Array(items)) => self.items(form.name.unwrap_or(name), facets, items),
            _ => self.element(name, schemas, value),
        }
    }

    /// Writes an element for each item, with the name of its own form, or else the one of the array.
    fn items(&mut self, name: &str, facets: &Facets<'s>, items: &[Value]) {
        for (index, item) in items.iter().enumerate() {
            self.element(name, &facets.item(index), item);
        }
    }

    fn text(&mut self, text: &str) {
        self.event(Event::Text(BytesText::new(&allowed(text))));
    }
}

impl Property<'_, '_> {
    fn is_attribute(&self) -> bool {
        self.form.node == Some(XmlNode::Attribute) && !self.value.is_null()
    }

    fn add_to(&self, attributes: &mut Attributes) {
        let name = valid(self.form.name.unwrap_or(self.name));
        let prefix = self.form.prefix.filter(|_| self.form.namespace.is_some());
        match declare(XmlForm { prefix, ..self.form }, attributes).filter(|_| prefix.is_some()) {
            Some(prefix) => attributes.push(format!("{}:{name}", valid(prefix)), &written(self.value)),
            None => attributes.push(name, &written(self.value)),
        }
    }
}

/// Declares the namespace of a form, and returns its prefix if that has the namespace.
fn declare<'s>(form: XmlForm<'s>, attributes: &mut Attributes) -> Option<&'s str> {
    let namespace = form.namespace?;
    // XML has prefixes that begin so for itself.
    let is_reserved = |prefix: &&str| valid(prefix).to_ascii_lowercase().starts_with("xml");
    let prefix = form.prefix.filter(|prefix| !is_reserved(prefix));
    match prefix {
        Some(prefix) => attributes.push(format!("{XMLNS}:{}", valid(prefix)), namespace),
        // Attributes without a prefix have no namespace.
        None if form.node == Some(XmlNode::Attribute) => {}
        None => attributes.push(XMLNS.to_owned(), namespace),
    }
    prefix
}

/// Returns a text without the characters that XML cannot have (XML 1.0, section 2.2).
fn allowed(text: &str) -> String {
    let is_allowed = |character: &char| match character {
        '\t' | '\n' | '\r' => true,
        '\u{FFFE}' | '\u{FFFF}' => false,
        character => *character >= ' ',
    };
    text.chars().filter(is_allowed).collect()
}

//! The Schema Object (OpenAPI 3.0.3, section 4.7.24; JSON Schema 2020-12), the same for every version.

mod access;
mod additional;
mod composition;
mod discriminator;
mod keywords;
mod reference;

pub use additional::AdditionalProperties;
pub use discriminator::Discriminator;
pub use keywords::Keyword;

use super::example::{Shown, examples};
use super::view::view;
use super::{JsonType, JsonTypes, Spanned, View, Xml};
use crate::source::{Node, Span, Value};

view! {
    /// A type that a value may have.
    Schema
}

/// An extension that means what `nullable` means; Swagger 2.0 had no such keyword.
pub const X_NULLABLE: &str = "x-nullable";

impl<'d> Schema<'d> {
    /// Returns the value of a boolean schema: `true` allows every value, `false` none.
    pub fn as_bool(self) -> Option<bool> {
        self.node.as_bool()
    }

    /// Returns the types that the schema names, `null` left out.
    pub fn types(self) -> JsonTypes {
        self.named_types().filter(|ty| *ty != JsonType::Null).collect()
    }

    /// Returns the types that the schema names, `null` included.
    pub fn types_with_null(self) -> JsonTypes {
        self.named_types().collect()
    }

    /// Returns where the schema names its types.
    pub fn types_span(self) -> Option<Span> {
        self.fields().node("type").map(|ty| ty.span)
    }

    /// Returns the first type that does not exist.
    pub fn unknown_type(self) -> Option<Spanned<&'d str>> {
        let is_unknown = |name: &Spanned<&str>| JsonType::from_key(name.value).is_none();
        self.type_names().find(is_unknown)
    }

    /// Returns `true` if the schema allows `null` and nothing else.
    pub fn is_null(self) -> bool {
        let by_type = self.fields().text("type") == Some("null");
        let by_values = self.values().is_some_and(|values| values.iter().all(|value| value.is_null()));
        by_type || by_values
    }

    /// Returns `true` if the schema allows `null` beside other values, by `type`, `enum`, `nullable` or `x-nullable`.
    pub fn is_nullable(self) -> bool {
        let by_values = self.values().is_some_and(|values| values.iter().any(|value| value.is_null()));
        // Writers of YAML forget the quotes of `'null'`.
        let is_null = |ty: &Node| ty.as_str() == Some("null") || ty.is_null();
        let by_types = self.fields().items("type").any(is_null);
        // `allOf: [{$ref: …}, {nullable: true}]` allows no `null` by the letter, and nobody writes it for another reason.
        let by_part = self.all_of().iter().any(|part| part.has_only_annotations() && part.says_nullable());
        self.says_nullable() || self.fields().flag(X_NULLABLE).unwrap_or_default() || by_values || by_types || by_part
    }

    /// Returns `true` if the schema says `nullable: true` itself.
    pub fn says_nullable(self) -> bool {
        self.fields().flag("nullable").unwrap_or_default()
    }

    /// Returns the values that the schema lists by `enum` or `const`, if it lists any.
    pub fn values(self) -> Option<Vec<&'d Node>> {
        match (self.fields().node("enum"), self.fields().node("const")) {
            (Some(values), _) => Some(values.items().collect()).filter(|values: &Vec<_>| !values.is_empty()),
            (None, constant) => constant.map(|constant| vec![constant]),
        }
    }

    /// Returns a listed value as the text that the document writes: YAML 1.2 reads a number where an author of YAML 1.1 wrote
    /// the text `010`. Nothing for `null`, arrays and objects.
    pub fn written_text(self, value: &'d Node) -> Option<&'d str> {
        match &value.value {
            Value::String(text) => Some(text),
            Value::Number(_) | Value::Bool(_) => {
                let file = self.document.source().files.get(value.span.file.0)?;
                // An anchor or a tag may be before it.
                file.text.get(value.span.start..value.span.end)?.split_whitespace().last()
            }
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// Returns where the schema lists values by `enum`.
    pub fn values_span(self) -> Option<Span> {
        self.fields().node("enum").map(|values| values.span)
    }

    /// Returns the format; empty without one.
    pub fn format(self) -> &'d str {
        self.fields().text("format").unwrap_or_default()
    }

    /// Returns the bounds, exclusive or not.
    pub fn bounds(self) -> impl Iterator<Item = &'d Node> + use<'d> {
        let fields = self.fields();
        ["minimum", "maximum"].into_iter().filter_map(move |keyword| fields.node(keyword))
    }

    /// Returns the media type of a string with encoded or plain content.
    pub fn content_media_type(self) -> Option<&'d str> {
        self.fields().text("contentMediaType")
    }

    /// Returns the encoding of a string with binary content, such as `base64`.
    pub fn content_encoding(self) -> Option<&'d str> {
        self.fields().text("contentEncoding")
    }

    /// Returns the schema of the items of an array.
    pub fn items(self) -> Option<Self> {
        self.fields().node("items").map(|node| Self::of(self.document, node))
    }

    /// Returns `true` if the first items of an array have schemas of their own.
    pub fn has_prefix_items(self) -> bool {
        self.fields().node("prefixItems").is_some()
    }

    /// Returns the schemas of properties by name, in document order.
    pub fn properties(self) -> impl Iterator<Item = (Spanned<&'d str>, Self)> + use<'d> {
        let document = self.document;
        self.fields()
            .entries("properties")
            .map(move |(name, entry)| (Spanned { value: name, span: entry.key }, Self::of(document, &entry.node)))
    }

    /// Returns the schema of a property.
    pub fn property(self, name: &str) -> Option<Self> {
        Some(Self::of(self.document, self.fields().node("properties")?.get(name)?))
    }

    /// Returns `true` if the schema has the keyword `properties`.
    pub fn has_properties(self) -> bool {
        self.fields().node("properties").is_some()
    }

    /// Returns the names of properties that an object must have.
    pub fn required(self) -> impl Iterator<Item = Spanned<&'d str>> + use<'d> {
        self.fields().texts("required")
    }

    /// Returns what properties may be that the schema does not name, if it says so.
    pub fn additional_properties(self) -> Option<AdditionalProperties<'d>> {
        additional::of(self.document, self.fields())
    }

    /// Returns `true` if the schema has the keyword `additionalProperties`.
    pub fn says_additional_properties(self) -> bool {
        self.fields().node("additionalProperties").is_some()
    }

    /// Returns which property tells the alternatives or heirs of the schema apart.
    pub fn discriminator(self) -> Option<Discriminator<'d>> {
        self.fields().object("discriminator")
    }

    /// Returns how the value is written as XML, if the schema says so.
    pub fn xml(self) -> Option<Xml<'d>> {
        self.fields().object("xml")
    }

    /// Returns `true` if the document advises against using the value.
    pub fn is_deprecated(self) -> bool {
        self.fields().flag("deprecated").unwrap_or_default()
    }

    /// Returns the default.
    pub fn default_value(self) -> Option<&'d Node> {
        self.fields().node("default")
    }

    /// Returns the title.
    pub fn title(self) -> Option<&'d str> {
        self.fields().text("title")
    }

    /// Returns the description, in `CommonMark`.
    pub fn description(self) -> Option<&'d str> {
        self.fields().text("description")
    }

    /// Returns the examples.
    pub fn examples(self) -> impl Iterator<Item = Shown<'d>> + use<'d> {
        examples(self.fields())
    }

    /// Returns an extension with where its key is written.
    pub fn extension_entry(self, name: &str) -> Option<&'d crate::source::Entry> {
        self.node.entry(name)
    }

    fn list(self, keyword: &str) -> Option<Vec<Self>> {
        let node = self.fields().node(keyword)?;
        Some(node.items().map(|item| Self::of(self.document, item)).collect())
    }

    fn named_types(self) -> impl Iterator<Item = JsonType> + use<'d> {
        self.type_names().filter_map(|name| JsonType::from_key(name.value))
    }

    fn type_names(self) -> impl Iterator<Item = Spanned<&'d str>> + use<'d> {
        let ty = self.fields().node("type");
        let names: &'d [Node] = match ty.map(|ty| (ty, &ty.value)) {
            Some((ty, Value::String(_))) => std::slice::from_ref(ty),
            Some((_, Value::Array(names))) => names,
            _ => &[],
        };
        names.iter().filter_map(|name| Some(Spanned { value: name.as_str()?, span: name.span }))
    }
}

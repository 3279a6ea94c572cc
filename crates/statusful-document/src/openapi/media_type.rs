//! The Media Type Object and the Encoding Object (OpenAPI 3.0.3, sections 4.7.14 and 4.7.15).

use super::example::{Shown, examples};
use super::view::{Fields, view};
use super::{Family, MediaRange, Schema, Spanned, Style, View};

view! {
    /// Content of one media type or range.
    MediaType
}

view! {
    /// How a property of a form is written.
    Encoding
}

/// An entry of `content`: the media type or range, and what content of it is.
#[derive(Debug, Clone, Copy)]
pub struct Content<'d> {
    /// The media type or range as the document writes it.
    pub key: Spanned<&'d str>,
    /// The kind of its content.
    pub media: MediaType<'d>,
}

/// Returns the entries of `content` in document order.
pub(super) fn contents(fields: Fields<'_>) -> impl Iterator<Item = Content<'_>> + use<'_> {
    fields.map("content").map(|(key, media)| Content { key, media })
}

impl Content<'_> {
    /// Returns the media type or range.
    pub fn range(self) -> MediaRange {
        MediaRange::new(self.key.value)
    }

    /// Returns how content of the media type is read.
    pub fn family(self) -> Family {
        Family::of(self.key.value)
    }
}

impl<'d> MediaType<'d> {
    /// Returns the schema of the whole content.
    pub fn schema(self) -> Option<Schema<'d>> {
        self.fields().node("schema").map(|node| Schema::of(self.document, node))
    }

    /// Returns the schema of one item of a stream, such as an event (OpenAPI 3.2, section 4.14.1).
    pub fn item_schema(self) -> Option<Schema<'d>> {
        self.fields().node("itemSchema").map(|node| Schema::of(self.document, node))
    }

    /// Returns the encodings by property, in document order.
    pub fn encodings(self) -> impl Iterator<Item = (&'d str, Encoding<'d>)> + use<'d> {
        self.fields().map("encoding").map(|(name, encoding)| (name.value, encoding))
    }

    /// Returns the encoding of a property.
    pub fn encoding(self, property: &str) -> Option<Encoding<'d>> {
        self.encodings().find(|(name, _)| *name == property).map(|(_, encoding)| encoding)
    }

    /// Returns the examples of the media type, not those of its schema.
    pub fn examples(self) -> impl Iterator<Item = Shown<'d>> + use<'d> {
        examples(self.fields())
    }
}

impl<'d> Encoding<'d> {
    /// Returns the media types of the part, separated by commas.
    pub fn content_type(self) -> Option<&'d str> {
        self.fields().text("contentType").map(str::trim)
    }

    /// Returns the style. One that any of `style`, `explode` and `allowReserved` implies is `form`.
    pub fn style(self) -> Option<Style> {
        let named = self.fields().text("style").and_then(Style::from_key);
        let is_implied = ["explode", "allowReserved"].iter().any(|field| self.fields().flag(field).is_some());
        named.or(is_implied.then_some(Style::Form))
    }

    /// Returns `true` if lists and objects explode in the style.
    pub fn explode(self) -> bool {
        self.fields().flag("explode").unwrap_or(self.style().is_some_and(Style::explodes))
    }

    /// Returns `true` if reserved characters (RFC 3986, section 2.2) are written as they are.
    pub fn allow_reserved(self) -> bool {
        self.fields().flag("allowReserved").unwrap_or_default()
    }
}

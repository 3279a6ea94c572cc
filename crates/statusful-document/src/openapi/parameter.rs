//! The Parameter Object and the Header Object (OpenAPI 3.0.3, sections 4.7.12 and 4.7.21).

use super::example::{Shown, examples};
use super::media_type::{Content, contents};
use super::view::view;
use super::{ParameterLocation, Schema, Spanned, Style, View};
use crate::source::Span;

view! {
    /// A parameter of an operation.
    Parameter
}

view! {
    /// A header of a response.
    Header
}

/// Headers that are not parameters even where they are listed as such: those of section 4.7.12.2, and those by which HTTP
/// finds the end of a message and its recipient (RFC 9112, sections 3.2 and 6).
const NOT_PARAMETERS: [&str; 7] =
    ["accept", "content-type", "authorization", "content-length", "transfer-encoding", "connection", "host"];

/// Returns `true` if a request header is reserved: the specification or HTTP says what it has.
pub fn is_reserved_header(name: &str) -> bool {
    NOT_PARAMETERS.iter().any(|known| name.eq_ignore_ascii_case(known))
}

impl<'d> Parameter<'d> {
    /// Returns the name.
    pub fn name(self) -> Option<Spanned<&'d str>> {
        self.fields().spanned_text("name")
    }

    /// Returns the value of `in`, whether it is a location or not.
    pub fn written_location(self) -> Option<Spanned<&'d str>> {
        self.fields().spanned_text("in")
    }

    /// Returns where the parameter is sent.
    pub fn location(self) -> Option<ParameterLocation> {
        self.written_location().and_then(|location| ParameterLocation::from_key(location.value))
    }

    /// Returns `true` if the parameter is a header that the specification or HTTP reserves, and is to be ignored.
    pub fn is_reserved_header(self) -> bool {
        self.location() == Some(ParameterLocation::Header) && self.name().is_some_and(|name| is_reserved_header(&name))
    }

    /// Returns `true` if a call needs the parameter. Without a path parameter there is no URL.
    pub fn is_required(self) -> bool {
        self.location() == Some(ParameterLocation::Path) || self.says_required()
    }

    /// Returns `true` if the document says that a call needs the parameter.
    pub fn says_required(self) -> bool {
        self.fields().flag("required").unwrap_or_default()
    }

    /// Returns where the document says whether a call needs the parameter.
    pub fn required_span(self) -> Option<Span> {
        self.fields().node("required").map(|node| node.span)
    }

    /// Returns `true` if the document advises against the parameter.
    pub fn is_deprecated(self) -> bool {
        self.fields().flag("deprecated").unwrap_or_default()
    }

    /// Returns `true` if the parameter may be sent without a value.
    pub fn allows_empty_value(self) -> bool {
        self.fields().flag("allowEmptyValue").unwrap_or_default()
    }

    /// Returns the style; one that the location does not have is its default.
    pub fn style(self) -> Style {
        let location = self.location().unwrap_or(ParameterLocation::Query);
        let named = self.fields().text("style").and_then(Style::from_key);
        named.filter(|style| style.is_of(location)).unwrap_or_else(|| location.default_style())
    }

    /// Returns where the document names a style that the location does not have.
    pub fn invalid_style(self) -> Option<Span> {
        let named = self.fields().node("style")?;
        (named.as_str() != Some(self.style().as_str())).then_some(named.span)
    }

    /// Returns `true` if lists and objects explode; `deepObject` always does.
    pub fn explode(self) -> bool {
        let style = self.style();
        style == Style::DeepObject || self.fields().flag("explode").unwrap_or(style.explodes())
    }

    /// Returns `true` if reserved characters (RFC 3986, section 2.2) of a query are written as they are.
    pub fn allow_reserved(self) -> bool {
        let is_query = self.location() == Some(ParameterLocation::Query);
        is_query && self.fields().flag("allowReserved").unwrap_or_default()
    }

    /// Returns the fields that only a parameter in the query has, if the parameter is elsewhere.
    pub fn fields_of_the_query(self) -> impl Iterator<Item = Spanned<&'static str>> + use<'d> {
        let is_elsewhere = self.location().is_some_and(|location| location != ParameterLocation::Query);
        let fields = ["allowReserved", "allowEmptyValue"].into_iter().filter(move |_| is_elsewhere);
        fields.filter_map(move |name| Some(Spanned { value: name, span: self.node.entry(name)?.key }))
    }

    /// Returns the schema of a parameter that is written in a style.
    pub fn schema(self) -> Option<Schema<'d>> {
        self.fields().node("schema").map(|node| Schema::of(self.document, node))
    }

    /// Returns the media type of a parameter that is written in one, and its schema.
    pub fn content(self) -> Option<Content<'d>> {
        contents(self.fields()).next()
    }

    /// Returns the description, in `CommonMark`.
    pub fn description(self) -> Option<&'d str> {
        self.fields().text("description")
    }

    /// Returns the examples of the parameter, not those of its schema.
    pub fn examples(self) -> impl Iterator<Item = Shown<'d>> + use<'d> {
        examples(self.fields())
    }
}

impl<'d> Header<'d> {
    /// Returns `true` if the document advises against the header.
    pub fn is_deprecated(self) -> bool {
        self.fields().flag("deprecated").unwrap_or_default()
    }

    /// Returns `true` if lists and objects explode; the style is `simple`.
    pub fn explode(self) -> bool {
        self.fields().flag("explode").unwrap_or_default()
    }

    /// Returns the schema of a header that is written in a style.
    pub fn schema(self) -> Option<Schema<'d>> {
        self.fields().node("schema").map(|node| Schema::of(self.document, node))
    }

    /// Returns the media type of a header that is written in one, and its schema.
    pub fn content(self) -> Option<Content<'d>> {
        contents(self.fields()).next()
    }

    /// Returns the description, in `CommonMark`.
    pub fn description(self) -> Option<&'d str> {
        self.fields().text("description")
    }

    /// Returns the examples of the header, not those of its schema.
    pub fn examples(self) -> impl Iterator<Item = Shown<'d>> + use<'d> {
        examples(self.fields())
    }
}

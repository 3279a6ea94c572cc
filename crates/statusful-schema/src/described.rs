//! Places of a document that describe a value by a schema and examples.

use statusful_document::openapi::{Content, Header, MediaType, Parameter, Schema, Shown};

/// A value as the document describes it: a parameter, a header, or content of a media type.
#[derive(Debug, Clone)]
pub struct Described<'d> {
    pub(crate) schema: Option<Schema<'d>>,
    /// Whether the schema is that of one item of a stream.
    pub(crate) is_item: bool,
    /// The examples of the place itself, not those of its schema.
    pub(crate) examples: Vec<Shown<'d>>,
}

impl<'d> From<Schema<'d>> for Described<'d> {
    fn from(schema: Schema<'d>) -> Self {
        Self { schema: Some(schema), is_item: false, examples: Vec::new() }
    }
}

impl<'d> From<MediaType<'d>> for Described<'d> {
    fn from(media: MediaType<'d>) -> Self {
        let item = media.item_schema();
        Self { schema: item.or_else(|| media.schema()), is_item: item.is_some(), examples: media.examples().collect() }
    }
}

impl<'d> From<Content<'d>> for Described<'d> {
    fn from(content: Content<'d>) -> Self {
        content.media.into()
    }
}

impl<'d> From<Parameter<'d>> for Described<'d> {
    fn from(parameter: Parameter<'d>) -> Self {
        match parameter.content() {
            Some(content) => content.into(),
            None => Self { schema: parameter.schema(), is_item: false, examples: parameter.examples().collect() },
        }
    }
}

impl<'d> From<Header<'d>> for Described<'d> {
    fn from(header: Header<'d>) -> Self {
        match header.content() {
            Some(content) => content.into(),
            None => Self { schema: header.schema(), is_item: false, examples: header.examples().collect() },
        }
    }
}

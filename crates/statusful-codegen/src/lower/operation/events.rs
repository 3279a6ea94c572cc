//! Bodies that are streams of events or of JSON texts.

use crate::ir::{Body, Docs, Scalar, TypeRef};
use crate::lower::schema::{Hint, Models};
use crate::openapi::{Content, EventForm, MediaType};

/// Returns the body of a stream of events.
pub(super) fn body<'d>(content: Content<'d>, hint: &Hint, models: &mut Models<'_, 'd>) -> Body {
    match content.media.event_form() {
        EventForm::Data => Body::Events(item(content, TypeRef::Scalar(Scalar::String), hint, models)),
        EventForm::Event(data) => Body::Events(models.schema(data, &hint.inside("data"))),
        EventForm::Events => Body::EventObjects(item(content, TypeRef::Any, hint, models)),
    }
}

/// Adds to the description of a response which part of its events the schema describes, unless it is the data.
pub(super) fn describe(media: MediaType<'_>, docs: &mut Docs) {
    let form = match media.event_form() {
        EventForm::Data => return,
        EventForm::Event(_) => "The document describes whole events; this is the type of their `data`.",
        EventForm::Events => {
            "The document describes whole events; this type has their `data`, `event`, `id` and `retry`."
        }
    };
    docs.0 = if docs.is_empty() { form.to_owned() } else { format!("{}\n\n{form}", docs.0) };
}

/// Returns the type of one event or line. A schema of a list describes all of them together, as defined by OpenAPI 3.2;
/// `itemSchema` of that version describes one.
pub(super) fn item<'d>(content: Content<'d>, untyped: TypeRef, hint: &Hint, models: &mut Models<'_, 'd>) -> TypeRef {
    if let Some(item) = content.media.item_schema() {
        return models.schema(item, hint);
    }
    match content.media.schema().map(|schema| models.schema(schema, hint)) {
        Some(TypeRef::List(item)) => *item,
        Some(ty) => ty,
        None => untyped,
    }
}

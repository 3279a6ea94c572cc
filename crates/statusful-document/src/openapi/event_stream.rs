//! The schema of `text/event-stream`: the data of each event, or each event as an object with its fields.
//!
//! OpenAPI 3.0 and 3.1 do not say which. Documents that describe whole events have objects with no properties but the
//! fields of an event (WHATWG HTML, section 9.2.6); OpenAPI 3.2 defines them so (section 4.14.4).

use indexmap::IndexMap;

use super::{JsonType, MediaType, Schema};

/// The fields of a server-sent event.
const FIELDS: [&str; 4] = ["data", "event", "id", "retry"];

/// How many schemas are looked at. Schemas may contain themselves.
const MAX_SCHEMAS: usize = 1000;

/// The data that ends a stream, in documents for Speakeasy.
const X_SENTINEL: &str = "x-speakeasy-sse-sentinel";

/// The parts of an event that a schema describes.
#[derive(Debug, Clone, Copy)]
pub enum EventForm<'d> {
    /// The data of each event.
    Data,
    /// Each event. All have data of this schema.
    Event(Schema<'d>),
    /// Each event, of one of several kinds.
    Events,
}

/// The properties of an event.
type Kind<'d> = IndexMap<&'d str, Schema<'d>>;

impl<'d> MediaType<'d> {
    /// Returns what the schema of a stream of events describes.
    pub fn event_form(self) -> EventForm<'d> {
        let Some(kinds) = self.event_kinds() else { return EventForm::Data };
        let with_data: Vec<_> = kinds.iter().filter(|kind| sentinel(kind).is_none()).collect();
        match with_data.as_slice() {
            [one] => one.get("data").map_or(EventForm::Events, |data| EventForm::Event(*data)),
            _ => EventForm::Events,
        }
    }

    /// Returns the data that ends the stream and is not an event, if the document has some.
    pub fn end_mark(self) -> Option<&'d str> {
        let said = self.extension(X_SENTINEL).and_then(crate::source::Node::as_str);
        said.or_else(|| self.event_kinds()?.iter().find_map(sentinel))
    }

    /// Returns the kinds of events that the schema describes, unless it describes their data.
    fn event_kinds(self) -> Option<Vec<Kind<'d>>> {
        let schema = self.item_schema().or_else(|| {
            let whole = self.schema()?;
            whole.resolve()?.items().or(Some(whole))
        })?;
        let mut left = MAX_SCHEMAS;
        let kinds = kinds(schema, &mut left)?;
        let is_event = |kind: &Kind<'_>| !kind.is_empty() && kind.keys().all(|name| FIELDS.contains(name));
        let has_data = kinds.iter().any(|kind| kind.contains_key("data"));
        (has_data && kinds.iter().all(is_event)).then_some(kinds)
    }
}

/// Returns the properties of each alternative of a schema; `None` if there are too many schemas.
fn kinds<'d>(schema: Schema<'d>, left: &mut usize) -> Option<Vec<Kind<'d>>> {
    *left = left.checked_sub(1)?;
    let Some(schema) = schema.resolve() else { return Some(vec![Kind::new()]) };
    let own: Kind<'d> = schema.properties().map(|(name, property)| (name.value, property)).collect();
    let mut found = vec![own];
    for part in schema.all_of() {
        found = combined(&found, &kinds(part, left)?, left)?;
    }
    for alternatives in [schema.one_of(), schema.any_of()].into_iter().flatten() {
        let mut all = Vec::new();
        for alternative in alternatives {
            if !alternative.is_null() {
                all.extend(kinds(alternative, left)?);
            }
        }
        found = combined(&found, &all, left)?;
    }
    Some(found)
}

/// Returns each of one list together with each of another.
fn combined<'d>(first: &[Kind<'d>], second: &[Kind<'d>], left: &mut usize) -> Option<Vec<Kind<'d>>> {
    *left = left.checked_sub(first.len() * second.len())?;
    let both =
        |one: &Kind<'d>, other: &Kind<'d>| one.iter().chain(other).map(|(name, schema)| (*name, *schema)).collect();
    Some(first.iter().flat_map(|one| second.iter().map(move |other| both(one, other))).collect())
}

/// Returns the data of an event that consists of one text.
fn sentinel<'d>(kind: &Kind<'d>) -> Option<&'d str> {
    let data = kind.get("data").filter(|_| kind.len() == 1)?.resolve()?;
    let is_text = data.types().as_slice().iter().all(|ty| *ty == JsonType::String);
    match data.values()?.as_slice() {
        [only] if is_text => only.as_str(),
        _ => None,
    }
}

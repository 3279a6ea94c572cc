//! The data from which the script builds the form of an operation.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;
use statusful_document::openapi::{Content, Family, JsonType, Operation, Parameter, RequestBody, Response, Responses};
use statusful_schema::{Direction, types, values_up_to, visible, written};

use super::credential::{FormCredential, credentials};
use super::room::Room;
use crate::plan::{PlannedContent, PlannedParameter, SampleChoice};
use crate::scenario::is_final;

/// The form of an operation.
#[derive(Debug, Serialize)]
pub(super) struct Form<'d> {
    method: &'static str,
    path: &'d str,
    parameters: Vec<FormParameter<'d>>,
    credentials: Vec<FormCredential>,
    bodies: Vec<FormBody<'d>>,
    responses: Vec<FormResponse<'d>>,
    /// The media types of the responses.
    accept: Vec<&'d str>,
}

/// A parameter: how it is written, and its value in the form.
#[derive(Debug, Serialize)]
struct FormParameter<'d> {
    name: &'d str,
    location: &'static str,
    required: bool,
    #[serde(flatten)]
    style: FormStyle,
    /// Whether the input has JSON, because the schema allows arrays or objects.
    composite: bool,
    value: String,
    /// Whether the value is an example of the document. Other values of optional parameters are only suggested.
    example: bool,
    description: Option<&'d str>,
}

/// How a parameter or a property of a form is written.
#[derive(Debug, Serialize)]
struct FormStyle {
    style: &'static str,
    explode: bool,
    json: bool,
}

/// A media type of the request body, with a body of it.
#[derive(Debug, Serialize)]
struct FormBody<'d> {
    media: &'d str,
    kind: BodyKind,
    value: String,
    /// How properties of a form are written, if the document says so.
    fields: BTreeMap<String, FormStyle>,
}

/// How the text of the input becomes a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum BodyKind {
    /// The text is the body.
    Text,
    /// The text is a JSON object of the fields of an URL-encoded form.
    Form,
    /// The text is a JSON object of the parts.
    Multipart,
}

/// A documented response that can be preferred.
#[derive(Debug, Serialize)]
struct FormResponse<'d> {
    key: String,
    examples: Vec<&'d str>,
}

impl<'d> Form<'d> {
    pub(super) fn of(operation: Operation<'d>, room: &Room) -> Self {
        let bodies = operation.request_body().into_iter().flat_map(RequestBody::contents);
        let responses: Vec<_> = operation.responses().into_iter().flat_map(Responses::iter).collect();
        Self {
            method: operation.method.value.as_str(),
            path: operation.path.value,
            parameters: operation
                .parameters()
                .into_iter()
                .filter_map(|parameter| FormParameter::of(parameter, room))
                .collect(),
            credentials: credentials(operation),
            bodies: bodies.take_while(|_| !room.is_spent()).map(|content| FormBody::of(content, room)).collect(),
            accept: room.distinct(responses.iter().flat_map(|(_, response)| media_types(*response))),
            responses: responses
                .into_iter()
                .filter(|(key, _)| is_final(*key))
                .map(|(key, response)| FormResponse {
                    key: key.to_string(),
                    examples: room.distinct(example_names(response)),
                })
                .collect(),
        }
    }
}

impl<'d> FormParameter<'d> {
    fn of(parameter: Parameter<'d>, room: &Room) -> Option<Self> {
        if room.is_spent() {
            return None;
        }
        let found = values_up_to(1, parameter, Direction::Request);
        let content = parameter.content();
        let json = content.is_some_and(|content| content.family() == Family::Json);
        let composite = types(&found.schema).iter().any(|ty| matches!(ty, JsonType::Array | JsonType::Object));
        let value = found.all.into_iter().next().map(|(_, value)| value);
        Some(Self {
            name: parameter.name()?.value,
            location: parameter.location()?.as_str(),
            required: parameter.is_required(),
            style: FormStyle { style: parameter.style().as_str(), explode: parameter.explode(), json },
            composite: composite && !json,
            value: value
                .map_or_else(String::new, |value| room.text(if json { value.to_string() } else { written(&value) })),
            example: found.examples > 0,
            description: parameter.description().map(|text| room.text(text)),
        })
    }
}

impl<'d> FormBody<'d> {
    fn of(content: Content<'d>, room: &Room) -> Self {
        let kind = match content.family() {
            Family::Form => BodyKind::Form,
            Family::Multipart => BodyKind::Multipart,
            _ => BodyKind::Text,
        };
        let planned = PlannedContent::of(content, Direction::Request);
        let value = if kind == BodyKind::Text { text(&planned) } else { object(content) };
        let fields = planned.fields.iter().filter(|field| room.take(field.name.len()));
        let fields = fields.map(|field| (field.name.clone(), FormStyle::of(field))).collect();
        Self { media: content.key.value, kind, value: room.text(value), fields }
    }
}

impl FormStyle {
    fn of(field: &PlannedParameter) -> Self {
        Self { style: field.style.as_str(), explode: field.explode, json: field.is_json }
    }
}

/// Returns the text of a body, with JSON in several lines.
fn text(content: &PlannedContent) -> String {
    let json = content.structured_value(SampleChoice::Usual).filter(|_| !content.is_xml());
    match json {
        Some((value, _)) => pretty(value),
        None => String::from_utf8_lossy(&content.body(SampleChoice::Usual).unwrap_or_default()).into_owned(),
    }
}

/// Returns the fields of a form as a JSON object.
fn object(content: Content<'_>) -> String {
    let found = values_up_to(1, content, Direction::Request);
    let value = found.all.first().map(|(_, value)| visible(&found.schema, value));
    pretty(&value.unwrap_or_else(|| Value::Object(serde_json::Map::new())))
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// Returns the media types of a response.
pub(super) fn media_types(response: Response<'_>) -> impl Iterator<Item = &str> {
    response.contents().map(|content| content.key.value)
}

/// Returns the names of the examples of a response.
fn example_names(response: Response<'_>) -> impl Iterator<Item = &str> {
    response.contents().flat_map(|content| content.media.examples()).filter_map(|shown| shown.name)
}

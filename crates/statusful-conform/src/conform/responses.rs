//! What is served: every documented response, in several bodies.

use std::collections::BTreeSet;

use serde_json::Value;
use statusful_codegen::ir::{Body, DocumentedResponse, MediaRange, Method, Outcome, Scalar, StatusKey, TypeRef};
use statusful_codegen::openapi::{self, Content, EventForm};
use statusful_schema::{Direction, IMPOSSIBLE, Values, prune, values, visible, written};

use super::pair::OperationPair;
use super::server::Reply;
use super::streams;

/// A documented response: a status and a media type.
#[derive(Debug, Clone)]
pub(super) struct Documented {
    pub(super) status: String,
    pub(super) media: String,
    /// What is served for it, or the reason why nothing is.
    pub(super) served: Result<Vec<Served>, Unserved>,
    /// The number of its examples that do not match the schema.
    pub(super) bad_examples: usize,
}

/// Why a documented response is not served.
#[derive(Debug, Clone)]
pub(super) enum Unserved {
    /// HTTP has no such response.
    Impossible(String),
    /// No body could be made.
    Bodiless(String),
    /// The client has nothing for it.
    Unknown,
}

/// A response and its expected outcome.
#[derive(Debug, Clone)]
pub(super) struct Served {
    pub(super) note: String,
    pub(super) reply: Reply,
    pub(super) is_success: bool,
    /// The variant; empty where the body itself is the result.
    pub(super) variant: String,
    pub(super) expected: Value,
    pub(super) ty: Option<TypeRef>,
    /// The number of properties served that the schema does not name.
    pub(super) stray: usize,
}

/// Returns all documented responses of an operation.
pub(super) fn responses(pair: &OperationPair<'_>) -> Vec<Documented> {
    let documented: Vec<_> = pair.found.responses().into_iter().flat_map(openapi::Responses::iter).collect();
    let keys: BTreeSet<_> = documented.iter().map(|(status, _)| *status).collect();
    let mut found = Vec::new();
    for (status, response) in documented {
        let contents: Vec<_> = response.contents().collect();
        if contents.is_empty() || pair.operation.method == Method::Head {
            found.push(self::documented(pair, status, None, &keys));
        } else {
            found.extend(contents.into_iter().map(|content| self::documented(pair, status, Some(content), &keys)));
        }
    }
    found
}

fn documented(
    pair: &OperationPair<'_>,
    status: StatusKey,
    content: Option<Content<'_>>,
    keys: &BTreeSet<StatusKey>,
) -> Documented {
    let values = content.map(|content| values(content, Direction::Response)).unwrap_or_default();
    let media = content.map(|content| content.key.value);
    let served = served(pair, status, content, &values, keys);
    let media = media.unwrap_or_default().to_owned();
    Documented { status: status.to_string(), media, served, bad_examples: values.bad_examples }
}

fn served(
    pair: &OperationPair<'_>,
    status: StatusKey,
    content: Option<Content<'_>>,
    values: &Values,
    keys: &BTreeSet<StatusKey>,
) -> Result<Vec<Served>, Unserved> {
    let media = content.map(|content| content.key.value);
    if matches!(status, StatusKey::Code(..200) | StatusKey::Range(1)) {
        return Err(Unserved::Impossible("an informational response is no answer".to_owned()));
    }
    if let (StatusKey::Code(code @ (204 | 205 | 304)), Some(_)) = (status, media) {
        return Err(Unserved::Impossible(format!("a response {code} has no body")));
    }
    let range = media.map(MediaRange::new);
    let lowered: Vec<_> =
        lowered(pair).filter(|(_, response)| response.status == status && response.media == range).collect();
    if lowered.is_empty() {
        return Err(Unserved::Unknown);
    }
    let mut served = Vec::new();
    for (is_success, response) in lowered {
        let code = concrete(status, is_success, keys)
            .ok_or_else(|| Unserved::Impossible("every status of its kind is documented by itself".to_owned()))?;
        served.extend(bodies(response, content, values)?.into_iter().map(|(note, body, expected, stray)| Served {
            note,
            reply: Reply { status: code, content_type: media.map(|media| media_type(media, &response.body)), body },
            is_success,
            variant: if is_success && pair.operation.responses.success.is_none() {
                String::new()
            } else {
                response.variant.to_string()
            },
            expected,
            ty: compared(&response.body),
            stray,
        }));
    }
    Ok(served)
}

/// The type of what comes back, where it has one: of all pieces together, where it comes in pieces.
fn compared(body: &Body) -> Option<TypeRef> {
    match body {
        Body::Json(ty) => Some(ty.clone()),
        Body::Events(ty) | Body::EventObjects(ty) | Body::JsonLines(ty) => Some(TypeRef::List(Box::new(ty.clone()))),
        Body::Empty | Body::Text | Body::Bytes | Body::Stream => None,
    }
}

/// Returns the responses of the table, and whether each is a success.
fn lowered<'a>(pair: &OperationPair<'a>) -> impl Iterator<Item = (bool, &'a DocumentedResponse)> + use<'a> {
    pair.operation.responses.cases.iter().filter_map(|case| match &case.outcome {
        Outcome::Success(response) => Some((true, response)),
        Outcome::Failure(response) => Some((false, response)),
        Outcome::Undocumented => None,
    })
}

/// Bodies to serve, and the values that they are: name, bytes, value, and how many members no schema names.
pub(super) type Bodies = Vec<(String, Vec<u8>, Value, usize)>;

/// Values to serve: name, value, expected outcome, and the number of properties that no schema names.
pub(super) type Made = Vec<(String, Value, Value, usize)>;

fn bodies(response: &DocumentedResponse, content: Option<Content<'_>>, values: &Values) -> Result<Bodies, Unserved> {
    let media = content.map_or("", |content| content.key.value);
    let form = content.map_or(EventForm::Data, |content| content.media.event_form());
    match &response.body {
        _ if media.is_empty() => Ok(no_body()),
        Body::Empty => Ok(no_body()),
        Body::Json(_) => {
            let json = made(values)?
                .into_iter()
                .map(|(name, served, expected, stray)| (name, served.to_string().into_bytes(), expected, stray));
            Ok(json.collect())
        }
        Body::EventObjects(_) => Ok(streams::whole_events(pieces(values)?, response.end_mark.as_deref())),
        Body::Events(_) if matches!(form, EventForm::Event(_)) => {
            Ok(streams::events_of_data(pieces(values)?, response.end_mark.as_deref()))
        }
        Body::Events(TypeRef::Scalar(Scalar::String)) => Ok(streams::text_events(pieces(values).unwrap_or_default())),
        Body::Events(_) => Ok(streams::events(pieces(values)?)),
        Body::JsonLines(_) => Ok(streams::lines(pieces(values)?, media)),
        Body::Text | Body::Bytes | Body::Stream => {
            let texts = values.all.iter().map(|(name, value)| (name.clone(), written(value)));
            let texts = texts.chain([("some text".to_owned(), "text: \u{e4} \u{4e2d}\n".to_owned())]);
            Ok(texts.map(|(name, text)| (name, text.clone().into_bytes(), Value::String(text), 0)).collect())
        }
    }
}

fn no_body() -> Bodies {
    vec![("no body".to_owned(), Vec::new(), Value::Null, 0)]
}

fn made(values: &Values) -> Result<Made, Unserved> {
    let made = values.all.iter().map(|(name, value)| {
        let (expected, stray) = prune(&values.schema, value);
        (name.clone(), visible(&values.schema, value), expected, stray)
    });
    let made: Made = made.collect();
    match values.reason.as_str() {
        _ if !made.is_empty() => Ok(made),
        _ if values.schema == Value::Bool(true) => {
            let any = serde_json::json!({ "anything": [1, null] });
            Ok(vec![("anything".to_owned(), any.clone(), any, 0)])
        }
        IMPOSSIBLE => Err(Unserved::Impossible(IMPOSSIBLE.to_owned())),
        reason => Err(Unserved::Bodiless(reason.to_owned())),
    }
}

/// The pieces of a stream. A schema that only lists keep describes all pieces together.
fn pieces(values: &Values) -> Result<Made, Unserved> {
    let made = made(values)?;
    let is_whole = !values.is_item && made.iter().all(|(_, value, ..)| value.is_array());
    Ok(if is_whole { streams::apart(made) } else { made })
}

/// A media type of a range, or the media type itself.
fn media_type(media: &str, body: &Body) -> String {
    let is_json = matches!(body, Body::Json(_));
    match media.split(';').next().unwrap_or_default().trim() {
        "*/*" if is_json => "application/json".to_owned(),
        "*/*" => "application/x-conform".to_owned(),
        "text/*" => "text/plain".to_owned(),
        essence => match essence.strip_suffix("/*") {
            Some(ty) => format!("{ty}/x-conform"),
            None => media.trim().to_owned(),
        },
    }
}

/// A status that is covered by this entry and by none that is more specific.
fn concrete(status: StatusKey, is_success: bool, keys: &BTreeSet<StatusKey>) -> Option<u16> {
    let is_free = |code: &u16| !keys.contains(&StatusKey::Code(*code));
    let has_range = |code: u16| u8::try_from(code / 100).is_ok_and(|class| keys.contains(&StatusKey::Range(class)));
    match status {
        StatusKey::Code(code) => Some(code),
        StatusKey::Range(class) => {
            let first = u16::from(class) * 100;
            (first..first + 100).rev().find(is_free)
        }
        StatusKey::Default => {
            let codes = if is_success { 200..300 } else { 400..600 };
            codes.rev().find(|code| is_free(code) && !has_range(*code))
        }
    }
}

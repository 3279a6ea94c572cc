//! What is served: every documented response, in several bodies.

use std::collections::BTreeSet;

use serde_json::Value;
use statusful_codegen::ir::{Arm, Body, Media, Method, Scalar, StatusMatch, Success, TypeRef};
use statusful_codegen::source::Node;
use statusful_schema::{Direction, IMPOSSIBLE, Values, prune, values, visible, written};

use super::place::Place;
use super::server::Reply;
use super::streams;

/// A documented response: a status and a media type.
#[derive(Debug, Clone)]
pub(super) struct Documented {
    pub(super) status: String,
    pub(super) media: String,
    /// What is served for it; where that is nothing, the reason.
    pub(super) served: Result<Vec<Served>, Unserved>,
    /// How many of its examples do not keep the schema.
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

/// A response, and what should come of it.
#[derive(Debug, Clone)]
pub(super) struct Served {
    pub(super) note: String,
    pub(super) reply: Reply,
    pub(super) is_success: bool,
    /// The variant; empty where the body itself is the result.
    pub(super) variant: String,
    pub(super) expected: Value,
    pub(super) ty: Option<TypeRef>,
    /// How many members were served that the schema does not name.
    pub(super) stray: usize,
}

/// All documented responses of an operation.
pub(super) fn responses(place: &Place<'_, '_>) -> Vec<Documented> {
    let entries = place.found.node.get("responses").into_iter().flat_map(Node::members);
    let entries: Vec<_> = entries.filter(|(key, _)| !key.starts_with("x-")).collect();
    let keys: BTreeSet<_> = entries.iter().filter_map(|(key, _)| status_match(key)).collect();
    let mut found = Vec::new();
    for (key, entry) in entries {
        let Some(response) = place.document.resolve(&entry.node) else { continue };
        let Some(status) = status_match(key) else { continue };
        let content: Vec<_> = response.get("content").into_iter().flat_map(Node::members).collect();
        let is_bodiless = content.is_empty() || place.operation.method == Method::Head;
        if is_bodiless {
            found.push(documented(place, key, status, None, &keys));
        } else {
            found.extend(
                content.iter().map(|(media, entry)| documented(place, key, status, Some((media, &entry.node)), &keys)),
            );
        }
    }
    found
}

fn documented<'d>(
    place: &Place<'d, '_>,
    key: &str,
    status: StatusMatch,
    content: Option<(&str, &'d Node)>,
    keys: &BTreeSet<StatusMatch>,
) -> Documented {
    let values = content.map(|(_, media)| values(place.document, media, Direction::Response)).unwrap_or_default();
    let served = served(place, status, content.map(|(media, _)| media), &values, keys);
    let media = content.map(|(media, _)| media).unwrap_or_default().to_owned();
    Documented { status: key.to_owned(), media, served, bad_examples: values.bad_examples }
}

fn served(
    place: &Place<'_, '_>,
    status: StatusMatch,
    media: Option<&str>,
    values: &Values,
    keys: &BTreeSet<StatusMatch>,
) -> Result<Vec<Served>, Unserved> {
    if matches!(status, StatusMatch::Code(..200) | StatusMatch::Range(1)) {
        return Err(Unserved::Impossible("an informational response is no answer".to_owned()));
    }
    if let (StatusMatch::Code(code @ (204 | 205 | 304)), Some(_)) = (status, media) {
        return Err(Unserved::Impossible(format!("a response {code} has no body")));
    }
    let arms: Vec<_> =
        arms(place).into_iter().filter(|(_, arm)| arm.status == status && is_of(&arm.media, media)).collect();
    if arms.is_empty() {
        return Err(Unserved::Unknown);
    }
    let mut served = Vec::new();
    for (is_success, arm) in arms {
        let code = concrete(status, is_success, keys)
            .ok_or_else(|| Unserved::Impossible("every status of its kind is documented by itself".to_owned()))?;
        served.extend(bodies(arm, media, values)?.into_iter().map(|(note, body, expected, stray)| Served {
            note,
            reply: Reply { status: code, content_type: media.map(|media| media_type(media, &arm.body)), body },
            is_success,
            variant: if is_success && is_single(place) { String::new() } else { arm.variant.to_string() },
            expected,
            ty: compared(&arm.body),
            stray,
        }));
    }
    Ok(served)
}

/// The type of what comes back, where it has one: of all pieces together, where it comes in pieces.
fn compared(body: &Body) -> Option<TypeRef> {
    match body {
        Body::Json(ty) => Some(ty.clone()),
        Body::Events(ty) | Body::JsonLines(ty) => Some(TypeRef::List(Box::new(ty.clone()))),
        Body::Empty | Body::Text | Body::Bytes | Body::Stream => None,
    }
}

fn arms<'a>(place: &Place<'_, 'a>) -> Vec<(bool, &'a Arm)> {
    let responses = &place.operation.responses;
    let success = responses.success_arms().iter().map(|arm| (true, arm));
    success.chain(responses.failure_arms().iter().map(|arm| (false, arm))).collect()
}

fn is_single(place: &Place<'_, '_>) -> bool {
    matches!(place.operation.responses.success, Success::Single(_))
}

/// Bodies to serve, and the values that they are: name, bytes, value, and how many members no schema names.
pub(super) type Bodies = Vec<(String, Vec<u8>, Value, usize)>;

/// Values to serve: name, value, what should come of it, and how many members no schema names.
pub(super) type Made = Vec<(String, Value, Value, usize)>;

fn bodies(arm: &Arm, media: Option<&str>, values: &Values) -> Result<Bodies, Unserved> {
    let media = media.unwrap_or_default();
    match &arm.body {
        _ if media.is_empty() => Ok(no_body()),
        Body::Empty => Ok(no_body()),
        Body::Json(_) => {
            let json = made(values)?
                .into_iter()
                .map(|(name, served, expected, stray)| (name, served.to_string().into_bytes(), expected, stray));
            Ok(json.collect())
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

/// `200`, `4XX` or `default`.
fn status_match(key: &str) -> Option<StatusMatch> {
    let upper = key.to_ascii_uppercase();
    match upper.strip_suffix("XX") {
        Some(class) => class.parse().ok().filter(|class| (1..=5).contains(class)).map(StatusMatch::Range),
        None if key == "default" => Some(StatusMatch::Default),
        None => key.parse().ok().map(StatusMatch::Code),
    }
}

/// Whether an arm is that of a documented media type.
fn is_of(media: &Media, documented: Option<&str>) -> bool {
    let Some(documented) = documented else { return *media == Media::None };
    let documented = documented.trim().to_ascii_lowercase();
    let essence = documented.split(';').next().unwrap_or_default().trim();
    media.as_str() == documented || (essence.ends_with("/*") && media.as_str() == essence)
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
fn concrete(status: StatusMatch, is_success: bool, keys: &BTreeSet<StatusMatch>) -> Option<u16> {
    let is_free = |code: &u16| !keys.contains(&StatusMatch::Code(*code));
    let has_range = |code: u16| u8::try_from(code / 100).is_ok_and(|class| keys.contains(&StatusMatch::Range(class)));
    match status {
        StatusMatch::Code(code) => Some(code),
        StatusMatch::Range(class) => {
            let first = u16::from(class) * 100;
            (first..first + 100).rev().find(is_free)
        }
        StatusMatch::Default => {
            let codes = if is_success { 200..300 } else { 400..600 };
            codes.rev().find(|code| is_free(code) && !has_range(*code))
        }
    }
}

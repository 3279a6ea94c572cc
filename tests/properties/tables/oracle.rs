//! What a response is, looked up in its table.
//!
//! This is written from the OpenAPI specification and from "The response model" in ARCHITECTURE.md, and knows nothing of
//! the generator. It is slow and plain on purpose.

use super::media::{Media, fits};
use super::table::{BODILESS, Content, Response, Schema, Status, Table};

/// What comes of a response.
#[derive(Debug)]
pub(crate) enum Verdict<'t> {
    /// The document has no such status, or not with this media type.
    Undocumented,
    /// One of these, which is one but for a response that does not say its media type.
    Documented(Vec<Documented<'t>>),
}

/// A documented response.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Documented<'t> {
    pub(crate) is_success: bool,
    pub(crate) status: Status,
    /// The media type; `None` if there is no body.
    pub(crate) content: Option<&'t Content>,
    pub(crate) kind: Kind,
}

/// What a body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Nothing,
    Json,
    Text,
    Bytes,
    Events,
    Lines,
    Stream,
}

/// Looks up a status and a media type. `served` is `None` for a response without `Content-Type`.
pub(crate) fn look_up<'t>(table: &'t Table, status: u16, served: Option<&str>) -> Verdict<'t> {
    let Some(response) = response(table, status) else { return Verdict::Undocumented };
    let is_success = match response.status {
        Status::Exact(code) => code < 400,
        Status::Range(class) => class < 4,
        Status::Default if documents_success(table) => {
            // What is answered as a success cannot be the failure that `default` is.
            if status < 300 {
                return Verdict::Undocumented;
            }
            false
        }
        Status::Default => status < 400,
    };
    let documented = |content: Option<&'t Content>| Documented {
        is_success,
        status: response.status,
        content,
        kind: content.map_or(Kind::Nothing, |content| kind(table, content)),
    };
    // A response to HEAD has no body, neither have these statuses, nor one whose content the document does not describe.
    let is_bodiless = matches!(response.status, Status::Exact(code) if BODILESS.contains(&code));
    if table.method == "head" || is_bodiless || response.content.is_empty() {
        return Verdict::Documented(vec![documented(None)]);
    }
    let found = contents(response, served);
    if found.is_empty() {
        return Verdict::Undocumented;
    }
    Verdict::Documented(found.into_iter().map(|content| documented(Some(content))).collect())
}

/// The entry that is for a status: its code, else its range, else `default` (OpenAPI 3.0.3, section 4.7.16).
fn response(table: &Table, status: u16) -> Option<&Response> {
    let of = |wanted| table.responses.iter().find(|response| response.status == wanted);
    of(Status::Exact(status)).or_else(|| of(Status::Range(status / 100))).or_else(|| of(Status::Default))
}

/// Returns `true` if a success is documented: 1XX to 3XX.
fn documents_success(table: &Table) -> bool {
    table.responses.iter().any(|response| match response.status {
        Status::Exact(code) => code < 400,
        Status::Range(class) => class < 4,
        Status::Default => false,
    })
}

/// The most specific of the media types that fit (OpenAPI 3.0.3, sections 4.7.14.1 and 4.7.17).
fn contents<'t>(response: &'t Response, served: Option<&str>) -> Vec<&'t Content> {
    let Some(served) = served else { return of_any_type(response) };
    let served = Media::parse(served);
    let mut ranked = Vec::new();
    for content in &response.content {
        let wanted = wanted(response, &Media::parse(&content.media).unwrap(), served.as_ref());
        let Some(rank) = fits(&wanted, served.as_ref()) else { continue };
        ranked.push((rank, content));
    }
    // Two types of one rank differ in their parameters. If a response has both, nothing says which type is meant.
    let least = ranked.iter().map(|(rank, _)| *rank).min();
    ranked.into_iter().filter(|(rank, _)| Some(*rank) == least).map(|(_, content)| content).collect()
}

/// The part of a documented type that a response has to have. Only parameters that tell it apart from another type of the
/// status have to be there; others may be absent, but not different, and no charset is.
fn wanted(response: &Response, key: &Media, served: Option<&Media>) -> Media {
    let others = response.content.iter().map(|content| Media::parse(&content.media).unwrap());
    let rivals: Vec<_> = others.filter(|other| other != key && other.is_same_type(key)).collect();
    let bare = key.without("charset");
    // No random table has two types that differ in the values of their charsets.
    if rivals.contains(&bare) {
        return key.clone();
    }
    if !rivals.is_empty() {
        return bare;
    }
    // A type with parameters does not stand for others.
    let Some(served) = served.filter(|served| served.is_same_type(key)) else { return bare };
    let names: Vec<_> = bare.parameters.iter().map(|(name, _)| name.clone()).collect();
    names.iter().filter(|name| !served.has(name)).fold(bare, |media, name| media.without(name))
}

/// A response that does not say what it is may be any of the types; a range is for those that nothing else is for.
fn of_any_type(response: &Response) -> Vec<&Content> {
    let rank = |content: &Content| match Media::parse(&content.media).unwrap() {
        Media { ty, .. } if ty == "*" => 2,
        Media { subtype, .. } if subtype == "*" => 1,
        _ => 0,
    };
    let least = response.content.iter().map(rank).min();
    response.content.iter().filter(|content| Some(rank(content)) == least).collect()
}

/// Returns how the content of a media type is read.
pub(crate) fn kind(table: &Table, content: &Content) -> Kind {
    let media = Media::parse(&content.media).unwrap();
    let binary = if content.streams.or(table.streams) == Some(true) { Kind::Stream } else { Kind::Bytes };
    match (media.ty.as_str(), media.subtype.as_str()) {
        ("text", "event-stream") => Kind::Events,
        ("application", "x-ndjson" | "jsonl" | "json-seq") => Kind::Lines,
        ("application" | "text", "json") => Kind::Json,
        (_, subtype) if subtype.ends_with("+json") => Kind::Json,
        ("text", _) => Kind::Text,
        // A range of everything is JSON if its schema describes an object or an array.
        ("*", _) if matches!(content.schema, Schema::Model(_) | Schema::List(_)) => Kind::Json,
        _ => binary,
    }
}

//! A Responses Object to arms: which status and media type means what is decided here and nowhere else.

use super::naming::{unique_idents, unique_type_names};
use super::types::Hint;
use super::{Lowering, docs, example};
use crate::ir::{Arm, Body, Example, Ident, Media, Method, Responses, Scalar, StatusMatch, Success, TypeName, TypeRef};
use crate::media::{self, Family};
use crate::source::Node;

/// The responses, and the `Accept` header that asks for them.
pub(super) struct Lowered {
    pub(super) responses: Responses,
    pub(super) accept: String,
}

impl<'d> Lowering<'d> {
    pub(super) fn responses(&mut self, operation: &'d Node, method: Method, marker: &TypeName, hint: &Hint) -> Lowered {
        let streams = operation.get("x-stream").and_then(Node::as_bool).unwrap_or(false);
        let mut arms = Vec::new();
        let mut headers = Vec::new();
        for (key, entry) in operation.get("responses").into_iter().flat_map(Node::members) {
            let (Some(status), Some(response)) = (status_match(key), self.document.resolve(&entry.node)) else {
                continue;
            };
            self.response(status, response, method, streams, hint, &mut arms);
            headers.extend(self.headers(status, response, marker, hint));
        }
        headers.sort_by_key(|headers| headers.status);
        // A type with parameters is more specific than the same without.
        let is_bare = |arm: &Arm| !arm.media.as_str().contains(';');
        arms.sort_by(|a, b| (a.status, is_bare(a), &a.media).cmp(&(b.status, is_bare(b), &b.media)));
        let accept = accept(&arms);
        let returns_redirects = arms.iter().any(|arm| is_redirect(arm.status));
        let (success, failure) = sides(arms);
        let success = match success.len() {
            0 | 1 => Success::Single(success.into_iter().next()),
            _ => Success::Several(marker.with_suffix("Response"), named(success)),
        };
        let failure = (marker.with_suffix("Error"), named(failure));
        Lowered { responses: Responses { success, failure, headers, returns_redirects }, accept }
    }

    /// One status: an arm for each media type, or one without content.
    fn response(
        &mut self,
        status: StatusMatch,
        node: &'d Node,
        method: Method,
        streams: bool,
        hint: &Hint,
        arms: &mut Vec<Arm>,
    ) {
        let content: Vec<_> = node.get("content").into_iter().flat_map(Node::members).collect();
        if content.is_empty() || method == Method::Head {
            arms.push(arm(status, Media::None, Body::Empty, node, "", Example::default()));
        }
        let several = content.len() > 1;
        for (name, entry) in content.iter().filter(|_| method != Method::Head) {
            let words = if several { media::words(name) } else { String::new() };
            let hint = hint.inside(&format!("{} {words} body", status_words(status)));
            let body = self.response_body(name, &entry.node, streams, &hint);
            let example = example::of(self.document, &entry.node);
            arms.push(arm(status, media_match(name), body, node, &words, example));
        }
    }

    fn response_body(&mut self, name: &str, media: &'d Node, streams: bool, hint: &Hint) -> Body {
        let schema = media.get("schema");
        let says_stream = media.get("x-stream").and_then(Node::as_bool);
        let bytes = if says_stream.unwrap_or(streams) { Body::Stream } else { Body::Bytes };
        match media::family(name) {
            Family::Events => Body::Events(self.piece(media, TypeRef::Scalar(Scalar::String), hint)),
            Family::JsonLines => Body::JsonLines(self.piece(media, TypeRef::Any, hint)),
            Family::Json => Body::Json(schema.map_or(TypeRef::Any, |schema| self.schema(schema, hint))),
            Family::Text => Body::Text,
            // Some tools write `*/*` for all that they produce; a schema with parts tells that it is JSON.
            Family::Any => match schema.map(|schema| self.schema(schema, hint)) {
                Some(ty) if !super::choice::is_text(&ty) && ty != TypeRef::Any => Body::Json(ty),
                _ => bytes,
            },
            Family::Form | Family::Multipart | Family::Other => bytes,
        }
    }

    /// The type of one event or line. A document that describes a list means all of them together, as OpenAPI 3.2 says
    /// it does; `itemSchema` is that version's word for one.
    fn piece(&mut self, media: &'d Node, untyped: TypeRef, hint: &Hint) -> TypeRef {
        if let Some(item) = media.get("itemSchema") {
            return self.schema(item, hint);
        }
        match media.get("schema").map(|schema| self.schema(schema, hint)) {
            Some(TypeRef::List(item)) => *item,
            Some(ty) => ty,
            None => untyped,
        }
    }
}

fn arm(status: StatusMatch, media: Media, body: Body, node: &Node, words: &str, example: Example) -> Arm {
    let name = format!("{} {words}", status_words(status));
    let (variant, accessor) = (TypeName::variant(&name), Ident::new(&name));
    Arm { status, media, variant, accessor, body, docs: docs::of(node), example }
}

/// Success and failure. `default` covers whatever nothing else does: it is a failure, and stands for success too where
/// no success is documented.
fn sides(arms: Vec<Arm>) -> (Vec<Arm>, Vec<Arm>) {
    let documents_success =
        arms.iter().any(|arm| matches!(arm.status, StatusMatch::Code(100..=399) | StatusMatch::Range(1..=3)));
    let mut success = Vec::new();
    let mut failure = Vec::new();
    for arm in arms {
        match arm.status {
            StatusMatch::Code(100..=399) | StatusMatch::Range(1..=3) => success.push(arm),
            StatusMatch::Code(_) | StatusMatch::Range(_) => failure.push(arm),
            StatusMatch::Default => {
                if !documents_success {
                    success.push(arm.clone());
                }
                failure.push(arm);
            }
        }
    }
    (success, failure)
}

/// The arms of one enum, with names of their own.
fn named(mut arms: Vec<Arm>) -> Vec<Arm> {
    unique_type_names(&mut arms, |arm| &mut arm.variant, &[]);
    unique_idents(&mut arms, |arm| &mut arm.accessor, &[]);
    arms
}

/// `200`, `4XX` or `default` (OpenAPI 3.0.3, section 4.7.16.1).
fn status_match(key: &str) -> Option<StatusMatch> {
    if key == "default" {
        return Some(StatusMatch::Default);
    }
    match key.as_bytes() {
        [class @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => Some(StatusMatch::Range(class - b'0')),
        [b'1'..=b'5', _, _] => key.parse().ok().map(StatusMatch::Code),
        _ => None,
    }
}

/// The `http` crate's canonical reason, in words.
pub(super) fn status_words(status: StatusMatch) -> String {
    match status {
        StatusMatch::Code(code) => {
            let reason = http::StatusCode::from_u16(code).ok().and_then(|status| status.canonical_reason());
            reason.map_or_else(|| format!("Status {code}"), |reason| reason.replace('\'', ""))
        }
        StatusMatch::Range(1) => "Informational".to_owned(),
        StatusMatch::Range(2) => "Success".to_owned(),
        StatusMatch::Range(3) => "Redirection".to_owned(),
        StatusMatch::Range(4) => "Client Error".to_owned(),
        StatusMatch::Range(_) => "Server Error".to_owned(),
        StatusMatch::Default => "Default".to_owned(),
    }
}

fn media_match(name: &str) -> Media {
    let name = name.trim().to_ascii_lowercase();
    let essence = name.split(';').next().unwrap_or_default().trim();
    if essence == "*/*" {
        Media::Any
    } else if essence.ends_with("/*") {
        Media::Subtypes(essence.to_owned())
    } else if essence.contains('+') {
        Media::Suffixed(name)
    } else {
        Media::Exact(name)
    }
}

/// A redirection that HTTP clients follow by themselves (RFC 9110, section 15.4).
fn is_redirect(status: StatusMatch) -> bool {
    matches!(status, StatusMatch::Code(301 | 302 | 303 | 307 | 308) | StatusMatch::Range(3))
}

/// Every documented media type once; anything where nothing is documented.
fn accept(arms: &[Arm]) -> String {
    let mut types: Vec<_> = arms.iter().map(|arm| arm.media.as_str()).filter(|media| !media.is_empty()).collect();
    types.sort_by_key(|media| media.contains('*'));
    let mut seen = std::collections::HashSet::new();
    types.retain(|media| seen.insert(*media));
    if types.is_empty() { "*/*".to_owned() } else { types.join(", ") }
}

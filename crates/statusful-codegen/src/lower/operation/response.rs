//! Decides which response has which outcome. No other module does.

use super::events;
use super::header::headers;
use super::matching::matching;
use super::words::{media_words, status_words};
use crate::extension;
use crate::ir::{Body, Case, DocumentedResponse, Example, Outcome, Responses, StatusRange, TypeName, TypeRef};
use crate::lower::schema::{Hint, Models};
use crate::lower::{docs, example};
use crate::openapi::{self, Content, Family, MediaRange, Method, Operation, Response, StatusKey};

/// Lowers the responses of an operation to a table.
pub(super) fn responses<'d>(
    operation: Operation<'d>,
    marker: &TypeName,
    hint: &Hint,
    models: &mut Models<'_, 'd>,
) -> Responses {
    let mut documented = Vec::new();
    let mut described = Vec::new();
    for (status, response) in operation.responses().into_iter().flat_map(openapi::Responses::iter) {
        documented.extend(response_cases(operation, status, response, hint, models));
        described.extend(headers(status, response, marker, hint, models));
    }
    described.sort_by_key(|headers| headers.status);
    documented.sort_by(|a, b| specificity(a).cmp(&specificity(b)));
    // Keys that differ only in case or white space are the same key.
    documented.dedup_by(|later, earlier| specificity(later) == specificity(earlier));
    let returns_redirects = documented.iter().any(|response| is_redirect(response.status));
    let cases = table(&documented);
    let successes = cases.iter().filter(|case| case.outcome.success().is_some()).count();
    let has_failures = cases.iter().any(|case| case.outcome.failure().is_some());
    Responses {
        cases,
        success: (successes > 1).then(|| marker.with_suffix("Response")),
        failure: has_failures.then(|| marker.with_suffix("Error")),
        headers: described,
        returns_redirects,
    }
}

/// Returns the position of a response in match order: exact statuses, then ranges, then `default`. Within a status, the
/// most specific media type is first, and no content is last.
fn specificity(response: &DocumentedResponse) -> (StatusKey, bool, &Option<MediaRange>) {
    (response.status, response.media.is_none(), &response.media)
}

/// Lowers one status: a response for each media type, or one without content. Responses to `HEAD` never have content
/// (RFC 9110, section 9.3.2), and neither do responses with some statuses.
fn response_cases<'d>(
    operation: Operation<'d>,
    status: StatusKey,
    response: Response<'d>,
    hint: &Hint,
    models: &mut Models<'_, 'd>,
) -> Vec<DocumentedResponse> {
    let is_bodiless = operation.method.value == Method::Head || status.is_bodiless();
    let contents: Vec<_> = response.contents().filter(|_| !is_bodiless).collect();
    if contents.is_empty() {
        return vec![documented(status, None, Body::Empty, response, "", Example::default())];
    }
    let mut cases = Vec::new();
    for content in &contents {
        let words = words(*content, &contents);
        let hint = hint.inside(&format!("{} {words} body", status_words(status)));
        let content = *content;
        let body = body(operation, content, &hint, models);
        let example = example::of_content(content);
        let mut case = documented(status, Some(content.range()), body, response, &words, example);
        if !is_success(status) && matches!(case.body, Body::Json(_) | Body::Text) {
            case.message = content.media.schema().and_then(|schema| models.message(schema));
        }
        if content.family() == Family::Events {
            case.end_mark = content.media.end_mark().map(str::to_owned);
            events::describe(content.media, &mut case.docs);
        }
        cases.push(case);
    }
    cases
}

/// Returns the words that distinguish a media type of a response from the others.
fn words(content: Content<'_>, contents: &[Content<'_>]) -> String {
    let keys = contents.iter().map(|content| content.key.value);
    if contents.len() > 1 { media_words(content.key.value, keys) } else { String::new() }
}

/// Returns the name hint of a response body, given the index of its content.
pub(super) fn body_hint(operation: Operation<'_>, status: StatusKey, content: usize, hint: &Hint) -> Hint {
    let responses = operation.responses().into_iter().flat_map(openapi::Responses::iter);
    let contents: Vec<_> = responses.filter(|(key, _)| *key == status).flat_map(|(_, it)| it.contents()).collect();
    let words = contents.get(content).map(|content| words(*content, &contents)).unwrap_or_default();
    hint.inside(&format!("{} {words} body", status_words(status)))
}

fn documented(
    status: StatusKey,
    media: Option<MediaRange>,
    body: Body,
    response: Response<'_>,
    words: &str,
    example: Example,
) -> DocumentedResponse {
    let name = format!("{} {words}", status_words(status));
    let variant = TypeName::variant(&name);
    let docs = docs::of(response.description());
    DocumentedResponse { status, media, variant, body, docs, end_mark: None, message: None, example }
}

fn body<'d>(operation: Operation<'d>, content: Content<'d>, hint: &Hint, models: &mut Models<'_, 'd>) -> Body {
    let bytes = if extension::is_stream(content.media, operation) { Body::Stream } else { Body::Bytes };
    let schema = content.media.schema();
    match content.family() {
        Family::Events => events::body(content, hint, models),
        Family::JsonLines => Body::JsonLines(events::item(content, TypeRef::Any, hint, models)),
        Family::Json => Body::Json(schema.map_or(TypeRef::Any, |schema| models.schema(schema, hint))),
        Family::Text => Body::Text,
        // Some tools write `*/*` for every media type. A schema with structure shows that it is JSON.
        Family::Any => match schema.map(|schema| models.schema(schema, hint)) {
            Some(ty) if !ty.is_text() && ty != TypeRef::Any => Body::Json(ty),
            _ => bytes,
        },
        Family::Form | Family::Multipart | Family::Other => bytes,
    }
}

/// Returns the exhaustive table of cases, given the documented responses in match order.
///
/// Responses of `1XX` to `3XX` are successes, those of `4XX` and `5XX` failures. `default` is a failure; if no success
/// is documented, it is also a success, depending on the status. If none of a status's media types match, the response
/// is undocumented; it does not fall through to a less specific key.
fn table(documented: &[DocumentedResponse]) -> Vec<Case> {
    let documents_success = documented.iter().any(|response| is_success(response.status));
    let mut cases = Vec::new();
    for group in documented.chunk_by(|a, b| a.status == b.status) {
        let status = group.first().map_or(StatusKey::Default, |response| response.status);
        match status {
            StatusKey::Code(code) => add(&mut cases, StatusRange { first: code, last: code }, status, group),
            StatusKey::Range(class) => {
                let first = u16::from(class) * 100;
                add(&mut cases, StatusRange { first, last: first + 99 }, status, group);
            }
            StatusKey::Default if documents_success => {
                add_failures(&mut cases, StatusRange { first: 300, last: u16::MAX }, group);
            }
            StatusKey::Default => {
                add_successes(&mut cases, StatusRange { first: 0, last: 399 }, group);
                add_failures(&mut cases, StatusRange::ALL, group);
            }
        }
    }
    close(cases)
}

fn is_success(status: StatusKey) -> bool {
    matches!(status, StatusKey::Code(..=399) | StatusKey::Range(..=3))
}

fn add(cases: &mut Vec<Case>, statuses: StatusRange, status: StatusKey, group: &[DocumentedResponse]) {
    if is_success(status) {
        add_successes(cases, statuses, group);
    } else {
        add_failures(cases, statuses, group);
    }
}

fn add_successes(cases: &mut Vec<Case>, statuses: StatusRange, group: &[DocumentedResponse]) {
    add_cases(cases, statuses, group, Outcome::Success);
}

fn add_failures(cases: &mut Vec<Case>, statuses: StatusRange, group: &[DocumentedResponse]) {
    add_cases(cases, statuses, group, Outcome::Failure);
}

/// Adds the cases of a status, starting with those that require parameters of their media type.
fn add_cases(
    cases: &mut Vec<Case>,
    statuses: StatusRange,
    group: &[DocumentedResponse],
    outcome: fn(DocumentedResponse) -> Outcome,
) {
    let case = |response: &DocumentedResponse| {
        let others: Vec<_> = group.iter().filter_map(|other| other.media.as_ref()).collect();
        let others = others.into_iter().filter(|other| Some(*other) != response.media.as_ref()).collect::<Vec<_>>();
        let media = response.media.as_ref().and_then(|media| matching(media, &others));
        Case { statuses, media, outcome: outcome(response.clone()) }
    };
    let mut added: Vec<_> = group.iter().map(case).collect();
    added.sort_by(|a, b| place(a).cmp(&place(b)));
    cases.append(&mut added);
}

fn place(case: &Case) -> (bool, Option<&MediaRange>) {
    (case.media.is_none(), case.media.as_ref().map(|media| &media.range))
}

/// Adds an undocumented case for statuses that a later case would match, and one for all remaining responses.
fn close(documented: Vec<Case>) -> Vec<Case> {
    let undocumented = |statuses| Case { statuses, media: None, outcome: Outcome::Undocumented };
    let ranges: Vec<_> = documented.iter().map(|case| case.statuses).collect();
    let mut cases: Vec<Case> = Vec::new();
    for (case, later) in documented.into_iter().zip(1..) {
        let (statuses, is_open) = (case.statuses, case.media.is_some());
        cases.push(case);
        let is_last = ranges.get(later) != Some(&statuses);
        if is_open && is_last && ranges[later..].iter().any(|later| later.overlaps(statuses)) {
            cases.push(undocumented(statuses));
        }
    }
    let is_closed = cases.last().is_some_and(|last| last.statuses == StatusRange::ALL && last.media.is_none());
    if !is_closed {
        cases.push(undocumented(StatusRange::ALL));
    }
    cases
}

/// Returns `true` if HTTP clients follow responses with this status automatically (RFC 9110, section 15.4).
fn is_redirect(status: StatusKey) -> bool {
    matches!(status, StatusKey::Code(301 | 302 | 303 | 307 | 308) | StatusKey::Range(3))
}

/// Returns the value of `Accept`: every documented media type once, ranges last, or `*/*` if none are documented. Keys
/// that are not media types are omitted, because they would make the header invalid.
pub(super) fn accept(responses: &Responses) -> String {
    let documented = responses.cases.iter().filter_map(|case| case.outcome.success().or(case.outcome.failure()));
    let mut types: Vec<_> = documented.filter_map(|response| response.media.as_ref()).collect();
    types.sort_by_key(|media| media.is_range());
    let mut seen = std::collections::HashSet::new();
    types.retain(|media| MediaRange::is_valid(media.as_str()) && seen.insert(*media));
    let types: Vec<_> = types.into_iter().map(MediaRange::as_str).collect();
    if types.is_empty() { "*/*".to_owned() } else { types.join(", ") }
}

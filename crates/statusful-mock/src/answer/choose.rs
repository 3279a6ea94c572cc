//! From what is wanted to an answer.

use http::{HeaderMap, HeaderValue, StatusCode, header};

use super::accept::{Accepted, concrete};
use super::{Answer, body};
use crate::Fault;
use crate::plan::{Content, Plan, Response};
use crate::problem::Problem;
use crate::scenario::Status;

/// What is wanted of an answer. What is not said is as the document suggests.
#[derive(Debug, Default)]
pub(crate) struct Wish {
    pub(crate) status: Option<Status>,
    pub(crate) example: Option<String>,
    pub(crate) fault: Option<Fault>,
}

/// The answer to a request. What the document does not have is a problem that says what it has.
pub(crate) fn answer(plan: &Plan, wish: &Wish, headers: &HeaderMap) -> Answer {
    if let Some(Status::Anyway(code)) = wish.status {
        let status = StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut answer = Problem::new(status, "undocumented", "a scenario asked for this status").answer();
        answer.fault = wish.fault;
        return answer;
    }
    let found = match wish.status {
        Some(status) => plan.responses.find(status),
        None => plan.responses.usual(),
    };
    match found {
        Some((response, code)) => documented(response, code, wish, headers).unwrap_or_else(Problem::answer),
        None => unknown_status(plan),
    }
}

/// That the operation has no such response, and which it has.
pub(crate) fn unknown_status(plan: &Plan) -> Answer {
    let detail = "the document has no response of this status for the operation";
    Problem::new(StatusCode::NOT_FOUND, "unknown-status", detail).available(plan.responses.names()).answer()
}

fn documented(response: &Response, code: u16, wish: &Wish, headers: &HeaderMap) -> Result<Answer, Problem> {
    let mut answer = Answer::new(StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
    // Several of one name stay several, such as cookies.
    for (name, value) in &response.headers {
        answer.headers.append(name, value.clone());
    }
    answer.fault = wish.fault;
    let Some((content, media)) = content(response, wish, headers)? else { return Ok(answer) };
    let broken = if matches!(wish.fault, Some(Fault::WrongType)) { content.wrong_value() } else { None };
    answer.body = match (wish.fault, broken) {
        (Some(Fault::WrongType), Some(value)) => value.to_string().into_bytes(),
        (Some(Fault::WrongType | Fault::Garbage), _) => body::GARBAGE.to_vec(),
        _ => content.body(wish.example.as_deref()).map_err(|reason| no_body(&reason))?,
    };
    let media = if wish.fault == Some(Fault::WrongMedia) { UNDOCUMENTED } else { &media };
    let media = HeaderValue::from_str(media).ok();
    answer.headers.extend(media.map(|media| (header::CONTENT_TYPE, media)));
    Ok(answer)
}

/// What no document has.
const UNDOCUMENTED: &str = "application/x-undocumented";

fn no_body(reason: &str) -> Problem {
    let detail = format!("no body could be made for the response: {reason}");
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "no-body", detail)
}

/// The content to answer with and its media type, where the response has any. Who wants a status gets it, whatever
/// media types are accepted.
fn content<'p>(
    response: &'p Response,
    wish: &Wish,
    headers: &HeaderMap,
) -> Result<Option<(&'p Content, String)>, Problem> {
    let has_example = |content: &Content| match &wish.example {
        Some(name) => content.example_names().any(|own| own == name),
        None => true,
    };
    let accepted = Accepted::of(headers);
    if wish.example.is_some() {
        let named = response.contents.iter().filter(|content| has_example(content));
        let chosen = named.clone().find_map(|content| accepted.choose(std::slice::from_ref(content)));
        let found = chosen.or_else(|| named.clone().map(|content| (content, concrete(content))).next());
        return found.map(Some).ok_or_else(|| no_example(response));
    }
    let chosen = accepted.choose(&response.contents);
    let first = || response.contents.first().map(|content| (content, concrete(content)));
    match (chosen, first()) {
        (Some(chosen), _) => Ok(Some(chosen)),
        (None, Some(_)) if wish.status.is_none() => Err(not_acceptable(response)),
        (None, first) => Ok(first),
    }
}

fn no_example(response: &Response) -> Problem {
    let mut names: Vec<_> = response.contents.iter().flat_map(Content::example_names).map(str::to_owned).collect();
    names.dedup();
    let detail = "the document has no example of this name for the response";
    Problem::new(StatusCode::NOT_FOUND, "unknown-example", detail).available(names)
}

fn not_acceptable(response: &Response) -> Problem {
    let names = response.contents.iter().map(|content| content.media.clone()).collect();
    let detail = "the document has no media type for the response that the request accepts";
    Problem::new(StatusCode::NOT_ACCEPTABLE, "not-acceptable", detail).available(names)
}

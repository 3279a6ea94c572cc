//! Compares what a client returned with the response that a scenario defines.

use serde_json::Value;
use statusful_codegen::ir::{self, DocumentedResponse};
use statusful_codegen::openapi::{Response, StatusKey};

use super::route::Route;
use super::scenario::{Content, Reply};
use crate::conform::compare::{same, same_written};
use crate::conform::harness::{Answer, Received};

/// The number of characters of a body that are shown.
const SHOWN: usize = 200;

/// Returns what is wrong with the outcome of a call, if anything.
pub(super) fn judge(route: &Route<'_, '_>, reply: &Reply, answer: &Answer) -> Result<(), String> {
    let Some(received) = &answer.received else { return Err(format!("{}: {}", answer.outcome, answer.message)) };
    if received.status != reply.status {
        return Err(format!(
            "the status is {} instead of {}: {}",
            received.status,
            reply.status,
            shown(&received.body)
        ));
    }
    let documented = documented(route, reply.status);
    let wanted = match (documented, reply.status) {
        (None, _) => "undocumented",
        (Some(_), ..400) => "success",
        (Some(_), _) => "failure",
    };
    if answer.outcome != wanted {
        return Err(format!("the outcome is `{}` instead of `{wanted}`: {}", answer.outcome, answer.message));
    }
    documented.map_or(Ok(()), |documented| headers(documented, reply, received))?;
    match &reply.body {
        Some(content) if documented.is_some() => body(route, content, answer),
        Some(content) if content.bytes != received.body => Err(format!("the body is {}", shown(&received.body))),
        _ => Ok(()),
    }
}

/// Returns the response that the document has for a status.
fn documented<'a>(route: &Route<'_, 'a>, status: u16) -> Option<Response<'a>> {
    let responses = route.pair.found.responses()?.iter().filter(|(key, _)| key.covers(status));
    responses.min_by_key(|(key, _): &(StatusKey, _)| *key).map(|(_, response)| response)
}

fn headers(documented: Response<'_>, reply: &Reply, received: &Received) -> Result<(), String> {
    for (name, _) in documented.headers() {
        let is_it = |other: &str| other.eq_ignore_ascii_case(name);
        let Some((_, wanted)) = reply.headers.iter().find(|(other, _)| is_it(other)) else { continue };
        let found = received.headers.iter().find(|(other, _)| is_it(other)).map(|(_, value)| value);
        let found = found.filter(|found| !found.is_null());
        match found {
            Some(found) if same_written(&plain(found), &plain(wanted)) => {}
            Some(found) => return Err(format!("the header `{name}` is {found} instead of {wanted}")),
            None => return Err(format!("the client has no header `{name}`")),
        }
    }
    Ok(())
}

fn body(route: &Route<'_, '_>, content: &Content, answer: &Answer) -> Result<(), String> {
    let Some(response) = response(route, answer) else {
        return Err(format!("there is no variant `{}`", answer.variant));
    };
    let back: Value = serde_json::from_str(&answer.body).map_err(|_| format!("not written: {}", answer.body))?;
    let json = || content.json().ok_or_else(|| "the scenario's body is not JSON".to_owned());
    let (ty, wanted) = match &response.body {
        ir::Body::Empty => return Ok(()),
        ir::Body::Json(ty) => (Some(ty), json()?),
        ir::Body::Text => (None, Value::from(content.text())),
        ir::Body::Bytes | ir::Body::Stream => (None, content.bytes.clone().into()),
        ir::Body::JsonLines(_) | ir::Body::Events(_) | ir::Body::EventObjects(_) => (None, lines(content)?),
    };
    let api = &route.target.subject.client.api;
    match same(api, ty, &wanted, &back) {
        Ok(_) => Ok(()),
        Err(fault) => Err(format!("the body changed: {fault}")),
    }
}

/// Returns the documented response that the client returned.
fn response<'a>(route: &Route<'_, 'a>, answer: &Answer) -> Option<&'a DocumentedResponse> {
    let responses = &route.pair.operation.responses;
    let is_it = |response: &&DocumentedResponse| response.variant.as_str() == answer.variant;
    match (answer.outcome.as_str(), answer.variant.as_str()) {
        ("success", "") => responses.single_success(),
        ("success", _) => responses.successes().find(is_it),
        _ => responses.failures().find(is_it),
    }
}

fn lines(content: &Content) -> Result<Value, String> {
    let text = content.text();
    let lines = text.lines().filter(|line| !line.is_empty()).map(serde_json::from_str::<Value>);
    lines.collect::<Result<_, _>>().map_err(|error| format!("the scenario's lines are not JSON: {error}"))
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Returns the start of a body on one line.
fn shown(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ").chars().take(SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use statusful_codegen::openapi::Document;

    use super::*;
    use crate::spector::route::route;
    use crate::spector::scenario::{Compiled, Exchange};
    use crate::spector::subject::{subjects, targets};

    const ADDRESS: &str = "http://localhost:1";

    /// Checks the response to a request whose status 200 is documented.
    fn judged(reply: &Value, answer: &Value) -> Result<(), String> {
        let folder = tempfile::tempdir().unwrap();
        let document = json!({
            "openapi": "3.0.0",
            "info": { "title": "Shelves", "version": "1" },
            "servers": [{ "url": "{host}/v{version}", "variables": {
                "host": { "default": "" }, "version": { "default": "1" },
            } }],
            "paths": { "/shelves/{id}": { "get": {
                "operationId": "shelf",
                "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
                "responses": { "200": {
                    "description": "A shelf.",
                    "headers": { "X-Books": { "schema": { "type": "integer" } } },
                    "content": { "application/json": { "schema": { "type": "array", "items": { "type": "number" } } } },
                } },
            } } },
        });
        std::fs::write(folder.path().join("shelves.json"), document.to_string()).unwrap();
        let compiled: Compiled = serde_json::from_value(json!({
            "specification": "shelves", "version": null, "file": "shelves.json", "inexpressible": [],
        }))
        .unwrap();
        let subjects = subjects(vec![compiled], folder.path()).unwrap();
        let documents: Vec<_> = subjects.iter().map(|subject| Document::new(&subject.generation.source)).collect();
        let targets = targets(&subjects, &documents);
        let exchange: Exchange = serde_json::from_value(json!({
            "method": "get", "uri": "/v2/shelves/a", "query": {}, "headers": {}, "body": null, "response": reply,
        }))
        .unwrap();
        let route = route(&targets, "shelves", &exchange, ADDRESS).unwrap();
        assert_eq!(route.server, "http://localhost:1/v2");
        assert_eq!(route.path.get("id").map(String::as_str), Some("a"));
        judge(&route, &exchange.response, &serde_json::from_value(answer.clone()).unwrap())
    }

    fn reply(status: u16) -> Value {
        let body = json!({ "contentType": "application/json", "bytes": b"[1, 2]", "form": null });
        json!({ "status": status, "headers": { "x-books": 2 }, "body": body })
    }

    fn answer(outcome: &str, body: &str, books: &Value) -> Value {
        let received = json!({ "status": 200, "headers": { "X-Books": books }, "body": b"[1, 2]" });
        json!({ "number": 1, "outcome": outcome, "body": body, "received": received })
    }

    #[test]
    fn the_status_the_headers_and_the_body_count() {
        let wrong = |answer: &Value| judged(&reply(200), answer).unwrap_err();
        assert_eq!(judged(&reply(200), &answer("success", "[1.0,2]", &json!(2))), Ok(()));
        assert!(wrong(&answer("success", "[1]", &json!(2))).starts_with("the body changed"));
        assert_eq!(wrong(&answer("success", "[1,2]", &json!(3))), "the header `X-Books` is 3 instead of 2");
        assert_eq!(wrong(&answer("success", "[1,2]", &json!(null))), "the client has no header `X-Books`");
        assert!(wrong(&answer("decode", "", &json!(2))).starts_with("the outcome is `decode`"));
        assert_eq!(wrong(&json!({ "number": 1, "outcome": "request", "message": "x" })), "request: x");
        let rejected = judged(&reply(204), &answer("success", "[1,2]", &json!(2)));
        assert_eq!(rejected, Err("the status is 200 instead of 204: [1, 2]".to_owned()));
    }

    #[test]
    fn a_response_that_is_not_documented_is_returned_as_such() {
        let received = json!({ "status": 400, "body": b"[1, 2]" });
        let answer = |outcome: &str| json!({ "number": 1, "outcome": outcome, "received": received });
        assert_eq!(judged(&reply(400), &answer("undocumented")), Ok(()));
        assert!(judged(&reply(400), &answer("failure")).is_err());
    }
}

//! The events that schemathesis reports, one a line.

use std::collections::BTreeMap;
use std::io::BufRead;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::report::Outcome;
use crate::Failure;

/// An event; only some have anything of interest.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Event {
    scenario_finished: Option<Finished>,
    non_fatal_error: Option<Value>,
}

#[derive(Debug, Deserialize)]
struct Finished {
    recorder: Recorder,
}

/// The requests of an operation, and the results of the checks of their responses.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Recorder {
    label: String,
    cases: Map<String, Value>,
    checks: BTreeMap<String, Vec<Check>>,
    interactions: BTreeMap<String, Interaction>,
}

#[derive(Debug, Deserialize)]
struct Check {
    name: String,
    failure_info: Option<FailureInfo>,
}

#[derive(Debug, Deserialize)]
struct FailureInfo {
    failure: FailureText,
}

#[derive(Debug, Deserialize)]
struct FailureText {
    title: String,
    message: String,
}

#[derive(Debug, Deserialize)]
struct Interaction {
    request: Request,
    response: Option<Response>,
}

#[derive(Debug, Deserialize)]
struct Request {
    method: String,
    uri: String,
}

#[derive(Debug, Deserialize)]
struct Response {
    status_code: u16,
    headers: BTreeMap<String, Vec<String>>,
}

/// Reads all events of a document.
pub(super) fn read(document: &str, lines: impl BufRead) -> Result<Outcome, Failure> {
    let mut outcome = Outcome::new(document);
    for line in lines.lines() {
        let line = line.map_err(|error| error.to_string())?;
        let event: Event = serde_json::from_str(&line).map_err(|error| format!("an event: {error}"))?;
        if let Some(finished) = event.scenario_finished {
            add(&mut outcome, &finished.recorder);
        }
        if let Some(error) = event.non_fatal_error {
            let label = error["label"].as_str().unwrap_or_default();
            outcome.fail("error", label, &error.to_string());
        }
    }
    Ok(outcome)
}

fn add(outcome: &mut Outcome, recorder: &Recorder) {
    outcome.cases += recorder.cases.len();
    for (case, checks) in &recorder.checks {
        let interaction = recorder.interactions.get(case);
        for Check { name, failure_info } in checks {
            let Some(FailureInfo { failure }) = failure_info else { continue };
            if name == "status_code_conformance" && interaction.is_some_and(Interaction::is_refused) {
                outcome.refusals += 1;
                continue;
            }
            let request = interaction.map(Interaction::to_text).unwrap_or_default();
            outcome.fail(name, &recorder.label, &format!("{request}: {}: {}", failure.title, failure.message));
        }
    }
}

impl Interaction {
    /// Returns whether the response is a problem of the mock. If its status is not documented either, the document does not say how
    /// invalid requests are refused.
    fn is_refused(&self) -> bool {
        let is_problem = |response: &Response| {
            let media_type = response.headers.get("content-type").and_then(|lines| lines.first());
            (400..500).contains(&response.status_code)
                && media_type.is_some_and(|media_type| media_type == "application/problem+json")
        };
        self.response.as_ref().is_some_and(is_problem)
    }

    fn to_text(&self) -> String {
        let Request { method, uri } = &self.request;
        let status = self.response.as_ref().map(|response| response.status_code).unwrap_or_default();
        format!("{method} {uri} {status}")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn event(check: &str, status: u16, media_type: &str) -> String {
        let failure = json!({ "title": "No", "message": "why", "type": "X" });
        let checks = json!([
            { "name": "not_a_server_error", "status": "success", "failure_info": null },
            { "name": check, "status": "failure", "failure_info": { "failure": failure } },
        ]);
        let response = json!({ "status_code": status, "headers": { "content-type": [media_type] } });
        let interaction = json!({ "request": { "method": "GET", "uri": "http://x/a" }, "response": response });
        let recorder = json!({
            "label": "GET /a", "cases": { "1": {}, "2": {} }, "checks": { "1": checks }, "interactions": { "1": interaction },
        });
        json!({ "ScenarioFinished": { "recorder": recorder } }).to_string()
    }

    #[test]
    fn failures_are_counted_by_check_and_operation() {
        let problem = "application/problem+json";
        let lines = [
            "{\"Initialize\": {}}".to_owned(),
            event("response_schema_conformance", 200, "text/plain"),
            event("status_code_conformance", 400, problem),
            event("status_code_conformance", 400, "text/plain"),
            event("status_code_conformance", 200, problem),
        ];
        let outcome = read("a.yaml", lines.join("\n").as_bytes()).unwrap();
        assert_eq!((outcome.cases, outcome.refusals), (8, 1));
        let failures: Vec<_> = outcome.failures.iter().map(|(key, failure)| (key.as_str(), failure.count)).collect();
        assert_eq!(failures, [("response_schema_conformance: GET /a", 1), ("status_code_conformance: GET /a", 2)]);
        assert_eq!(outcome.failures["response_schema_conformance: GET /a"].first, "GET http://x/a 200: No: why");
    }

    #[test]
    fn an_operation_that_cannot_be_tested_is_a_failure() {
        let outcome = read("a.yaml", b"{\"NonFatalError\": {\"label\": \"GET /a\"}}".as_slice()).unwrap();
        assert!(outcome.failures.contains_key("error: GET /a"));
        assert!(read("a.yaml", b"{".as_slice()).is_err());
    }
}

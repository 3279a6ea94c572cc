//! The grammar of scenarios.

use std::time::Duration;
use std::{error, fmt};

use statusful_document::diagnostic::quote;

use super::Scenario;
use super::scan::{WordKind, Words};
use super::step::{EXPECTED_STATUS, ScriptedBody, Step, StepContent};
use crate::Fault;

/// The longest latency of one response.
const LONGEST: Duration = Duration::from_secs(3600);

/// The longest text that an error shows from its beginning, in bytes.
const SHOWN: usize = 60;

/// A syntax error in a scenario or a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScenarioError {
    text: String,
    at: usize,
    message: &'static str,
}

impl ScenarioError {
    /// The error for a text that is not a fault.
    pub(crate) fn no_fault(text: &str) -> Self {
        let message = "expected a fault (`cut`, `slow`, `slow=3s`, `garbage`, `wrong-type`, `wrong-media`)";
        Self { text: text.to_owned(), at: 0, message }
    }

    /// The error of a step that was built.
    pub(crate) fn of_step(message: &'static str) -> Self {
        Self { text: String::new(), at: 0, message }
    }

    /// Returns the offset of the error in bytes.
    pub fn offset(&self) -> usize {
        self.at
    }
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.text.is_empty() {
            return f.write_str(self.message);
        }
        // Of a long text, the part at the error is shown.
        let rest = self.text.get(self.at..).filter(|_| self.text.len() > SHOWN);
        let (of, shown) = rest.map_or((" of", self.text.as_str()), |rest| (":", rest));
        write!(f, "{}, at byte {}{of} {}", self.message, self.at, quote(shown))
    }
}

impl error::Error for ScenarioError {}

pub(super) fn scenario(text: &str) -> Result<Scenario, ScenarioError> {
    let error = |(at, message): (usize, &'static str)| ScenarioError { text: text.to_owned(), at, message };
    let mut steps = Vec::new();
    let mut step = None;
    // Where the current step begins.
    let mut start = 0;
    for word in Words::of(text) {
        let word = word.map_err(error)?;
        if word.kind == WordKind::Comma {
            steps.push(step.take().ok_or_else(|| error((start, NO_RESPONSE)))?);
            start = word.at + 1;
            continue;
        }
        let step = step.get_or_insert_with(Step::new);
        add(step, &word.kind).map_err(|message| error((word.at, message)))?;
    }
    steps.push(step.ok_or_else(|| error((start, NO_RESPONSE)))?);
    Ok(Scenario { steps })
}

const NO_RESPONSE: &str = "expected a response between the commas";

/// Adds a word to a step.
fn add(step: &mut Step, word: &WordKind<'_>) -> Result<(), &'static str> {
    let body = |body| StepContent::Body(body);
    match word {
        WordKind::Comma => Ok(()),
        WordKind::Json(text) => step.set_content(body(ScriptedBody::Json((*text).to_owned()))),
        WordKind::File(path) => step.set_content(body(ScriptedBody::File(path.into()))),
        WordKind::At(text) if is_latency(text) => {
            step.set_latency(duration(text).ok_or("expected a latency such as `@2s` or `@150ms`, up to an hour")?)
        }
        WordKind::At(path) => step.set_content(body(ScriptedBody::File(path.into()))),
        WordKind::Times(text) => step.set_times(text),
        WordKind::Header(name, value) => step.add_header(name, value),
        WordKind::Plain(text) => add_plain(step, text),
    }
}

/// Returns `true` if the text after `@` is a latency rather than a file.
fn is_latency(text: &str) -> bool {
    text.is_empty() || text.starts_with(|c: char| c == '-' || c.is_ascii_digit())
}

fn add_plain(step: &mut Step, text: &str) -> Result<(), &'static str> {
    if let Some(text) = text.strip_prefix("interval=") {
        return step.set_interval(duration(text).ok_or("expected a time such as `interval=150ms`, up to an hour")?);
    }
    if let Some(fault) = Fault::parse(text) {
        return step.set_fault(fault);
    }
    let (status, example) = text.split_once(':').map_or((text, None), |(status, example)| (status, Some(example)));
    if !status.is_empty() {
        step.set_status(status.parse().map_err(|_| EXPECTED_STATUS)?)?;
    }
    match example {
        Some(example) => {
            step.set_content(StepContent::Example(name(example).ok_or("expected the name of an example")?))
        }
        None => Ok(()),
    }
}

/// Returns the name of an example without quotes.
fn name(text: &str) -> Option<String> {
    let quoted = text.strip_prefix('"').map(|rest| rest.strip_suffix('"'));
    let name = quoted.unwrap_or(Some(text))?;
    (!name.is_empty() && !name.contains('"')).then(|| name.to_owned())
}

/// Reads `2s`, `1.5s`, `150ms` or `2m`.
pub(crate) fn duration(text: &str) -> Option<Duration> {
    let (number, unit) = text.split_at_checked(text.find(|c: char| c.is_ascii_alphabetic())?)?;
    let factor = match unit {
        "ms" => 0.001,
        "s" => 1.0,
        "m" => 60.0,
        _ => return None,
    };
    let seconds = number.parse::<f64>().ok()? * factor;
    Duration::try_from_secs_f64(seconds).ok().filter(|duration| *duration <= LONGEST)
}

#[cfg(test)]
mod tests {
    use http::StatusCode;
    use serde_json::json;
    use statusful_document::openapi::StatusKey;

    use super::*;
    use crate::scenario::WantedStatus;

    #[test]
    fn steps_have_a_status_an_example_a_fault_a_latency_and_a_number() {
        let parsed = scenario("201*2, 200:alice@2s cut , 4xx slow=150ms, 503!, garbage, :\"a, b@c\", default").unwrap();
        let wanted = [
            Step::status(201).times(2),
            Step::status(200).example("alice").latency(Duration::from_secs(2)).fault(Fault::Cut),
            Step::response("4XX").fault(Fault::Slow(Duration::from_millis(150))),
            Step::response("503!"),
            Step::new().fault(Fault::Garbage),
            Step::new().example("a, b@c"),
            Step::response("default"),
        ];
        assert_eq!(parsed.steps, wanted);
        let statuses: Vec<_> = parsed.steps.iter().filter_map(|step| step.status).collect();
        assert_eq!(
            statuses[..3],
            [StatusKey::Code(201), StatusKey::Code(200), StatusKey::Range(4)].map(WantedStatus::Documented)
        );
        assert_eq!(statuses[3], WantedStatus::Anyway(StatusCode::SERVICE_UNAVAILABLE));
    }

    #[test]
    fn steps_have_bodies_and_headers() {
        let text = r#"201 {"message":"wait, \"a\""}*2 , 200 @a/b.json, @"2 c.json"@1s, "a, b" Retry-After="3" Link="<x>; rel=\"n\"",
            [1,{"a":[]}] interval=5ms"#;
        let wanted = [
            Step::status(201).json(&json!({ "message": "wait, \"a\"" })).times(2),
            Step::status(200).file("a/b.json"),
            Step::new().file("2 c.json").latency(Duration::from_secs(1)),
            Step::new().json("a, b").header("retry-after", "3").header("link", "<x>; rel=\"n\""),
            Step::new().json(&json!([1, { "a": [] }])).interval(Duration::from_millis(5)),
        ];
        assert_eq!(scenario(text).unwrap().steps, wanted);
    }

    #[test]
    fn errors_have_the_offset_of_the_word() {
        for (text, at) in [
            ("", 0),
            ("200,,201", 4),
            ("200, 20x", 5),
            ("99", 0),
            ("100", 0),
            ("200 201", 4),
            ("200@", 3),
            ("200@2h", 3),
            ("200@61m", 3),
            ("200@-1s", 3),
            ("200*0", 3),
            ("200:", 0),
            ("200:\"a", 0),
            ("cut cut", 4),
            ("slow=x", 0),
            ("ä, é", 0),
            ("200,", 4),
            (" , 200", 0),
            (r#"200 {"a":1"#, 9),
            (r#"200 {"a" 1}"#, 9),
            ("200 [1,\n2,]", 10),
            ("200 {} []", 7),
            ("200:a {}", 6),
            (r#"200 "a"#, 5),
            (r#"200 @"a"#, 6),
            (r#"200 A="1\n""#, 4),
            (r#"200 Content-Length="1""#, 4),
            (r#"200 ="1""#, 4),
            ("200 A=1", 4),
            ("interval=2", 0),
        ] {
            assert_eq!(scenario(text).map_err(|error| error.offset()), Err(at), "{text}");
        }
        let error = scenario("200, 20x").unwrap_err().to_string();
        assert!(error.ends_with("at byte 5 of `200, 20x`"), "{error}");
        let long = format!("200 {{\"a\":\"{}\"}} oops, 200", "x".repeat(100));
        let error = scenario(&long).unwrap_err().to_string();
        assert!(error.ends_with("at byte 113: `oops, 200`"), "{error}");
    }

    #[test]
    fn steps_that_are_built_have_the_same_errors() {
        let fault = |step: Step| step.error.unwrap_or_default();
        assert_eq!(fault(Step::status(99).times(0)), EXPECTED_STATUS);
        assert!(fault(Step::new().times(0)).contains("`*3`"));
        assert!(fault(Step::new().header("a b", "")).contains("Retry-After"));
        assert!(fault(Step::new().json(&std::collections::HashMap::from([((1, 2), 3)]))).contains("JSON"));
        assert_eq!(ScenarioError::of_step(EXPECTED_STATUS).to_string(), EXPECTED_STATUS);
    }
}

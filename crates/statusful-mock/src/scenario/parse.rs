//! The grammar of scenarios.

use std::time::Duration;
use std::{error, fmt};

use super::{Scenario, Step, WantedStatus};
use crate::Fault;

/// The longest latency of one response.
const LONGEST: Duration = Duration::from_secs(3600);

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

    /// Returns the offset of the error in bytes.
    pub fn offset(&self) -> usize {
        self.at
    }
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = statusful_document::diagnostic::quote(&self.text);
        write!(f, "{}, at byte {} of {quoted}", self.message, self.at)
    }
}

impl error::Error for ScenarioError {}

/// A word of a step, and its offset.
#[derive(Debug)]
struct Word<'t> {
    at: usize,
    text: &'t str,
}

pub(super) fn scenario(text: &str) -> Result<Scenario, ScenarioError> {
    let error = |at: usize, message| ScenarioError { text: text.to_owned(), at, message };
    let mut steps = Vec::new();
    for (at, part) in pieces(text, 0, &[',']) {
        let words = words(part, at);
        if words.is_empty() {
            return Err(error(at, "expected a response between the commas"));
        }
        let mut step = Step { status: None, example: None, fault: None, latency: None, times: 1 };
        for word in words {
            add(&mut step, &word).map_err(|message| error(word.at, message))?;
        }
        steps.push(step);
    }
    Ok(Scenario { steps })
}

/// Returns the words of a step. Blanks separate them, and `@` and `*` begin a new one.
fn words(part: &str, at: usize) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    for (at, text) in pieces(part, at, &[' ', '\t', '\n', '\r']) {
        let mut start = 0;
        let mut is_quoted = false;
        for (index, character) in text.char_indices() {
            is_quoted ^= character == '"';
            if matches!(character, '@' | '*') && !is_quoted && index > start {
                words.push(Word { at: at + start, text: &text[start..index] });
                start = index;
            }
        }
        words.push(Word { at: at + start, text: &text[start..] });
    }
    words.retain(|word| !word.text.is_empty());
    words
}

/// Splits a text at delimiters that are not in quotes. Each piece has its offset.
fn pieces<'t>(text: &'t str, at: usize, delimiters: &[char]) -> Vec<(usize, &'t str)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut is_quoted = false;
    for (index, character) in text.char_indices() {
        is_quoted ^= character == '"';
        if !is_quoted && delimiters.contains(&character) {
            pieces.push((at + start, &text[start..index]));
            start = index + character.len_utf8();
        }
    }
    pieces.push((at + start, &text[start..]));
    pieces
}

const TWICE: &str = "unexpected second value of the same kind";

/// Adds a word to a step.
fn add(step: &mut Step, word: &Word<'_>) -> Result<(), &'static str> {
    let text = word.text;
    if let Some(text) = text.strip_prefix('@') {
        let latency = duration(text).ok_or("expected a latency such as `@2s` or `@150ms`, up to an hour")?;
        return set(&mut step.latency, latency);
    }
    if let Some(text) = text.strip_prefix('*') {
        let times = text.parse().ok().filter(|times| *times > 0).ok_or("expected a number of requests such as `*3`")?;
        step.times = if step.times == 1 { times } else { return Err(TWICE) };
        return Ok(());
    }
    if let Some(fault) = Fault::parse(text) {
        return set(&mut step.fault, fault);
    }
    let (status, example) = text.split_once(':').map_or((text, None), |(status, example)| (status, Some(example)));
    if !status.is_empty() {
        let status = status.parse::<WantedStatus>();
        set(&mut step.status, status.map_err(|_| "expected a status such as `201`, `4XX` or `default`, or a fault")?)?;
    }
    match example {
        Some(example) => set(&mut step.example, name(example).ok_or("expected the name of an example")?),
        None => Ok(()),
    }
}

fn set<T>(place: &mut Option<T>, value: T) -> Result<(), &'static str> {
    match place.replace(value) {
        Some(_) => Err(TWICE),
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
    use statusful_document::openapi::StatusKey;

    use super::*;

    fn plain() -> Step {
        Step { status: None, example: None, fault: None, latency: None, times: 1 }
    }

    #[test]
    fn steps_have_a_status_an_example_a_fault_a_latency_and_a_number() {
        let parsed = scenario("201*2, 200:alice@2s cut , 4xx slow=150ms, 503!, garbage, :\"a, b@c\", default").unwrap();
        let status = |status| Step { status: Some(status), ..plain() };
        let documented = |key| status(WantedStatus::Documented(key));
        let wanted = [
            Step { times: 2, ..documented(StatusKey::Code(201)) },
            Step {
                example: Some("alice".to_owned()),
                latency: Some(Duration::from_secs(2)),
                fault: Some(Fault::Cut),
                ..documented(StatusKey::Code(200))
            },
            Step { fault: Some(Fault::Slow(Duration::from_millis(150))), ..documented(StatusKey::Range(4)) },
            status(WantedStatus::Anyway(StatusCode::SERVICE_UNAVAILABLE)),
            Step { fault: Some(Fault::Garbage), ..plain() },
            Step { example: Some("a, b@c".to_owned()), ..plain() },
            documented(StatusKey::Default),
        ];
        assert_eq!(parsed.steps, wanted);
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
            ("200@soon", 3),
            ("200@2h", 3),
            ("200@61m", 3),
            ("200@-1s", 3),
            ("200*0", 3),
            ("200:", 0),
            ("200:\"a", 0),
            ("cut cut", 4),
            ("slow=x", 0),
            ("ä, é", 0),
        ] {
            assert_eq!(scenario(text).map_err(|error| error.offset()), Err(at), "{text}");
        }
        let error = scenario("200, 20x").unwrap_err().to_string();
        assert!(error.ends_with("at byte 5 of `200, 20x`"), "{error}");
    }
}

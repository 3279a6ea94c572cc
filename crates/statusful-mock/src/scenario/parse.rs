//! The grammar of scenarios.

use std::time::Duration;
use std::{error, fmt};

use super::{Scenario, Status, Step, code};
use crate::Fault;

/// How long one answer may be held back.
const LONGEST: Duration = Duration::from_secs(3600);

/// Why a text is no scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScenarioError {
    text: String,
    at: usize,
    message: &'static str,
}

impl ScenarioError {
    /// That a text is no fault.
    pub(crate) fn no_fault(text: &str) -> Self {
        let message = "a fault (`cut`, `slow`, `slow=3s`, `garbage`, `wrong-type`, `wrong-media`) belongs here";
        Self { text: text.to_owned(), at: 0, message }
    }

    /// The byte of the text at which it stops being a scenario.
    pub fn offset(&self) -> usize {
        self.at
    }
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = statusful_document::diagnostic::quote(&self.text);
        write!(f, "{} at byte {} of {quoted}", self.message, self.at)
    }
}

impl error::Error for ScenarioError {}

/// A part of a step, and where it stands.
#[derive(Debug)]
struct Word<'t> {
    at: usize,
    text: &'t str,
}

pub(super) fn scenario(text: &str) -> Result<Scenario, ScenarioError> {
    let fault = |at: usize, message| ScenarioError { text: text.to_owned(), at, message };
    let mut steps = Vec::new();
    for (at, part) in pieces(text, 0, &[',']) {
        let words = words(part, at);
        if words.is_empty() {
            return Err(fault(at, "there is no answer between the commas"));
        }
        let mut step = Step { status: None, example: None, fault: None, latency: None, times: 1 };
        for word in words {
            add(&mut step, &word).map_err(|message| fault(word.at, message))?;
        }
        steps.push(step);
    }
    Ok(Scenario { steps })
}

/// The words of a step: what blanks part, and what `@` and `*` begin.
fn words(part: &str, at: usize) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    for (at, blank) in pieces(part, at, &[' ', '\t', '\n', '\r']) {
        let mut start = 0;
        let mut is_quoted = false;
        for (index, character) in blank.char_indices() {
            is_quoted ^= character == '"';
            if matches!(character, '@' | '*') && !is_quoted && index > start {
                words.push(Word { at: at + start, text: &blank[start..index] });
                start = index;
            }
        }
        words.push(Word { at: at + start, text: &blank[start..] });
    }
    words.retain(|word| !word.text.is_empty());
    words
}

/// What stands between delimiters that are not in quotes, and at which byte.
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

fn add(step: &mut Step, word: &Word<'_>) -> Result<(), &'static str> {
    let text = word.text;
    if let Some(text) = text.strip_prefix('@') {
        let latency = duration(text).ok_or("a wait such as `@2s` or `@150ms`, of an hour at the most, belongs here")?;
        return set(&mut step.latency, latency);
    }
    if let Some(text) = text.strip_prefix('*') {
        let times =
            text.parse().ok().filter(|times| *times > 0).ok_or("a number of calls such as `*3` belongs here")?;
        step.times = if step.times == 1 { times } else { return Err("this is said twice") };
        return Ok(());
    }
    if let Some(fault) = Fault::parse(text) {
        return set(&mut step.fault, fault);
    }
    let (status, example) = text.split_once(':').map_or((text, None), |(status, example)| (status, Some(example)));
    if !status.is_empty() {
        let anyway = status.strip_suffix('!').and_then(code).map(Status::Anyway);
        let status = anyway.or_else(|| Status::parse(status));
        set(&mut step.status, status.ok_or("a status such as `201`, `4XX` or `default`, or a fault, belongs here")?)?;
    }
    match example {
        Some(example) => set(&mut step.example, name(example).ok_or("the name of an example belongs here")?),
        None => Ok(()),
    }
}

fn set<T>(place: &mut Option<T>, value: T) -> Result<(), &'static str> {
    match place.replace(value) {
        Some(_) => Err("this is said twice"),
        None => Ok(()),
    }
}

/// The name of an example, without the quotes it may stand in.
fn name(text: &str) -> Option<String> {
    let quoted = text.strip_prefix('"').map(|rest| rest.strip_suffix('"'));
    let name = quoted.unwrap_or(Some(text))?;
    (!name.is_empty() && !name.contains('"')).then(|| name.to_owned())
}

/// `2s`, `1.5s`, `150ms` or `2m`.
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
    use super::*;

    fn plain() -> Step {
        Step { status: None, example: None, fault: None, latency: None, times: 1 }
    }

    #[test]
    fn steps_say_status_example_fault_wait_and_number() {
        let parsed = scenario("201*2, 200:alice@2s cut , 4xx slow=150ms, 503!, garbage, :\"a, b@c\", default").unwrap();
        let status = |status| Step { status: Some(status), ..plain() };
        let wanted = [
            Step { times: 2, ..status(Status::Code(201)) },
            Step {
                example: Some("alice".to_owned()),
                latency: Some(Duration::from_secs(2)),
                fault: Some(Fault::Cut),
                ..status(Status::Code(200))
            },
            Step { fault: Some(Fault::Slow(Duration::from_millis(150))), ..status(Status::Range(4)) },
            status(Status::Anyway(503)),
            Step { fault: Some(Fault::Garbage), ..plain() },
            Step { example: Some("a, b@c".to_owned()), ..plain() },
            status(Status::Default),
        ];
        assert_eq!(parsed.steps, wanted);
    }

    #[test]
    fn what_is_no_scenario_is_told_where() {
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
            assert_eq!(scenario(text).map_err(|fault| fault.offset()), Err(at), "{text}");
        }
        let told = scenario("200, 20x").unwrap_err().to_string();
        assert!(told.ends_with("at byte 5 of `200, 20x`"), "{told}");
    }
}

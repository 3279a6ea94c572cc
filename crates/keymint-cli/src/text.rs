//! Text of services, as it may be shown.

/// The longest text of a service that is shown, in characters.
const LONGEST: usize = 200;

/// Text that a service chose: bounded, and with escapes for what is no letter, so that it can neither move the cursor nor
/// pretend to be a line of ours.
pub(crate) fn foreign(text: &str) -> String {
    let mut shown = String::new();
    for character in text.trim().chars().take(LONGEST) {
        match character {
            '"' | '\'' | '\\' => shown.push(character),
            other => shown.extend(other.escape_debug()),
        }
    }
    if text.trim().chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

/// The same as the end of a sentence: without the dot that the sentence has of its own.
pub(crate) fn quoted(text: &str) -> String {
    match foreign(text).trim_end_matches('.') {
        "" => "nothing".to_owned(),
        text => format!("“{text}”"),
    }
}

/// JSON that no terminal takes for more than text: `serde_json` leaves the control characters beyond ASCII as they are.
pub(crate) fn json(value: &serde_json::Value) -> String {
    let escape = |character: char| match character {
        control if control.is_control() => format!("\\u{:04x}", u32::from(control)),
        other => other.to_string(),
    };
    value.to_string().chars().map(escape).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_cannot_write_to_the_terminal() {
        assert_eq!(foreign("It's \"fine\"\n"), "It's \"fine\"");
        assert_eq!(foreign("a\u{1b}[2Jb\r\nerror: c"), "a\\u{1b}[2Jb\\r\\nerror: c");
        assert_eq!(foreign("a\u{9b}2J\u{202e}b"), "a\\u{9b}2J\\u{202e}b");
        assert_eq!(foreign(&"x".repeat(5000)).chars().count(), LONGEST + 1);
    }

    #[test]
    fn a_quotation_has_no_dot_of_its_own() {
        assert_eq!(quoted("Not ready yet."), "“Not ready yet”");
        assert_eq!(quoted(" "), "nothing");
    }

    #[test]
    fn json_stays_the_same_value() {
        let value = serde_json::json!({ "name": "a\u{9b}\u{7f}\u{1b}ü" });
        let line = json(&value);
        assert!(!line.chars().any(char::is_control), "{line}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&line).unwrap(), value);
    }
}

//! Escapes text of services.

/// The maximum length of text of a service, in characters.
const LONGEST: usize = 200;

/// Truncates and escapes text of a service, so that it can neither move the cursor nor
/// imitate the output of this command.
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

/// Quotes text of a service for the end of a sentence, without its full stop.
pub(crate) fn quoted(text: &str) -> String {
    match foreign(text).trim_end_matches('.') {
        "" => "nothing".to_owned(),
        text => format!("“{text}”"),
    }
}

/// Writes JSON that is safe to print: `serde_json` does not escape control characters outside ASCII.
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

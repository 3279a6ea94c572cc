//! Nodes to YAML.

use libyaml_safer::{Emitter, Encoding, Event, MappingStyle, ScalarStyle, SequenceStyle};

use super::super::{Node, Value};
use crate::source::yaml::is_text;

pub(super) fn write(root: &Node) -> libyaml_safer::Result<String> {
    let mut text = Vec::new();
    let mut emitter = Emitter::new();
    emitter.set_output_string(&mut text);
    emitter.set_unicode(true);
    // Lines are as long as their text.
    emitter.set_width(-1);
    emitter.emit(Event::stream_start(Encoding::Utf8))?;
    emitter.emit(Event::document_start(None, &[], true))?;
    node(&mut emitter, root)?;
    emitter.emit(Event::document_end(true))?;
    emitter.emit(Event::stream_end())?;
    emitter.flush()?;
    drop(emitter);
    Ok(String::from_utf8_lossy(&text).into_owned())
}

fn node(emitter: &mut Emitter<'_>, value: &Node) -> libyaml_safer::Result<()> {
    match &value.value {
        Value::Null => plain(emitter, "null"),
        Value::Bool(value) => plain(emitter, if *value { "true" } else { "false" }),
        Value::Number(text) => plain(emitter, text),
        Value::String(text) => string(emitter, text),
        Value::Array(items) => {
            emitter.emit(Event::sequence_start(None, None, true, SequenceStyle::Block))?;
            items.iter().try_for_each(|item| node(emitter, item))?;
            emitter.emit(Event::sequence_end())
        }
        Value::Object(members) => {
            emitter.emit(Event::mapping_start(None, None, true, MappingStyle::Block))?;
            for (name, entry) in members {
                string(emitter, name)?;
                node(emitter, &entry.node)?;
            }
            emitter.emit(Event::mapping_end())
        }
    }
}

fn plain(emitter: &mut Emitter<'_>, text: &str) -> libyaml_safer::Result<()> {
    emitter.emit(Event::scalar(None, None, text, true, true, ScalarStyle::Plain))
}

/// Writes a string as plainly as it can be. The emitter quotes what cannot be in the style.
fn string(emitter: &mut Emitter<'_>, text: &str) -> libyaml_safer::Result<()> {
    let style = match text {
        _ if text.contains(is_escaped) => ScalarStyle::DoubleQuoted,
        _ if text.contains('\n') => ScalarStyle::Literal,
        _ if !is_text(text) || is_something_in_1_1(text) => ScalarStyle::SingleQuoted,
        _ => ScalarStyle::Plain,
    };
    emitter.emit(Event::scalar(None, None, text, true, true, style))
}

/// Returns `true` if a character is written as an escape: control characters, and what YAML 1.1 takes for a line break or a byte
/// order mark.
fn is_escaped(c: char) -> bool {
    (c.is_control() && c != '\n') || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// Returns `true` if readers of YAML 1.1 take plain text for a boolean, a number, a date, or a merge key.
fn is_something_in_1_1(text: &str) -> bool {
    let words = ["y", "n", "yes", "no", "on", "off", "<<", "=", ".inf", "-.inf", "+.inf", ".nan"];
    let is_word = || words.iter().any(|word| word.eq_ignore_ascii_case(text));
    let starts_as_number = text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
    let is_of = |more: &str| text.chars().all(|c| c.is_ascii_hexdigit() || more.contains(c));
    let has_digit = text.contains(|c: char| c.is_ascii_digit());
    // `1_000`, `0b1`, `12:30`, `2024-01-31`. Versions such as `3.0.3` are text everywhere.
    let is_number = text.matches('.').count() < 2 && is_of("_:+-.xobTZ ") && has_digit;
    is_word() || (starts_as_number && is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_older_readers_misread_is_quoted() {
        for text in ["no", "Yes", "1_000", "12:30", "2024-01-31", "0b1", "-.INF", "<<", "2024-01-31T10:00:00Z"] {
            assert!(is_something_in_1_1(text), "{text}");
        }
        for text in ["3.0.3", "nobody", "v1", "-", "a", "1st", "#/components", "10 keys"] {
            assert!(!is_something_in_1_1(text), "{text}");
        }
    }
}

//! The diagnostics of wrong YAML.

use super::anchors::Refusal;
use super::{Span, nested_too_deep, span};
use crate::diagnostic::{Code, Diagnostic, quote};

pub(super) fn invalid(what: impl AsRef<str>) -> Diagnostic {
    Diagnostic::new(Code::InvalidYaml, format!("the document is not valid YAML: {}", what.as_ref()))
}

/// Converts an error of the parser.
pub(super) fn syntax(text: &str, at: usize, info: &str) -> Diagnostic {
    let width = text[at..].chars().next().filter(|next| !next.is_whitespace()).map_or(0, char::len_utf8);
    let place = span(at, at + width);
    invalid(info).at(place, "not allowed in YAML").help(if is_indented_by_tab(text, at) {
        "replace the tabs at the start of the line with spaces"
    } else {
        "check the indentation, and quote text that contains `: ` or ` #` or starts with a special character"
    })
}

/// Tabs are by far the most common error, and invisible.
fn is_indented_by_tab(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |line_break| line_break + 1);
    text[line..].chars().take_while(|character| matches!(character, ' ' | '\t')).any(|character| character == '\t')
}

/// A character that is not printable, somewhere after `at`, where the parser began.
pub(super) fn unprintable(text: &str, at: usize, character: char) -> Diagnostic {
    let at = text[at..].find(character).map_or(at, |found| at + found);
    invalid(format!("the character U+{:04X} is not printable", u32::from(character)))
        .at(span(at, at + character.len_utf8()), "only allowed as an escape")
        .help("remove the character, or write it as an escape in double quotes, such as `\"\\u001B\"`")
}

pub(super) fn second_document(place: Span) -> Diagnostic {
    Diagnostic::new(Code::MultipleDocuments, "the file contains more than one YAML document")
        .at(place, "a second document starts here")
        .help("write each OpenAPI document to its own file")
}

pub(super) fn complex_key(place: Span) -> Diagnostic {
    Diagnostic::new(Code::ComplexKey, "a mapping key is a list or a mapping")
        .at(place, "expected a string")
        .help("if braces or brackets belong to the name, quote it: `'{id}': …`")
}

pub(super) fn unknown_tag(tag: &str, place: Span) -> Diagnostic {
    Diagnostic::new(Code::UnknownTag, format!("unknown YAML tag {}", quote(tag)))
        .at(place, "unknown tag")
        .help("replace the tag with the value that it stands for; only tags of YAML's core schema, such as `!!str`, are supported")
}

/// Why an alias is not replaced by its value.
pub(super) fn refused(refusal: &Refusal, place: Span) -> Diagnostic {
    match refusal {
        Refusal::Circular => invalid("an alias is inside its own anchor").at(place, "recursive alias"),
        Refusal::TooDeep => nested_too_deep(place),
        Refusal::TooMuch => Diagnostic::new(Code::ExcessiveAliases, "YAML aliases expand to too much text")
            .at(place, "the limit is exceeded here")
            .help("move repeated values to `components`, and use `$ref`"),
    }
}

//! JSON to nodes.

use indexmap::map::Entry as Slot;
use jsonc_parser::ast::{self, ObjectPropName};
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::{DEPTH, Entry, Node, Object, Span, Value, duplicate_key, nested_too_deep, span};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// JSON as RFC 8259 has it, and nothing beyond.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

pub(super) fn read(text: &str, diagnostics: &mut Diagnostics) -> Option<Node> {
    match parse_to_ast(text, &CollectOptions::default(), &STRICT) {
        Ok(parsed) => Reader { text, diagnostics }.node(parsed.value?, 0),
        Err(error) => {
            diagnostics.push(syntax(text, &error));
            None
        }
    }
}

fn syntax(text: &str, error: &ParseError) -> Diagnostic {
    let Range { start, end } = error.range();
    let opened = match error.kind() {
        ParseErrorKind::NestingDepthExceeded => return nested_too_deep(span(start, end)),
        ParseErrorKind::UnterminatedObject => "this object is not closed",
        ParseErrorKind::UnterminatedArray => "this array is not closed",
        kind => return invalid(lower(&kind.to_string())).at(span(start, end), "not allowed in JSON"),
    };
    invalid("unexpected end of the document")
        .at(span(text.trim_end().len(), text.trim_end().len()), "the document ends here")
        .at(span(start, start + 1), opened)
        .help("check that the document was saved or downloaded completely")
}

fn invalid(what: impl AsRef<str>) -> Diagnostic {
    Diagnostic::new(Code::InvalidJson, format!("the document is not valid JSON: {}", what.as_ref()))
}

/// The parser's messages start with a capital; ours continue a sentence.
fn lower(message: &str) -> String {
    let mut characters = message.chars();
    let first = characters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(characters).collect()
}

struct Reader<'t, 'd> {
    text: &'t str,
    diagnostics: &'d mut Diagnostics,
}

impl Reader<'_, '_> {
    /// Nothing when the tree is too deep, which ends the reading.
    fn node(&mut self, value: ast::Value<'_>, depth: usize) -> Option<Node> {
        let Range { start, end } = value.range();
        let place = span(start, end);
        if depth > DEPTH {
            self.diagnostics.push(nested_too_deep(place));
            return None;
        }
        let value = match value {
            ast::Value::NullKeyword(_) => Value::Null,
            ast::Value::BooleanLit(literal) => Value::Bool(literal.value),
            ast::Value::NumberLit(literal) => Value::Number(literal.value.to_owned()),
            ast::Value::StringLit(literal) => self.string(literal, place),
            ast::Value::Array(array) => Value::Array(self.items(array.elements, depth)?),
            ast::Value::Object(object) => Value::Object(self.members(object.properties, depth)?),
        };
        Some(Node { span: place, value })
    }

    fn items(&mut self, elements: Vec<ast::Value<'_>>, depth: usize) -> Option<Vec<Node>> {
        elements.into_iter().map(|element| self.node(element, depth + 1)).collect()
    }

    fn members(&mut self, properties: Vec<ast::ObjectProp<'_>>, depth: usize) -> Option<Object> {
        let mut object = Object::with_capacity(properties.len());
        for property in properties {
            let (name, key) = self.key(property.name);
            let node = self.node(property.value, depth + 1)?;
            match object.entry(name) {
                Slot::Vacant(slot) => drop(slot.insert(Entry { key, node })),
                Slot::Occupied(slot) => self.diagnostics.push(duplicate_key(slot.key(), slot.get().key, key)),
            }
        }
        Some(object)
    }

    fn key(&mut self, name: ObjectPropName<'_>) -> (String, Span) {
        let Range { start, end } = name.range();
        self.check_characters(span(start, end));
        (name.into_string(), span(start, end))
    }

    fn string(&mut self, literal: ast::StringLit<'_>, place: Span) -> Value {
        self.check_characters(place);
        Value::String(literal.value.into_owned())
    }

    /// The parser accepts line breaks and other control characters in strings; JSON requires escapes.
    fn check_characters(&mut self, place: Span) {
        let literal = &self.text[place.start..place.end];
        if let Some(index) = literal.bytes().position(|byte| byte < b' ') {
            let at = place.start + index;
            self.diagnostics.tolerate(
                invalid("a string contains a control character")
                    .at(span(at, at + 1), "escape it: `\\n` for a line break, `\\t` for a tab")
                    .at(span(place.start, place.start + 1), "the string starts here"),
            );
        }
    }
}

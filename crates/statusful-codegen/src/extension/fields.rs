//! Reads the keys of an extension.
//!
//! These keys are specific to this generator, so they are read from the tree instead of the typed model.

use super::ExtensionError;
use crate::diagnostic::quote;
use crate::ir::StatusSet;
use crate::openapi::{ResponseExpression, StatusKey};
use crate::source::{Node, Value};

/// The maximum factor between two waits, in thousandths.
const MAX_EXPONENT: f64 = 1_000_000.0;

/// An extension that is read key by key.
pub(super) struct Fields<'n> {
    name: &'static str,
    node: &'n Node,
    pub(super) errors: Vec<ExtensionError>,
}

impl<'n> Fields<'n> {
    /// Reads an extension as an object, and reports unknown keys.
    pub(super) fn of(name: &'static str, node: &'n Node, known: &[&str]) -> Self {
        let mut fields = Self { name, node, errors: Vec::new() };
        let help = format!("the keys are {}", listed(known));
        if node.as_object().is_none() {
            fields.error(node, format!("{} must be an object, not {}", quote(name), node.kind()), &help);
        }
        for (key, entry) in node.members().filter(|(key, _)| !known.contains(key) && !key.starts_with("x-")) {
            let message = format!("unknown key {} in {}", quote(key), quote(name));
            fields.errors.push(ExtensionError { span: entry.key, message, help: help.clone() });
        }
        fields
    }

    /// Returns a time in milliseconds.
    pub(super) fn milliseconds(&mut self, key: &str) -> Option<u64> {
        self.whole(key, "a whole number of milliseconds")
    }

    /// Returns a nonnegative whole number.
    pub(super) fn whole(&mut self, key: &str, what: &str) -> Option<u64> {
        let node = self.node.get(key)?;
        let number = match &node.value {
            Value::Number(text) => text.parse().ok(),
            _ => None,
        };
        self.expect(number, key, what)
    }

    /// Returns a number from 1 to 1000, in thousandths.
    pub(super) fn exponent(&mut self, key: &str) -> Option<u32> {
        let node = self.node.get(key)?;
        let number = match &node.value {
            Value::Number(text) => text.parse::<f64>().ok().map(|number| (number * 1000.0).round()),
            _ => None,
        };
        let number = number.filter(|number| (1000.0..=MAX_EXPONENT).contains(number));
        // The number is whole and in range, so its text can be parsed as an integer.
        let thousandths = number.and_then(|number| format!("{number:.0}").parse().ok());
        self.expect(thousandths, key, "a number from 1 to 1000")
    }

    /// Returns a string that `is_valid` accepts.
    pub(super) fn text(&mut self, key: &str, is_valid: impl Fn(&str) -> bool, what: &str) -> Option<&'n str> {
        let node = self.node.get(key)?;
        self.expect(node.as_str().filter(|text| is_valid(text)), key, what)
    }

    /// Returns a runtime expression for a part of the response.
    pub(super) fn response_part(&mut self, key: &str) -> Option<ResponseExpression> {
        let what = "a part of the response, such as `$response.body#/data` or `$response.header.X-Next`";
        self.text(key, |text| ResponseExpression::parse(text).is_some(), what).and_then(ResponseExpression::parse)
    }

    pub(super) fn boolean(&mut self, key: &str) -> Option<bool> {
        let node = self.node.get(key)?;
        self.expect(node.as_bool(), key, "a boolean")
    }

    /// Returns one of several strings.
    pub(super) fn choice(&mut self, key: &str, choices: &[&str]) -> Option<&'n str> {
        let node = self.node.get(key)?;
        let text = node.as_str().filter(|text| choices.contains(text));
        self.expect(text, key, &format!("one of {}", listed(choices)))
    }

    /// Returns a list of statuses and ranges of statuses, without the invalid ones.
    pub(super) fn statuses(&mut self, key: &str) -> Option<StatusSet> {
        let node = self.node.get(key)?;
        let mut set = StatusSet::default();
        if node.as_array().is_none() {
            return self.expect(None, key, "a list of statuses, such as `[429, 5XX]`");
        }
        for item in node.items() {
            match status(item) {
                Some(StatusKey::Code(code)) => drop(set.codes.insert(code)),
                Some(StatusKey::Range(class)) => drop(set.classes.insert(class)),
                Some(StatusKey::Default) | None => {
                    let message = format!("invalid status in {}", self.path(key));
                    self.error(item, message, "use a status from `100` to `599`, or a range from `1XX` to `5XX`");
                }
            }
        }
        Some(set)
    }

    /// Returns `true` if the extension has a key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.node.get(key).is_some()
    }

    /// Reads a key, and reports it if it is missing.
    pub(super) fn required<T>(&mut self, key: &str, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.node.as_object().is_some() && !self.has(key) {
            self.error(
                self.node,
                format!("{} has no {}", quote(self.name), quote(key)),
                &format!("add {}", quote(key)),
            );
        }
        read(self)
    }

    /// Reports a key that has no meaning in combination with another.
    pub(super) fn inapplicable(&mut self, key: &str, beside: &str) {
        if self.has(key) {
            self.error_in(key, format!("{} has no meaning for {beside}", self.path(key)), "remove it");
        }
    }

    /// Returns a description of a key, such as `` `input` of `x-pagination` ``.
    pub(super) fn path(&self, key: &str) -> String {
        format!("{} of {}", quote(key), quote(self.name))
    }

    /// Reports an error at the value of a key, or at the extension if the key is missing.
    pub(super) fn error_in(&mut self, key: &str, message: String, help: &str) {
        self.error(self.node.get(key).unwrap_or(self.node), message, help);
    }

    fn error(&mut self, at: &Node, message: String, help: &str) {
        self.errors.push(ExtensionError { span: at.span, message, help: help.to_owned() });
    }

    fn expect<T>(&mut self, value: Option<T>, key: &str, what: &str) -> Option<T> {
        if value.is_none() {
            self.error_in(key, format!("invalid {}", self.path(key)), &format!("write {what}"));
        }
        value
    }
}

/// Reads a status, which may be a number, or a range of statuses.
fn status(node: &Node) -> Option<StatusKey> {
    let (Value::Number(text) | Value::String(text)) = &node.value else { return None };
    text.parse().ok()
}

fn listed(known: &[&str]) -> String {
    known.iter().map(|key| quote(key)).collect::<Vec<_>>().join(", ")
}

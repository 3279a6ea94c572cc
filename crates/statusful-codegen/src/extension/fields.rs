//! The keys of an extension, and what their values may be.
//!
//! An extension's keys are this generator's own and not the specification's, so they are read from the tree.

use super::ExtensionFault;
use crate::diagnostic::quote;
use crate::ir::StatusSet;
use crate::openapi::{ResponseExpression, StatusKey};
use crate::source::{Node, Value};

/// The highest factor from one wait to the next, in thousandths.
const MAX_EXPONENT: f64 = 1_000_000.0;

/// An extension that is read key by key.
pub(super) struct Fields<'n> {
    name: &'static str,
    node: &'n Node,
    pub(super) faults: Vec<ExtensionFault>,
}

impl<'n> Fields<'n> {
    /// Reads an extension as an object, and reports keys that are not known.
    pub(super) fn of(name: &'static str, node: &'n Node, known: &[&str]) -> Self {
        let mut fields = Self { name, node, faults: Vec::new() };
        let help = format!("the keys are {}", listed(known));
        if node.as_object().is_none() {
            fields.fault(node, format!("{} must be an object, not {}", quote(name), node.kind()), &help);
        }
        for (key, entry) in node.members().filter(|(key, _)| !known.contains(key) && !key.starts_with("x-")) {
            let message = format!("unknown key {} in {}", quote(key), quote(name));
            fields.faults.push(ExtensionFault { span: entry.key, message, help: help.clone() });
        }
        fields
    }

    /// Returns a time in milliseconds.
    pub(super) fn milliseconds(&mut self, key: &str) -> Option<u64> {
        self.whole(key, "a whole number of milliseconds")
    }

    /// Returns a whole number, not below zero.
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
        // The number is whole and in range, so its text is that of an integer.
        let thousandths = number.and_then(|number| format!("{number:.0}").parse().ok());
        self.expect(thousandths, key, "a number from 1 to 1000")
    }

    /// Returns a text that `is_valid` accepts.
    pub(super) fn text(&mut self, key: &str, is_valid: impl Fn(&str) -> bool, what: &str) -> Option<&'n str> {
        let node = self.node.get(key)?;
        self.expect(node.as_str().filter(|text| is_valid(text)), key, what)
    }

    /// Returns a part of the response, which a runtime expression names.
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

    /// Returns a list of statuses and ranges of them, without those that are invalid.
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
                    self.fault(item, message, "use a status from `100` to `599`, or a range from `1XX` to `5XX`");
                }
            }
        }
        Some(set)
    }

    /// Returns whether the extension has a key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.node.get(key).is_some()
    }

    /// Reads a key, and reports it if it is missing.
    pub(super) fn required<T>(&mut self, key: &str, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.node.as_object().is_some() && !self.has(key) {
            self.fault(self.node, format!("{} lacks {}", quote(self.name), quote(key)), &format!("add {}", quote(key)));
        }
        read(self)
    }

    /// Reports a key that has no meaning beside another.
    pub(super) fn inapplicable(&mut self, key: &str, beside: &str) {
        if self.has(key) {
            self.fault_in(key, format!("{} has no meaning for {beside}", self.path(key)), "remove it");
        }
    }

    /// Returns a key and its extension in words.
    pub(super) fn path(&self, key: &str) -> String {
        format!("{} of {}", quote(key), quote(self.name))
    }

    /// Reports an error at the value of a key, or at the extension if it lacks the key.
    pub(super) fn fault_in(&mut self, key: &str, message: String, help: &str) {
        self.fault(self.node.get(key).unwrap_or(self.node), message, help);
    }

    fn fault(&mut self, at: &Node, message: String, help: &str) {
        self.faults.push(ExtensionFault { span: at.span, message, help: help.to_owned() });
    }

    fn expect<T>(&mut self, value: Option<T>, key: &str, what: &str) -> Option<T> {
        if value.is_none() {
            self.fault_in(key, format!("invalid {}", self.path(key)), &format!("write {what}"));
        }
        value
    }
}

/// Reads a status, which may be a number, or a range of them.
fn status(node: &Node) -> Option<StatusKey> {
    let (Value::Number(text) | Value::String(text)) = &node.value else { return None };
    text.parse().ok()
}

fn listed(known: &[&str]) -> String {
    known.iter().map(|key| quote(key)).collect::<Vec<_>>().join(", ")
}

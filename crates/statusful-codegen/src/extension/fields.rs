//! The members of an extension, each of a kind of its own.

use super::Fault;
use crate::diagnostic::quote;
use crate::ir::StatusSet;
use crate::source::{Node, Value};

/// How much longer each wait may at most be than the one before, in thousandths.
const MAX_EXPONENT: f64 = 1_000_000.0;

/// An extension that is read member by member.
pub(super) struct Fields<'n> {
    name: &'static str,
    node: &'n Node,
    pub(super) faults: Vec<Fault>,
}

impl<'n> Fields<'n> {
    /// An object with these members and no others.
    pub(super) fn of(name: &'static str, node: &'n Node, known: &[&str]) -> Self {
        let mut fields = Self { name, node, faults: Vec::new() };
        let members = format!("its members are {}", listed(known));
        if node.as_object().is_none() {
            fields.fault(node, format!("{} must be an object, not {}", quote(name), node.kind()), &members);
        }
        for (key, entry) in node.members().filter(|(key, _)| !known.contains(key) && !key.starts_with("x-")) {
            let message = format!("{} has no member {}", quote(name), quote(key));
            fields.faults.push(Fault { span: entry.key, message, help: members.clone() });
        }
        fields
    }

    /// A time in milliseconds.
    pub(super) fn milliseconds(&mut self, key: &str) -> Option<u64> {
        self.whole(key, "a whole number of milliseconds")
    }

    /// A whole number, not below zero.
    pub(super) fn whole(&mut self, key: &str, what: &str) -> Option<u64> {
        let node = self.node.get(key)?;
        let number = match &node.value {
            Value::Number(text) => text.parse().ok(),
            _ => None,
        };
        self.expect(number, key, node, what)
    }

    /// A number from 1, in thousandths.
    pub(super) fn exponent(&mut self, key: &str) -> Option<u32> {
        let node = self.node.get(key)?;
        let number = match &node.value {
            Value::Number(text) => text.parse::<f64>().ok().map(|number| (number * 1000.0).round()),
            _ => None,
        };
        let number = number.filter(|number| (1000.0..=MAX_EXPONENT).contains(number));
        // In range, and whole.
        let thousandths = number.and_then(|number| format!("{number:.0}").parse().ok());
        self.expect(thousandths, key, node, "a number from 1 to 1000")
    }

    pub(super) fn boolean(&mut self, key: &str) -> Option<bool> {
        let node = self.node.get(key)?;
        self.expect(node.as_bool(), key, node, "a boolean")
    }

    /// One of some texts.
    pub(super) fn choice(&mut self, key: &str, choices: &[&str]) -> Option<&'n str> {
        let node = self.node.get(key)?;
        let text = node.as_str().filter(|text| choices.contains(text));
        self.expect(text, key, node, &format!("one of {}", listed(choices)))
    }

    /// A list of statuses and classes of them.
    pub(super) fn statuses(&mut self, key: &str) -> Option<StatusSet> {
        let node = self.node.get(key)?;
        let mut set = StatusSet::default();
        if node.as_array().is_none() {
            return self.expect(None, key, node, "a list of statuses, such as `[429, 5XX]`");
        }
        for item in node.items() {
            match status(item) {
                Some(Status::Code(code)) => drop(set.codes.insert(code)),
                Some(Status::Class(class)) => drop(set.classes.insert(class)),
                None => {
                    let message = format!("a status in {} of {} is not valid", quote(key), quote(self.name));
                    self.fault(item, message, "a status is `100` to `599`, and a class of them `1XX` to `5XX`");
                }
            }
        }
        Some(set)
    }

    /// Remembers a fault.
    pub(super) fn fault(&mut self, at: &Node, message: String, help: &str) {
        self.faults.push(Fault { span: at.span, message, help: help.to_owned() });
    }

    fn expect<T>(&mut self, value: Option<T>, key: &str, node: &Node, what: &str) -> Option<T> {
        if value.is_none() {
            let message = format!("{} of {} is not valid", quote(key), quote(self.name));
            self.fault(node, message, &format!("write {what}"));
        }
        value
    }
}

enum Status {
    Code(u16),
    Class(u8),
}

/// A status as a number or as text; a class as text.
fn status(node: &Node) -> Option<Status> {
    let (Value::Number(text) | Value::String(text)) = &node.value else { return None };
    match text.as_bytes() {
        [class @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => Some(Status::Class(class - b'0')),
        [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9'] => text.parse().ok().map(Status::Code),
        _ => None,
    }
}

fn listed(known: &[&str]) -> String {
    known.iter().map(|key| quote(key)).collect::<Vec<_>>().join(", ")
}

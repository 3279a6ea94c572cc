//! `x-polling`: how an operation is repeated until its result is ready.

use super::Read;
use super::fields::Fields;
use crate::diagnostic::quote;
use crate::ir::{Polling, StatusSet};
use crate::openapi::{Operation, StatusKey};
use crate::source::Node;

pub(crate) const X_POLLING: &str = "x-polling";

/// Reads the `x-polling` of an operation. Returns no value if there is an error.
pub(crate) fn polling(node: &Node, operation: Operation<'_>) -> Read<Option<Polling>> {
    let known = ["ready", "pending", "failed", "interval", "maxInterval", "exponent", "deadline"];
    let mut fields = Fields::of(X_POLLING, node, &known);
    let value = Polling {
        ready: fields.statuses("ready").unwrap_or_default(),
        pending: fields.statuses("pending").unwrap_or_default(),
        failed: fields.statuses("failed").unwrap_or_default(),
        interval: fields.milliseconds("interval"),
        max_interval: fields.milliseconds("maxInterval"),
        exponent: fields.exponent("exponent"),
        deadline: fields.milliseconds("deadline"),
    };
    let sets = [("ready", &value.ready), ("pending", &value.pending), ("failed", &value.failed)];
    missing(&mut fields, &sets[..2]);
    for (key, set) in sets {
        undocumented(&mut fields, operation, key, set);
    }
    failing(&mut fields, &value.ready);
    twice(&mut fields, sets);
    let is_complete = !value.ready.is_empty() && !value.pending.is_empty();
    Read { value: (is_complete && fields.errors.is_empty()).then_some(value), errors: fields.errors }
}

/// Reports the first key that lists no status, unless there is another error, which may be about such a status.
fn missing(fields: &mut Fields<'_>, required: &[(&str, &StatusSet)]) {
    for (key, _) in required.iter().filter(|(_, set)| set.is_empty()) {
        if fields.errors.is_empty() {
            let message = format!("{} lists no status", fields.path(key));
            fields.error_in(key, message, &format!("add a status, such as `{key}: [200]`"));
        }
    }
}

/// Reports statuses that the operation does not document.
fn undocumented(fields: &mut Fields<'_>, operation: Operation<'_>, key: &str, set: &StatusSet) {
    let is_documented = |code: u16| {
        operation.responses().is_some_and(|responses| responses.statuses().any(|status| status.covers(code)))
    };
    for code in set.codes.iter().filter(|code| !is_documented(**code)) {
        let message = format!("the status `{code}` in {} is not documented", fields.path(key));
        fields.error_in(key, message, "add it to `responses`, or remove it here");
    }
}

/// Reports statuses that are both ready and an error.
fn failing(fields: &mut Fields<'_>, ready: &StatusSet) {
    let range = ready.classes.iter().find(|class| **class >= 4).map(|class| StatusKey::Range(*class));
    let code = ready.codes.iter().find(|code| **code >= 400).map(|code| StatusKey::Code(*code));
    if let Some(status) = code.or(range) {
        let message = format!("the status `{status}` in {} is an error", fields.path("ready"));
        fields.error_in("ready", message, "use a `2XX` or `3XX` status");
    }
}

/// Reports statuses that are in two sets.
fn twice(fields: &mut Fields<'_>, sets: [(&str, &StatusSet); 3]) {
    for (index, (key, set)) in sets.iter().enumerate() {
        for (other, earlier) in &sets[..index] {
            for code in set.codes.iter().filter(|code| earlier.contains(**code)) {
                let message = format!("the status `{code}` is in both {} and {}", quote(other), fields.path(key));
                fields.error_in(key, message, "list each status once");
            }
        }
    }
}

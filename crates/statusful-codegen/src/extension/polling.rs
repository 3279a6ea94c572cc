//! `x-polling`: how an operation is asked again until its answer is ready.

use super::Read;
use super::fields::Fields;
use crate::diagnostic::quote;
use crate::ir::{Polling, StatusSet};
use crate::source::Node;

/// Reads the `x-polling` of an operation; nothing of it where it does not say which answers are ready and pending.
pub(crate) fn polling(node: &Node, operation: &Node) -> Read<Option<Polling>> {
    let known = ["ready", "pending", "failed", "interval", "maxInterval", "exponent", "deadline"];
    let mut fields = Fields::of("x-polling", node, &known);
    let value = Polling {
        ready: fields.statuses("ready").unwrap_or_default(),
        pending: fields.statuses("pending").unwrap_or_default(),
        failed: fields.statuses("failed").unwrap_or_default(),
        interval: fields.milliseconds("interval"),
        max_interval: fields.milliseconds("maxInterval"),
        exponent: fields.exponent("exponent"),
        deadline: fields.milliseconds("deadline"),
    };
    for (key, set) in [("ready", &value.ready), ("pending", &value.pending)] {
        if set.is_empty() && node.as_object().is_some() && fields.faults.is_empty() {
            let message = format!("`x-polling` does not say which statuses are {key}");
            fields.fault(node, message, &format!("list them: `{key}: [200]`"));
        }
    }
    for (key, set) in [("ready", &value.ready), ("pending", &value.pending), ("failed", &value.failed)] {
        undocumented(&mut fields, node, operation, key, set);
    }
    let failing = value.ready.classes.iter().find(|class| **class >= 4).map(|class| format!("{class}XX"));
    let failing = value.ready.codes.iter().find(|code| **code >= 400).map(u16::to_string).or(failing);
    if let Some(status) = failing {
        let message = format!("{} is ready by `x-polling`, and it is a failure", quote(&status));
        fields.fault(
            node.get("ready").unwrap_or(node),
            message,
            "an answer that is ready is a success: `2XX` or `3XX`",
        );
    }
    twice(&mut fields, node, [("ready", &value.ready), ("pending", &value.pending), ("failed", &value.failed)]);
    let is_whole = !value.ready.is_empty() && !value.pending.is_empty();
    let is_sound = fields.faults.is_empty();
    Read { value: (is_whole && is_sound).then_some(value), faults: fields.faults }
}

/// Says which statuses the operation does not document.
fn undocumented(fields: &mut Fields<'_>, node: &Node, operation: &Node, key: &str, set: &StatusSet) {
    let responses = operation.get("responses");
    let has = |status: &str| responses.is_some_and(|responses| responses.get(status).is_some());
    for code in &set.codes {
        let class = format!("{}XX", code / 100);
        if !has(&code.to_string()) && !has(&class) && !has("default") {
            let message =
                format!("{} is {key} by `x-polling`, and the operation does not describe it", quote(&code.to_string()));
            fields.fault(node.get(key).unwrap_or(node), message, "describe it among the responses, or take it out");
        }
    }
}

/// Says which statuses are two things at once.
fn twice(fields: &mut Fields<'_>, node: &Node, sets: [(&str, &StatusSet); 3]) {
    for (index, (key, set)) in sets.iter().enumerate() {
        for (other, earlier) in &sets[..index] {
            for code in set.codes.iter().filter(|code| earlier.contains(**code)) {
                let message = format!("{} is both {other} and {key} by `x-polling`", quote(&code.to_string()));
                fields.fault(node.get(key).unwrap_or(node), message, "list each status once");
            }
        }
    }
}

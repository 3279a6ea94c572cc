//! What extensions of the document say: retries and polling.

use statusful_codegen::ir::{Arm, Operation, Polling, Retries, StatusMatch, Success};

use super::{Context, Found};
use crate::spell::Side;
use crate::{Kind, Place};

pub(super) fn retries(found: &mut Found, old: Option<&Retries>, new: Option<&Retries>) {
    let text = |retries: Option<&Retries>| retries.map_or("as the client says".to_owned(), ToString::to_string);
    found.differ(&Place::Retries, Kind::RetriesChanged, text(old), text(new));
}

pub(super) fn polling(context: &Context<'_>, found: &mut Found, old: &Operation, new: &Operation) {
    match (&old.polling, &new.polling) {
        (None, None) => {}
        (Some(old), None) => found.push(Place::Polling, Kind::PollingRemoved, old.to_string(), ""),
        (None, Some(new)) => found.push(Place::Polling, Kind::PollingAdded, "", new.to_string()),
        (Some(was), Some(is)) => {
            let spelled = |side: &Side<'_>, operation, polling| {
                result(operation, polling, |arm| format!("{} {}", arm.variant, side.body(&arm.body)))
            };
            let common = |side: &Side<'_>, operation, polling| {
                result(operation, polling, |arm| format!("{} {}", arm.variant, side.common_body(&arm.body)))
            };
            if common(&context.old, old, was) != common(&context.new, new, is) {
                let texts = [spelled(&context.old, old, was), spelled(&context.new, new, is)];
                let [was, is] = texts;
                found.push(Place::Polling, Kind::PollingResultChanged, was, is);
            }
            found.differ(&Place::Polling, Kind::PollingChanged, was.to_string(), is.to_string());
        }
    }
}

/// The outcomes that end a poll well. Where there is one success, it is the result whatever its status.
fn result(operation: &Operation, polling: &Polling, text: impl Fn(&Arm) -> String) -> String {
    let Success::Several(_, arms) = &operation.responses.success else { return "the success".to_owned() };
    let is_ready = |arm: &&Arm| match arm.status {
        StatusMatch::Code(code) => polling.ready.contains(code),
        StatusMatch::Range(class) => polling.ready.classes.contains(&class),
        StatusMatch::Default => false,
    };
    arms.iter().filter(is_ready).map(text).collect::<Vec<_>>().join(" | ")
}

//! Extensions of the document: retries, idempotency, polling and pagination.

use statusful_codegen::ir::{DocumentedResponse, Idempotency, Operation, Polling, Retries, StatusKey};

use super::{Context, Found};
use crate::spell::Side;
use crate::{ChangeKind, ChangePlace};

pub(super) fn retries(found: &mut Found, old: Option<&Retries>, new: Option<&Retries>) {
    let text = |retries: Option<&Retries>| match retries.map(ToString::to_string) {
        None => "as the client says".to_owned(),
        Some(text) if text.is_empty() => "by the default policy".to_owned(),
        Some(text) => text,
    };
    found.differ(&ChangePlace::Retries, ChangeKind::RetriesChanged, text(old), text(new));
}

pub(super) fn idempotency(found: &mut Found, old: &Idempotency, new: &Idempotency) {
    found.differ(&ChangePlace::Whole, ChangeKind::IdempotencyChanged, old.to_string(), new.to_string());
}

pub(super) fn polling(context: &Context<'_>, found: &mut Found, old: &Operation, new: &Operation) {
    match (&old.polling, &new.polling) {
        (None, None) => {}
        (Some(old), None) => found.push(ChangePlace::Polling, ChangeKind::PollingRemoved, old.to_string(), ""),
        (None, Some(new)) => found.push(ChangePlace::Polling, ChangeKind::PollingAdded, "", new.to_string()),
        (Some(was), Some(is)) => {
            let spelled = |side: &Side<'_>, operation, polling| {
                result(operation, polling, |response| format!("{} {}", response.variant, side.body(&response.body)))
            };
            let common = |side: &Side<'_>, operation, polling| {
                result(operation, polling, |response| {
                    format!("{} {}", response.variant, side.common_body(&response.body))
                })
            };
            if common(&context.old, old, was) != common(&context.new, new, is) {
                let texts = [spelled(&context.old, old, was), spelled(&context.new, new, is)];
                let [was, is] = texts;
                found.push(ChangePlace::Polling, ChangeKind::PollingResultChanged, was, is);
            }
            found.differ(&ChangePlace::Polling, ChangeKind::PollingChanged, was.to_string(), is.to_string());
        }
    }
}

pub(super) fn pagination(context: &Context<'_>, found: &mut Found, old: &Operation, new: &Operation) {
    match (&old.pagination, &new.pagination) {
        (None, None) => {}
        (Some(old), None) => found.push(ChangePlace::Pagination, ChangeKind::PaginationRemoved, old.to_string(), ""),
        (None, Some(new)) => found.push(ChangePlace::Pagination, ChangeKind::PaginationAdded, "", new.to_string()),
        (Some(old), Some(new)) => {
            if context.old.common(&old.item) != context.new.common(&new.item) {
                let (was, is) = (context.old.spell(&old.item), context.new.spell(&new.item));
                found.push(ChangePlace::Pagination, ChangeKind::PaginationItemChanged, was, is);
            }
            found.differ(&ChangePlace::Pagination, ChangeKind::PaginationChanged, old.to_string(), new.to_string());
        }
    }
}

/// Returns the responses that a poll can return. A single success is the result, whatever its status.
fn result(operation: &Operation, polling: &Polling, text: impl Fn(&DocumentedResponse) -> String) -> String {
    if operation.responses.success.is_none() {
        return "the success".to_owned();
    }
    let is_ready = |response: &&DocumentedResponse| match response.status {
        StatusKey::Code(code) => polling.ready.contains(code),
        StatusKey::Range(class) => polling.ready.classes.contains(&class),
        StatusKey::Default => false,
    };
    operation.responses.successes().filter(is_ready).map(text).collect::<Vec<_>>().join(" | ")
}

//! How an operation is retried, polled and paginated.

use super::cell::Table;
use super::site::Site;
use super::{program, ty};
use crate::ir::{Group, Idempotency, Operation, Pagination, PaginationStyle, Polling, ResponseExpression, Retries};
use crate::tokens::markdown::{code, code_in_cell};

/// Returns the document's retry policy, if any.
pub(super) fn retries(operation: &Operation) -> Option<String> {
    let Retries {
        never,
        initial_interval,
        max_interval,
        exponent,
        max_elapsed_time,
        max_retries,
        statuses,
        connection_errors,
    } = operation.retries.as_ref()?;
    if *never {
        let text = "The document disables retries. To enable them, set `retry` on the client or the call.";
        return Some(text.to_owned());
    }
    let mut table = Table::new(&["Setting", "Value"]);
    let mut row = |name: &str, value: Option<String>, default: &str| {
        table.row(&[format!("`{name}`"), value.unwrap_or_else(|| format!("{default} (default)"))]);
    };
    row("statuses", statuses.as_ref().map(ToString::to_string), "408, 425, 429, 500, 502, 503, 504");
    row("connection_errors", connection_errors.map(|retry| retry.to_string()), "true");
    row("initial_interval", initial_interval.map(milliseconds), "500 ms");
    row("max_interval", max_interval.map(milliseconds), "60000 ms");
    row("exponent", exponent.map(thousandths), "1.5");
    row("max_elapsed_time", max_elapsed_time.map(milliseconds), "3600000 ms");
    row("max_retries", max_retries.map(|times| times.to_string()), "unlimited");
    Some(format!(
        "A request is retried only if its method is idempotent, if it has an idempotency key, or if it did not reach a \
         server. Waits have full jitter; `Retry-After` takes precedence over them.\n\n{}\n`retry` of the client or of \
         the call takes precedence over this policy.\n",
        table.finish()
    ))
}

/// Returns how requests can be repeated, if the document specifies it.
pub(super) fn idempotency(operation: &Operation) -> Option<String> {
    let text = match &operation.idempotency {
        Idempotency::ByMethod => return None,
        Idempotency::Harmless => {
            "The operation is idempotent, so requests are retried regardless of their method.\n".to_owned()
        }
        Idempotency::Key(header) => format!(
            "The server recognizes the attempts of a call by the header {}, which `idempotency_key` sets. Without it, a \
             request is retried only if its method is idempotent.\n",
            code(header)
        ),
        Idempotency::GeneratedKey(header) => format!(
            "The server recognizes the attempts of a call by the header {}. Each call has a random UUID in it, unless \
             `idempotency_key` sets another key, so its requests are retried whatever their method.\n",
            code(header)
        ),
    };
    Some(text)
}

/// Returns the document's polling policy, if any.
pub(super) fn polling(site: &Site<'_>, group: &Group, operation: &Operation) -> Option<String> {
    let Polling { ready, pending, failed, interval, max_interval, exponent, deadline } = operation.polling.as_ref()?;
    let mut table = Table::new(&["Setting", "Value"]);
    let mut row = |name: &str, value: String| table.row(&[name.to_owned(), value]);
    let or = |value: Option<String>, default: &str| value.unwrap_or_else(|| format!("{default} (default)"));
    row("ready", ready.to_string());
    row("pending", pending.to_string());
    row("failed", if failed.is_empty() { "any other documented failure".to_owned() } else { failed.to_string() });
    row("`interval`", or(interval.map(milliseconds), "2000 ms"));
    row("`max_interval`", or(max_interval.map(milliseconds), "15000 ms"));
    row("`exponent`", or(exponent.map(thousandths), "1.5"));
    row("`deadline`", or(deadline.map(milliseconds), "900000 ms"));
    let example = program::polling(site, group, operation).unwrap_or_default();
    Some(format!(
        "`poll()` repeats the call until the result is ready. It returns a future of the result, which is also a \
         stream of observations: the number of each poll, what it found, and the wait until the next one.\n\n{}\n{example}",
        table.finish()
    ))
}

/// Returns how the next page is found, if the operation is paginated.
pub(super) fn pagination(site: &Site<'_>, group: &Group, operation: &Operation) -> Option<String> {
    let Pagination { style, results, more, total, item } = operation.pagination.as_ref()?;
    let mut table = Table::new(&["Part", "Where"]);
    let mut row = |name: &str, part: String| table.row(&[name.to_owned(), code_in_cell(&part)]);
    match style {
        PaginationStyle::Offset(input) => row("number of items before the page", input.to_string()),
        PaginationStyle::Page { input, first } => row(&format!("number of the page, from {first}"), input.to_string()),
        PaginationStyle::Cursor { input, next } => {
            row("cursor", input.to_string());
            row("cursor of the next page", next.to_string());
        }
        PaginationStyle::LastItem { input, pointer } => {
            row("cursor", input.to_string());
            row("cursor of the next page, in the last item", pointer.clone());
        }
        PaginationStyle::Url(next) => row("URL of the next page", next.to_string()),
        PaginationStyle::Link => row("URL of the next page", "$response.header.link".to_owned()),
    }
    row("items", ResponseExpression::Body(results.clone()).to_string());
    if let Some(more) = more {
        row("`false` on the last page", more.to_string());
    }
    let counted =
        if matches!(style, PaginationStyle::Page { .. }) { "number of all pages" } else { "number of all items" };
    if let Some(total) = total {
        row(counted, total.to_string());
    }
    let ty = ty::linked(site, item, "../../");
    let example = program::pagination(site, group, operation).unwrap_or_default();
    Some(format!(
        "`items()` returns a stream of {ty}, which requests one page after the other. `pages()` returns a stream of the \
         responses. Both can be limited, and resumed from a cursor; dropping them cancels the request.\n\n{}\n{example}",
        table.finish()
    ))
}

fn milliseconds(value: u64) -> String {
    format!("{value} ms")
}

fn thousandths(value: u32) -> String {
    (f64::from(value) / 1000.0).to_string()
}

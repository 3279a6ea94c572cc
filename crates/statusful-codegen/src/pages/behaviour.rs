//! How an operation is retried and polled.

use super::cell::Table;
use super::program;
use super::site::Site;
use crate::ir::{Group, Operation, Polling, Retries};

/// Returns the retry policy in the document, if there is one.
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
        let text = "The document disables retries. `retry` of the client or of the call takes precedence.";
        return Some(text.to_owned());
    }
    let mut table = Table::new(&["Setting", "Value"]);
    let mut row = |name: &str, said: Option<String>, default: &str| {
        table.row(&[format!("`{name}`"), said.unwrap_or_else(|| format!("{default} (default)"))]);
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

/// Returns the polling policy in the document, if there is one.
pub(super) fn polling(site: &Site<'_>, group: &Group, operation: &Operation) -> Option<String> {
    let Polling { ready, pending, failed, interval, max_interval, exponent, deadline } = operation.polling.as_ref()?;
    let mut table = Table::new(&["Setting", "Value"]);
    let mut row = |name: &str, value: String| table.row(&[name.to_owned(), value]);
    let or = |said: Option<String>, default: &str| said.unwrap_or_else(|| format!("{default} (default)"));
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
         stream of what each poll found.\n\n{}\n{example}",
        table.finish()
    ))
}

fn milliseconds(value: u64) -> String {
    format!("{value} ms")
}

fn thousandths(value: u32) -> String {
    (f64::from(value) / 1000.0).to_string()
}

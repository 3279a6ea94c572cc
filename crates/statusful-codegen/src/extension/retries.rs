//! `x-retries`: when to retry a request.

use super::Read;
use super::fields::Fields;
use crate::ir::Retries;
use crate::source::Node;

pub(crate) const X_RETRIES: &str = "x-retries";

/// Reads an `x-retries`.
pub(crate) fn retries(node: &Node) -> Read<Retries> {
    let known = ["strategy", "backoff", "maxRetries", "statusCodes", "retryConnectionErrors"];
    let mut fields = Fields::of(X_RETRIES, node, &known);
    let mut value = Retries {
        never: fields.choice("strategy", &["backoff", "none"]) == Some("none"),
        max_retries: fields.whole("maxRetries", "a whole number"),
        statuses: fields.statuses("statusCodes"),
        connection_errors: fields.boolean("retryConnectionErrors"),
        ..Retries::default()
    };
    let mut errors = fields.errors;
    // These keys are specific to this generator, so they are read from the tree.
    if let Some(backoff) = node.get("backoff") {
        let known = ["initialInterval", "maxInterval", "exponent", "maxElapsedTime"];
        let mut fields = Fields::of("backoff", backoff, &known);
        value.initial_interval = fields.milliseconds("initialInterval");
        value.max_interval = fields.milliseconds("maxInterval");
        value.exponent = fields.exponent("exponent");
        value.max_elapsed_time = fields.milliseconds("maxElapsedTime");
        errors.extend(fields.errors);
    }
    Read { value, errors }
}

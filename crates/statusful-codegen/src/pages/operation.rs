//! The page of an operation.

use super::site::Site;
use super::{access, behaviour, cell, options, outcomes, parameters, program};
use crate::ir::{Group, Operation};
use crate::tokens::markdown::code;

/// Returns the text of the page.
pub(super) fn page(site: &Site<'_>, group: &Group, operation: &Operation) -> String {
    let usage = program::usage(site, group, operation);
    let standalone = program::standalone(site, group, operation);
    let parts = [
        Some(head(operation)),
        usage.map(|text| format!("## Example usage\n\n{text}")),
        standalone.map(|text| {
            format!(
                "## Standalone function\n\nThe same call through the function, with a match on each documented outcome:\n\n{text}"
            )
        }),
        Some(format!("## Parameters\n\n{}", parameters::parameters(site, group, operation))),
        Some(format!("### Per-call options\n\n{}", options::options(site, operation))),
        Some(format!("## Response\n\n{}", outcomes::response(site, group, operation))),
        Some(format!("## Errors\n\n{}", outcomes::errors(group, operation))),
        behaviour::retries(operation).map(|text| format!("## Retries\n\n{text}")),
        behaviour::idempotency(operation).map(|text| format!("## Idempotency\n\n{text}")),
        behaviour::polling(site, group, operation).map(|text| format!("## Polling\n\n{text}")),
        behaviour::pagination(site, group, operation).map(|text| format!("## Pagination\n\n{text}")),
        access::authentication(site, operation).map(|text| format!("## Authentication\n\n{text}")),
    ];
    parts.into_iter().flatten().map(|part| part.trim_end().to_owned() + "\n").collect::<Vec<_>>().join("\n")
}

/// Returns the name, the description and the request line.
fn head(operation: &Operation) -> String {
    let head = cell::head(&operation.call_path().on_client(), operation.deprecated.as_ref(), &operation.docs);
    let request = code(&format!("{} {}", operation.method.as_str(), operation.path));
    let server = if operation.server.is_empty() { String::new() } else { format!(" at {}", code(&operation.server)) };
    format!("{head}\n{request}{server}, operation {}\n", code(&operation.id))
}

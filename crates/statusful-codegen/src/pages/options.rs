//! The options of a single call.

use super::cell::Table;
use super::site::Site;
use crate::ir::Operation;
use crate::tokens::markdown::code;

/// The setters of every call: name, argument types, and description.
const CALL_OPTIONS: [(&str, &str, &str); 9] = [
    (
        "timeout",
        "Duration",
        "Sets the total time limit, including retries and the waits between them.\n\n\
         If the body is a stream, the limit ends when the response head arrives.\n\
         Defaults to the limit of the client, which defaults to 30 s.",
    ),
    (
        "retry",
        "RetryPolicy",
        "Sets the retry policy.\n\n\
         Defaults to the policy of the client, then to that of the document. Without either, calls are not retried.",
    ),
    (
        "idempotency_key",
        "impl AsRef<str>",
        "Sends the header `Idempotency-Key`, which lets the server recognize the attempts of this call.\n\n\
         With a key, requests with any method can be retried.",
    ),
    (
        "header",
        "impl AsRef<str>, impl Serialize",
        "Sends a header. It replaces any header with the same name, including credentials; a null removes it.",
    ),
    ("query", "impl AsRef<str>, impl Serialize", "Sends a query parameter, in addition to any with the same name."),
    (
        "server",
        "impl Into<String>",
        "Sends the call to another server: an absolute `http` or `https` URL, which may have a path.",
    ),
    (
        "credential",
        "impl Into<String>, Credential",
        "Sends this credential for the security scheme with this name in the document.",
    ),
    (
        "max_body_bytes",
        "usize",
        "Sets the maximum size of the response body in bytes, or of each event or line of a stream.\n\n\
         Defaults to the maximum of the client, which defaults to 8 MiB.",
    ),
    (
        "options",
        "CallOptions",
        "Sets several options at once, including those without their own setter.\n\n\
         They take precedence over options that were set before.",
    ),
];

/// Returns the table of the options.
pub(super) fn options(site: &Site<'_>, operation: &Operation) -> String {
    let mut table = Table::new(&["Setter", "Type", "Required", "Description"]);
    for (name, ty, what) in CALL_OPTIONS {
        let mut what = what.replace("\n\n", "\n");
        if name == "retry" && operation.retries.is_some() {
            what += " The document has [a policy](#retries).";
        }
        table.row(&[format!("`.{name}(…)`"), format!("`{ty}`"), "no".to_owned(), what]);
    }
    let types = code(&format!("{}::statusful", site.crate_name()));
    format!("{}\nTypes that are not in `std` are in {types}.\n", table.finish())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::CALL_OPTIONS;

    /// Returns each setter that the runtime defines for calls: its name and its documentation.
    fn setters() -> Vec<(String, String)> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../statusful/src/call_macro.rs");
        let text = fs::read_to_string(path).unwrap();
        let functions: Vec<_> = text.split("pub fn ").collect();
        let setter = |pair: &[&str]| {
            let (name, arguments) = pair[1].split_once('(')?;
            let rest = arguments.trim_start().strip_prefix("self,")?.trim_start();
            let lines = pair[0].lines().rev().map(str::trim).skip_while(|line| line.is_empty());
            let mut docs: Vec<_> = lines.map_while(|line| line.strip_prefix("///").map(str::trim)).collect();
            docs.reverse();
            (!rest.starts_with(')')).then(|| (name.to_owned(), docs.join("\n")))
        };
        functions.windows(2).filter_map(setter).collect()
    }

    #[test]
    fn they_are_those_of_the_runtime() {
        let table = CALL_OPTIONS.map(|(name, _, docs)| (name.to_owned(), docs.to_owned()));
        assert_eq!(setters(), table);
    }
}

//! What can be said of one call alone.

use super::cell::Table;
use super::site::Site;
use crate::ir::Operation;
use crate::tokens::text::code;

/// The setters that every call has, as `emit::call` writes them.
const OPTIONS: [(&str, &str, &str); 9] = [
    (
        "timeout",
        "Duration",
        "How long the call may take, retries and the waits between them included. By default 30 s.",
    ),
    ("retry", "RetryPolicy", "When to send it again."),
    ("idempotency_key", "impl AsRef<str>", "A key by which the server knows all attempts of the call as one."),
    ("header", "impl AsRef<str>, impl Into<String>", "Sends a header, in place of any of that name."),
    ("query", "impl AsRef<str>, impl Into<String>", "Sends a query parameter besides the others."),
    ("server", "impl Into<String>", "Sends the call to another server: an absolute URL, which may have a path."),
    ("credential", "impl Into<String>, Credential", "Sends this credential for the security scheme of this name."),
    ("max_body_bytes", "usize", "How many bytes the body of the response may have. By default 8 MiB."),
    ("options", "CallOptions", "Several of these at once, and those that few need."),
];

/// The table of them.
pub(super) fn options(site: &Site<'_>, operation: &Operation) -> String {
    let mut table = Table::new(&["Setter", "Type", "Required", "Description"]);
    for (name, ty, what) in OPTIONS {
        let what = match &operation.retries {
            Some(_) if name == "retry" => format!("{what} In place of [what the document says](#retries)."),
            None if name == "retry" => format!("{what} By default never."),
            _ => what.to_owned(),
        };
        table.row(&[format!("`.{name}(…)`"), format!("`{ty}`"), "no".to_owned(), what]);
    }
    let types = code(&format!("{}::statusful", site.crate_name()));
    format!("{}\nWhat is not of `std` is in {types}.\n", table.finish())
}

#[cfg(test)]
mod tests {
    use super::OPTIONS;

    #[test]
    fn they_are_those_of_the_call() {
        let call: String = crate::emit::call_items();
        for (name, ..) in OPTIONS {
            assert!(call.contains(&format!("pub fn {name} (")), "{name} is no setter");
        }
        let setters = call.matches("(self ,").count() - call.matches("(self ,)").count();
        assert_eq!(setters, OPTIONS.len(), "a setter is not in the table");
    }
}

//! The front page, and the table of contents that mdBook reads.

use std::fmt::Write;

use super::cell::{Table, prose};
use super::site::Site;
use super::ty::link;
use crate::ir::{Docs, Group, TypeId};
use crate::tokens::markdown::code;

/// Returns the front page: the description, the operations by tag, the models, the servers, and how to observe calls.
pub(super) fn index(site: &Site<'_>) -> String {
    let api = site.api;
    let mut text = format!("# {} {}\n\n", code(&api.title), code(&api.version));
    if !api.docs.is_empty() {
        let _ = write!(text, "{}\n\n", api.docs.0);
    }
    text +=
        "The page of each operation has an example program, its parameters, and every documented response and error.\n";
    text += "\n## Operations\n";
    for group in &api.groups {
        text += &operations(site, group);
    }
    if !api.types.is_empty() {
        text += "\n## Models\n\n";
        text += &models(site);
    }
    text + &servers(site) + &client(site)
}

fn operations(site: &Site<'_>, group: &Group) -> String {
    let mut table = Table::new(&["Operation", "Request", "Summary"]);
    for operation in &group.operations {
        let path = site.operation_path(group, operation);
        let summary = operation.docs.0.split("\n\n").next().unwrap_or_default().to_owned();
        table.row(&[
            format!("[{}]({})", code(operation.function.as_str()), link(path)),
            code(&format!("{} {}", operation.method.as_str(), operation.path)),
            prose(&Docs(summary)),
        ]);
    }
    let docs = if group.docs.is_empty() { String::new() } else { format!("{}\n\n", group.docs.0) };
    let head = code(group.module.as_str());
    let handle =
        group.handle().map(|handle| format!("Methods of {}.\n\n", code(&format!("client.{}()", handle.method))));
    format!("\n### {head}\n\n{docs}{}{}", handle.unwrap_or_default(), table.finish())
}

fn models(site: &Site<'_>) -> String {
    let mut table = Table::new(&["Model", "Description"]);
    for (index, model) in site.api.types.iter().enumerate() {
        let name = format!("[{}]({})", code(model.name.as_str()), link(site.model_path(TypeId(index))));
        let first = model.docs.0.split("\n\n").next().unwrap_or_default().to_owned();
        table.row(&[name, prose(&Docs(first))]);
    }
    table.finish()
}

/// The setters of the client's builder for observing calls.
const OBSERVERS: [(&str, &str); 4] = [
    (
        "user_agent",
        "Adds a product such as `my-app/2.0` to the start of the `User-Agent`, before the name and version of this crate.",
    ),
    (
        "hook",
        "Runs a `Hook` before and after each attempt of each call, which can replace the request or the response.",
    ),
    ("debug_log", "Writes each request and each response to a `DebugLog`, without secrets."),
    ("trace_context", "Sends the trace context of each attempt to the server (`traceparent`)."),
];

fn client(site: &Site<'_>) -> String {
    let mut table = Table::new(&["Setter", "Description"]);
    for (setter, what) in OBSERVERS {
        table.row(&[format!("`.{setter}(…)`"), what.to_owned()]);
    }
    let builder = code(&format!("{}::Client::builder()", site.crate_name()));
    format!("\n## Observing calls\n\nSetters of {builder}:\n\n{}", table.finish())
}

fn servers(site: &Site<'_>) -> String {
    if site.api.servers.is_empty() {
        return String::new();
    }
    let mut table = Table::new(&["Server", "URL", "Description"]);
    for server in &site.api.servers {
        table.row(&[code(&format!("servers::{}", server.name)), code(&server.url), prose(&server.docs)]);
    }
    format!("\n## Servers\n\n{}", table.finish())
}

/// Returns the table of contents, in the format of mdBook.
pub(super) fn summary(site: &Site<'_>) -> String {
    let mut text = "# Summary\n\n[Overview](README.md)\n\n# Operations\n\n".to_owned();
    for group in &site.api.groups {
        let _ = writeln!(text, "- [{}]()", code(group.module.as_str()));
        for operation in &group.operations {
            let path = site.operation_path(group, operation);
            let _ = writeln!(text, "  - [{}]({})", code(operation.function.as_str()), link(path));
        }
    }
    text += "\n# Models\n\n";
    for (index, model) in site.api.types.iter().enumerate() {
        let _ = writeln!(text, "- [{}]({})", code(model.name.as_str()), link(site.model_path(TypeId(index))));
    }
    text
}

//! The `README.md` of a client: what registries and repositories show first.

use std::cmp::Reverse;
use std::fmt::Write;

use super::cell::{Table, prose, yes};
use super::code::fenced;
use super::directive::without_directives;
use super::site::Site;
use super::ty::link;
use super::{Page, program};
use crate::ir::{Docs, Group, Method, Operation};
use crate::tokens::markdown::code;
use crate::{Publish, Settings};

/// The most operations that are listed. A document with more has a line for each tag.
const OPERATIONS: usize = 100;

/// The most tags that are listed.
const TAGS: usize = 100;

/// The most features that are listed in a cell.
const FEATURES: usize = 20;

/// Returns the page.
pub(super) fn readme(site: &Site<'_>) -> Page {
    let parts = [
        head(site),
        format!("## Installation\n\n{}", installation(site)),
        first_call(site).map(|text| format!("## First call\n\n{text}")).unwrap_or_default(),
        format!("## Responses\n\n{}", responses(site)),
        format!("## Operations\n\n{}", operations(site)),
        format!("## Features\n\n{}", features(site)),
        format!("---\n\n{}", site.origin()),
    ];
    let parts = parts.iter().map(|part| part.trim_end()).filter(|part| !part.is_empty());
    let text = parts.collect::<Vec<_>>().join("\n\n") + "\n";
    Page { path: "README.md".to_owned(), text: without_directives(&text) }
}

/// The longest description that is here as a whole, in bytes. Of a longer one, only the first paragraph is.
const DESCRIPTION: usize = 2000;

/// Returns the name of the package, and what it is.
fn head(site: &Site<'_>) -> String {
    let api = site.api;
    let name = code(site.settings.package.as_str());
    let title = code(&format!("{} {}", api.title, api.version));
    format!(
        "# {name}\n\nA Rust client for {title}, in which every documented response is a typed value.\n\n{}",
        if api.docs.0.len() <= DESCRIPTION { api.docs.0.clone() } else { first_paragraph(&api.docs) }
    )
}

fn first_paragraph(docs: &Docs) -> String {
    prose(&Docs(docs.0.split("\n\n").next().unwrap_or_default().to_owned()))
}

/// Returns the commands that add the client to a package.
fn installation(site: &Site<'_>) -> String {
    let Settings { package, metadata, .. } = site.settings;
    let publish = metadata.publish.as_ref().filter(|publish| publish.is_somewhere());
    let source = match (publish.map(Publish::registry), &metadata.repository) {
        (Some(None), _) => String::new(),
        (Some(Some(registry)), _) => format!(" --registry {registry}"),
        (None, Some(url)) if is_plain(url) => format!(" --git {url}"),
        (None, _) => format!(" --path path/to/{}", package.as_str()),
    };
    let commands = format!("cargo add {}{source}\ncargo add tokio --features macros,rt-multi-thread", package.as_str());
    fenced("sh", &commands)
}

/// Returns whether a shell reads a text as one argument that is the text itself.
fn is_plain(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || "-._~:/@+,=%".contains(c))
}

/// Returns a program with the operation that is easiest to call.
fn first_call(site: &Site<'_>) -> Option<String> {
    let mut operations = site.operations().to_vec();
    operations.sort_by_key(|(_, operation)| effort(operation));
    let (group, operation, text) = operations
        .into_iter()
        .find_map(|(group, operation)| Some((group, operation, program::usage(site, group, operation)?)))?;
    let takes_credentials = text.contains(".credentials_from_env()");
    let credentials = match target(site, group, operation, "#authentication").filter(|_| takes_credentials) {
        Some(page) => format!(
            "\n`credentials_from_env` reads the credentials from environment variables, which [the page of the operation]({page}) lists.\n"
        ),
        None => String::new(),
    };
    Some(text + &credentials)
}

/// Returns what makes an operation harder to call than another.
fn effort(operation: &Operation) -> (bool, bool, bool, bool, usize) {
    let needs_body = operation.body.as_ref().is_some_and(|body| body.required);
    let returns = operation.responses.single_success().is_some_and(|response| response.body != crate::ir::Body::Empty);
    let reads = operation.method == Method::Get;
    let arguments = operation.required_parameters().count();
    (operation.deprecated.is_some(), needs_body, !reads, !returns, arguments)
}

fn responses(site: &Site<'_>) -> String {
    let krate = site.crate_name();
    let all = if site.settings.reference {
        "The [reference](docs/README.md) has a page for each operation, with a complete program, its parameters and every response."
    } else {
        "The documentation of the crate lists the responses of each operation."
    };
    format!(
        "A call returns {} with the decoded body, the status, the headers and the time it took, or an error. An operation with several \
         documented successes returns an enum of them. Documented failures are an enum as well, in `Error::Api`, so that `match` \
         handles each of them, and the compiler reports one that is missing. A response that the document does not have is \
         `Error::Undocumented`, with its raw bytes. Retries, timeouts and credentials are set on {} or on a call. {all}\n",
        code("Response<T>"),
        code(&format!("{krate}::Client::builder()")),
    )
}

/// Returns a table of the operations, or of their tags if there are many.
fn operations(site: &Site<'_>) -> String {
    if site.operations().len() > OPERATIONS {
        return tags(site);
    }
    let mut table = Table::new(&["Method", "Request", "Summary"]);
    for (group, operation) in site.operations() {
        let name = code(&operation.call_path().on_client());
        let request = code(&format!("{} {}", operation.method.as_str(), operation.path));
        table.row(&[linked(name, target(site, group, operation, "")), request, first_paragraph(&operation.docs)]);
    }
    table.finish()
}

fn tags(site: &Site<'_>) -> String {
    let mut groups: Vec<_> = site.api.groups.iter().collect();
    groups.sort_by_key(|group| Reverse(group.operations.len()));
    let mut table = Table::new(&["Module", "Operations", "Description"]);
    for group in groups.iter().take(TAGS) {
        let description = first_paragraph(&group.docs);
        table.row(&[code(group.module.as_str()), group.operations.len().to_string(), description]);
    }
    let mut text = format!("The client has {} operations", site.operations().len());
    let rest = groups.len().saturating_sub(TAGS);
    if rest > 0 {
        let _ = write!(text, ". These are the largest modules, and there are {rest} others");
    }
    text += if site.settings.reference { "; the [reference](docs/README.md) lists all.\n\n" } else { ".\n\n" };
    text + &table.finish()
}

fn linked(name: String, target: Option<String>) -> String {
    match target {
        Some(target) => format!("[{name}]({target})"),
        None => name,
    }
}

/// Returns where an operation is described: in the reference, or else on docs.rs if the client is on crates.io.
fn target(site: &Site<'_>, group: &Group, operation: &Operation, section: &str) -> Option<String> {
    if site.settings.reference {
        return Some(link(&format!("docs/{}{section}", site.operation_path(group, operation))));
    }
    let publish = site.settings.metadata.publish.as_ref()?;
    publish.is_on_crates_io().then(|| {
        let (package, krate) = (site.settings.package.as_str(), site.crate_name());
        let (module, function) = (group.module.as_str(), operation.function.as_str());
        link(&format!("https://docs.rs/{package}/latest/{krate}/{module}/fn.{function}.html"))
    })
}

/// The features that every client has, and whether they are on unless the settings say otherwise.
const KNOWN: [(&str, bool, &str); 11] = [
    ("rustls", true, "TLS by rustls."),
    ("native-tls", false, "TLS by the library of the platform."),
    ("gzip", true, "Responses compressed with gzip."),
    ("brotli", false, "Responses compressed with Brotli."),
    ("zstd", false, "Responses compressed with Zstandard."),
    ("blocking", false, "Calls without an async runtime: `send_blocking`."),
    ("login", false, "An authorization code from a browser: `statusful::login`."),
    ("tracing", false, "A span for each call and each attempt."),
    ("traits", false, "A trait for each tag, to test services without HTTP."),
    ("full-serde", false, "`Serialize` and `Deserialize` for every model."),
    ("schemars", false, "`JsonSchema` for every model."),
];

fn features(site: &Site<'_>) -> String {
    let Settings { customization, mock, .. } = site.settings;
    let chosen = customization.default_features.as_ref();
    let is_on =
        |name: &str, otherwise: bool| chosen.map_or(otherwise, |all| all.iter().any(|feature| feature.value == name));
    let mut table = Table::new(&["Feature", "Default", "Description"]);
    let mock =
        mock.then_some(("mock", false, "A mock server of the API in the same process, for tests: `mock::start`."));
    for (name, on, what) in KNOWN.into_iter().chain(mock) {
        if name != "traits" || !site.api.groups.is_empty() {
            table.row(&[code(name), yes(is_on(name, on)), what.to_owned()]);
        }
    }
    let tags = site.api.groups.iter().map(|group| group.feature.as_str());
    let (on, off): (Vec<_>, Vec<_>) = tags.partition(|name| is_on(name, true));
    for (names, is_on) in [(on, true), (off, false)] {
        if !names.is_empty() {
            table.row(&[listed(&names), yes(is_on), "The operations of each tag of the document.".to_owned()]);
        }
    }
    table.finish()
}

fn listed(names: &[&str]) -> String {
    let mut text = names.iter().take(FEATURES).map(|name| code(name)).collect::<Vec<_>>().join(", ");
    let rest = names.len().saturating_sub(FEATURES);
    if rest > 0 {
        let _ = write!(text, " and {rest} others");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::PackageName;
    use crate::{Input, Metadata, Strictness, read_api};

    const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: Keys, version: '1'}
paths:
  /keys:
    get: {operationId: listKeys, tags: [Keys], summary: List., responses: {'204': {description: None.}}}
";

    fn readme(metadata: Metadata, reference: bool) -> String {
        let input = Input { name: "a.yaml", bytes: DOCUMENT.as_bytes(), overlays: &[], files: None };
        let api = read_api(&input, Strictness::Strict).api.unwrap();
        let settings = Settings::new(PackageName::parse("key-client").unwrap(), "test", "a.yaml");
        let settings = Settings { metadata, reference, ..settings };
        super::readme(&Site::new(&api, &settings)).text
    }

    #[test]
    fn installation_is_from_where_the_client_is() {
        let source = |publish: Option<Publish>, repository: Option<&str>| {
            let metadata = Metadata { publish, repository: repository.map(str::to_owned), ..Metadata::default() };
            let text = readme(metadata, true);
            text.lines().find_map(|line| line.strip_prefix("cargo add key-client")).unwrap().to_owned()
        };
        let url = Some("https://github.com/a/b");
        assert_eq!(source(Some(Publish::Anywhere), url), "");
        assert_eq!(source(Some(Publish::Registries(vec!["internal".to_owned()])), url), " --registry internal");
        assert_eq!(source(None, url), " --git https://github.com/a/b");
        assert_eq!(source(Some(Publish::Nowhere), None), " --path path/to/key-client");
        assert_eq!(source(None, Some("https://a/$(evil)")), " --path path/to/key-client", "a shell would run it");
    }

    #[test]
    fn operations_lead_to_the_reference_or_to_docs_rs() {
        let on_crates_io = Metadata { publish: Some(Publish::Anywhere), ..Metadata::default() };
        let page = "[`list_keys`](docs/operations/keys/list_keys.md)";
        assert!(readme(on_crates_io.clone(), true).contains(page));
        let item = "[`list_keys`](https://docs.rs/key-client/latest/key_client/keys/fn.list_keys.html)";
        assert!(readme(on_crates_io, false).contains(item));
        assert!(readme(Metadata::default(), false).contains("| `list_keys` | `GET /keys` | List. |"));
    }
}

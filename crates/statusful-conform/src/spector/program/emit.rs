//! Generates the packages of the program: one that all calls need, one for the calls of each client, and the program.

use std::collections::BTreeMap;
use std::fmt::Write;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use statusful_codegen::ir::{Group, ResponseHeaders, StatusKey};
use statusful_codegen::{Client, Files};
use toml::{Table, Value};

use crate::conform::harness::emit::{files, name};
use crate::{CorpusDocument, Failure};

/// The package that all calls need.
pub(super) const CASE: &str = "spector-case";

/// The package of the program.
pub(super) const PROGRAM: &str = "spector-program";

/// Returns the files of the package that all calls need.
pub(super) fn case() -> Result<Files, Failure> {
    let workspace = |name: &str| (name.to_owned(), Value::Table(inherited()));
    let dependencies = ["serde", "serde_json"].into_iter().map(workspace);
    let features = ["multipart", "rustls"].map(|feature| Value::String(feature.to_owned()));
    let mut statusful = inherited();
    statusful.insert("features".to_owned(), Value::Array(features.into()));
    let statusful = ("statusful".to_owned(), Value::Table(statusful));
    package(CASE, dependencies.chain([statusful]).collect(), &[("src/lib.rs", include_str!("source/case.rs"))])
}

/// Returns the files of the package that calls a client, without the operations that it cannot call.
pub(super) fn calls(
    document: &CorpusDocument,
    client: &Client,
    uncallable: &BTreeMap<usize, String>,
) -> Result<Files, Failure> {
    let harness = files(&document.package, client, uncallable)?;
    let manifest = harness.get("Cargo.toml").unwrap_or_default();
    let mut manifest: Table = toml::from_str(manifest).map_err(|error| error.to_string())?;
    if let Some(Value::Table(dependencies)) = manifest.get_mut("dependencies") {
        dependencies.insert(CASE.to_owned(), Value::Table(beside(CASE)));
    }
    let mut files = Files::default();
    let mut insert = |path: &str, text: String| files.insert(path, text).map_err(|error| error.to_string());
    for (path, text) in harness.iter().filter(|(path, _)| path.starts_with("src/operations/")) {
        insert(path, text.to_owned())?;
    }
    insert("src/lib.rs", include_str!("source/calls.rs").to_owned())?;
    insert("src/headers.rs", headers(client).to_string())?;
    insert("Cargo.toml", toml::to_string(&manifest).map_err(|error| error.to_string())?)?;
    Ok(files)
}

/// Returns the files of the program that calls these clients.
pub(super) fn program(packages: &[&str]) -> Result<Files, Failure> {
    let mut dependencies: Table = [CASE, "serde_json", "statusful", "tokio"]
        .into_iter()
        .map(|name| (name.to_owned(), Value::Table(if name == CASE { beside(CASE) } else { inherited() })))
        .collect();
    if let Some(Value::Table(tokio)) = dependencies.get_mut("tokio") {
        let features = ["macros", "rt", "net", "time"].map(|feature| Value::String(feature.to_owned()));
        tokio.insert("features".to_owned(), Value::Array(features.into()));
    }
    let mut arms = String::new();
    for package in packages.iter().map(|package| name(package)) {
        let _ = writeln!(arms, "        {package:?} => {}::call(order, http).await,", package.replace('-', "_"));
        dependencies.insert(package.clone(), Value::Table(beside(&package)));
    }
    let main = include_str!("source/main.rs").replace("        // ARMS\n", &arms);
    package(PROGRAM, dependencies, &[("src/main.rs", &main)])
}

fn package(name: &str, dependencies: Table, sources: &[(&str, &str)]) -> Result<Files, Failure> {
    let facts = [("name", name), ("version", "0.0.0"), ("edition", "2024")];
    let facts = facts.map(|(key, value)| (key.to_owned(), Value::String(value.to_owned())));
    let mut manifest = Table::new();
    manifest.insert("package".to_owned(), Value::Table(facts.into_iter().collect()));
    manifest.insert("dependencies".to_owned(), Value::Table(dependencies));
    let manifest = toml::to_string(&manifest).map_err(|error| error.to_string())?;
    let mut files = Files::default();
    for (path, text) in sources.iter().chain(&[("Cargo.toml", manifest.as_str())]) {
        files.insert(path, *text).map_err(|error| error.to_string())?;
    }
    Ok(files)
}

fn inherited() -> Table {
    Table::from_iter([("workspace".to_owned(), Value::Boolean(true))])
}

fn beside(package: &str) -> Table {
    Table::from_iter([("path".to_owned(), Value::String(format!("../{package}")))])
}

/// Returns the function that decodes the documented headers of a response.
fn headers(client: &Client) -> TokenStream {
    let groups = client.api.groups.iter();
    let operations = groups.flat_map(|group| group.operations.iter().map(move |operation| (group, operation)));
    let arms = operations.enumerate().flat_map(|(index, (group, operation))| {
        let mut headers: Vec<_> = operation.responses.headers.iter().collect();
        headers.sort_by_key(|headers| headers.status);
        headers.into_iter().map(move |headers| arm(index, group, headers)).collect::<Vec<_>>()
    });
    quote! {
        use crate::operations::client;
        use crate::other;
        pub fn headers(operation: usize, raw: &statusful::RawResponse) -> Result<serde_json::Value, serde_json::Value> {
            Ok(match (operation, raw.status().as_u16()) {
                #(#arms)*
                _ => serde_json::json!({}),
            })
        }
    }
}

fn arm(index: usize, group: &Group, headers: &ResponseHeaders) -> TokenStream {
    let statuses = match headers.status {
        StatusKey::Code(code) => quote!(#code),
        StatusKey::Range(hundreds) => {
            let (first, last) = (u16::from(hundreds) * 100, u16::from(hundreds) * 100 + 99);
            quote!(#first..=#last)
        }
        StatusKey::Default => quote!(_),
    };
    let (module, name) = (&group.module, &headers.name);
    let fields = headers.fields.iter().map(|field| {
        let (wire, ident) = (&field.wire, &field.ident);
        quote!(#wire: headers.#ident)
    });
    let headers = format_ident!("headers");
    quote! {
        (#index, #statuses) => {
            let #headers = raw
                .typed_headers::<client::#module::#name>()
                .map_err(|error| other("response headers", &error))?;
            serde_json::json!({ #(#fields),* })
        }
    }
}

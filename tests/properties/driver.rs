//! The program that calls a generated client: a fixed part, and a file for each operation.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use statusful_codegen::ir::{Group, Operation, PackageName};
use statusful_codegen::{Client, Files};
use toml::{Table, Value};

use crate::sides::{Case, Side, sides};

/// Writes the program that calls a client. `calls` has the Rust expression of the call of each operation, by its index;
/// the expression names the client `client`, and the generated crate by its name.
pub(crate) fn program(package: &PackageName, client: &Client, calls: &BTreeMap<usize, String>) -> Files {
    let krate = package.crate_name();
    let mut files = Files::default();
    let mut insert = |path: &str, text: String| files.insert(path, text).unwrap();
    insert("Cargo.toml", manifest(package, client));
    insert("src/main.rs", include_str!("driver/program.rs").to_owned());
    insert("src/show.rs", include_str!("driver/show.rs").to_owned());
    let models: Vec<_> = client.api.types.iter().map(|ty| format!("    ::{krate}::types::{},\n", ty.name)).collect();
    insert("src/models.rs", format!("values! {{\n{}}}\n", models.concat()));
    let mut index_of_calls = format!("//! A function for each operation.\n\npub use {krate}::Client;\n\n");
    let mut table = String::new();
    for (index, call) in calls {
        let (group, operation) = operation(client, *index).unwrap();
        insert(&format!("src/calls/call_{index}.rs"), function(&krate, group, operation, call));
        writeln!(index_of_calls, "mod call_{index};").unwrap();
        writeln!(table, "    ({index}, call_{index}::call),").unwrap();
    }
    insert("src/calls/mod.rs", format!("{index_of_calls}\npub const CALLS: &[(usize, crate::Call)] = &[\n{table}];\n"));
    files
}

/// The operation of an index, by its path.
pub(crate) fn operation(client: &Client, index: usize) -> Option<(&Group, &Operation)> {
    let groups = client.api.groups.iter();
    let mut all = groups.flat_map(|group| group.operations.iter().map(move |operation| (group, operation)));
    all.find(|(_, operation)| index_of(&operation.path) == Some(index))
}

/// The index of an operation: paths of random documents start with it, as in `/o17/{id}`.
pub(crate) fn index_of(path: &str) -> Option<usize> {
    path.strip_prefix("/o")?.split('/').next()?.parse().ok()
}

/// The package: all features of the client, because it has to compile with each of them, and forms, so that the clients of
/// all tests here share one build of the runtime.
fn manifest(package: &PackageName, client: &Client) -> String {
    let theirs: Table = client.files.get("Cargo.toml").unwrap().parse().unwrap();
    let features: Vec<_> = theirs["features"].as_table().unwrap().keys().cloned().map(Value::String).collect();
    let name = package.as_str();
    format!(
        "[package]\nname = \"{name}-calls\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         serde.workspace = true\nserde_json.workspace = true\ntokio = {{ workspace = true, features = [\"rt\"] }}\n\
         statusful = {{ workspace = true, features = [\"multipart\"] }}\n\
         {name} = {{ path = \"../{name}\", features = {} }}\n",
        Value::Array(features)
    )
}

/// The function that makes the call of an operation.
fn function(krate: &str, group: &Group, operation: &Operation, call: &str) -> String {
    let (success, failure) = sides(operation);
    let success = matched(krate, group, &success, "success");
    let failure = matched(krate, group, &failure, "failure");
    format!(
        "pub fn call(client: &{krate}::Client, case: String) -> crate::Answer<'_> {{
    Box::pin(async move {{
        let call = {call};
        match call.header(\"x-case\", case).await {{
            Ok(response) => {{
                let (value, raw) = response.into_parts();
                {success}
            }}
            Err(statusful::Error::Api(response)) => {{
                let (value, raw) = response.into_parts();
                {failure}
            }}
            Err(error) => crate::other(error),
        }}
    }})
}}
"
    )
}

/// The expression that shows a value of one side.
fn matched(krate: &str, group: &Group, side: &Side, name: &str) -> String {
    match side {
        Side::Never => "match value {}".to_owned(),
        Side::Nothing | Side::Single(_) => format!("crate::documented({name:?}, raw, \"\", None, value).await"),
        Side::Enum(of, cases) => {
            let of = format!("::{krate}::{}::{of}", group.module);
            let arms: String = cases.iter().map(|case| arm(&of, case, name)).collect();
            format!("match value {{\n{arms}                }}")
        }
    }
}

/// A variant for an exact status is its body; others carry the status.
fn arm(of: &str, case: &Case, side: &str) -> String {
    let Case { status, variant, has_body, .. } = case;
    let is_exact = status.bytes().all(|byte| byte.is_ascii_digit());
    let (pattern, carried) = match (is_exact, has_body) {
        (true, true) => ("(body)", "None"),
        (true, false) => ("", "None"),
        (false, true) => (" { status, body }", "Some(status)"),
        (false, false) => (" { status }", "Some(status)"),
    };
    let body = if *has_body { "body" } else { "()" };
    format!(
        "                    {of}::{variant}{pattern} => \
         crate::documented({side:?}, raw, {variant:?}, {carried}, {body}).await,\n"
    )
}

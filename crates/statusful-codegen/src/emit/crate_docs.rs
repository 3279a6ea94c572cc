//! The crate's front page: what it is, a first call, and a map of the operations.

use std::fmt::Write;

use crate::Settings;
use crate::ir::{Api, Operation, Scalar, SecurityKind, TypeRef};

/// The text of the front page.
pub(super) fn crate_docs(api: &Api, settings: &Settings) -> String {
    let mut docs = format!("{} {}.\n", crate::tokens::text::code(&api.title), crate::tokens::text::code(&api.version));
    if !api.docs.is_empty() {
        let _ = write!(docs, "\n{}\n", api.docs.0);
    }
    if let Some(operation) = simplest(api) {
        docs += &first_call(operation, settings);
    }
    docs += "\n# Operations\n";
    for group in &api.groups {
        let (module, feature) = (&group.module, &group.feature);
        let _ = write!(docs, "\n[`{module}`], with the feature `{feature}`:\n\n");
        for operation in &group.operations {
            let summary = operation.docs.0.split("\n\n").next().unwrap_or_default().replace('\n', " ");
            let colon = if summary.is_empty() { "" } else { ": " };
            let _ = writeln!(docs, "* [`{0}`]({module}::{0}){colon}{summary}", operation.function);
        }
    }
    docs += FEATURES;
    docs + if settings.mock { MOCK } else { ".\n" }
}

const FEATURES: &str = "
# Features

Each tag of the document is a feature, on by default. Besides these:

* `rustls` (default) and `native-tls`: what speaks TLS;
* `blocking`: `send_blocking`, for programs without an async runtime;
* `login`: `statusful::login`, for authorization codes by way of a browser;
* `tracing`: a span for each call and each attempt, with OpenTelemetry's attribute names;
* `full-serde`: every model is both `Serialize` and `Deserialize`, for mocks, caches and tests; without it, what is only
  sent is only `Serialize`, and what is only received only `Deserialize`;
* `schemars`: every model is `JsonSchema`";

const MOCK: &str = ";
* `mock`: `mock::start` serves the document to tests, in their own process.
";

/// The operation that asks least of who tries it first.
fn simplest(api: &Api) -> Option<&Operation> {
    let effort = |operation: &&Operation| {
        let odd = operation.required_parameters().filter(|parameter| argument(&parameter.ty, None).is_none()).count();
        let body = operation.body.as_ref().is_some_and(|body| body.required);
        (odd, body, operation.deprecated, operation.required_parameters().count())
    };
    let simplest = api.operations().min_by_key(effort)?;
    let (odd, body, ..) = effort(&simplest);
    (odd == 0 && !body).then_some(simplest)
}

/// A program that makes one call.
fn first_call(operation: &Operation, settings: &Settings) -> String {
    let krate = settings.package.crate_name();
    let takes_any = operation.security.iter().flatten().any(|security| security.kind != SecurityKind::Other);
    let credential = if takes_any { ".credentials_from_env()" } else { "" };
    let server = if operation.server.contains("://") { "" } else { ".server(\"https://api.example.com\")" };
    let arguments: Vec<_> = operation
        .required_parameters()
        .map(|parameter| argument(&parameter.ty, parameter.example.text().as_deref()).unwrap_or_default())
        .collect();
    format!(
        "
# A first call

```no_run
# async fn run() -> Result<(), Box<dyn std::error::Error>> {{
let client = {krate}::Client::builder(){credential}{server}.build()?;
let response = client.{}({}).await?;
println!(\"{{}} after {{:?}}: {{:?}}\", response.status(), response.elapsed(), *response);
# Ok(())
# }}
```
",
        operation.function,
        arguments.join(", ")
    )
}

/// A literal for an argument: its example if there is one that fits.
fn argument(ty: &TypeRef, example: Option<&str>) -> Option<String> {
    let number = |fallback: &str| {
        let digits = example.filter(|text| text.len() < 9 && text.bytes().all(|byte| byte.is_ascii_digit()));
        digits.map_or(fallback, |text| text.trim_start_matches('0')).to_owned()
    };
    Some(match ty {
        TypeRef::Scalar(Scalar::String | Scalar::Secret) => {
            format!(
                "{:?}",
                example.filter(|text| text.chars().all(|c| c.is_ascii_graphic() || c == ' ')).unwrap_or("…")
            )
        }
        TypeRef::Scalar(Scalar::Bool) => "true".to_owned(),
        TypeRef::Scalar(Scalar::Int32 | Scalar::Int64 | Scalar::UInt32 | Scalar::UInt64) => match number("1") {
            digits if digits.is_empty() => "0".to_owned(),
            digits => digits,
        },
        _ => return None,
    })
}

//! The crate's front page: the description of the API, an example, the operations and the Cargo features.

use std::fmt::Write;

use crate::Settings;
use crate::ir::{Api, Operation, Parameter, Scalar, SecurityKind, TypeRef};

/// Returns the text of the front page.
pub(super) fn crate_docs(api: &Api, settings: &Settings) -> String {
    let mut docs =
        format!("{} {}.\n", crate::tokens::markdown::code(&api.title), crate::tokens::markdown::code(&api.version));
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
            let path = operation.call_path();
            let link = path.from_root();
            let link = link.trim_start_matches("crate::");
            let _ = writeln!(docs, "* [`{}`]({link}){colon}{summary}", path.on_client());
        }
    }
    docs += FEATURES;
    docs + if settings.mock { MOCK } else { ".\n" }
}

const FEATURES: &str = "
# Features

Each tag of the document has a feature, which is enabled by default. The other features are:

* `rustls` (default) and `native-tls`: the TLS implementation;
* `gzip` (default), `brotli` and `zstd`: decompression of responses;
* `blocking`: `send_blocking`, for programs without an async runtime;
* `login`: `statusful::login`, which gets an authorization code with a browser;
* `tracing`: a span for each call and each attempt, with the attribute names of OpenTelemetry;
* `full-serde`: every model implements both `Serialize` and `Deserialize`, for mocks, caches and tests. Without it, models
  in requests implement `Serialize`, and models in responses `Deserialize`;
* `traits`: a trait for each tag, for testing services without HTTP;
* `schemars`: every model implements `JsonSchema`";

const MOCK: &str = ";
* `mock`: `mock::start` starts an in-process mock server for tests.
";

/// Returns the operation that is easiest to call, if it requires no body and its arguments can be literals.
fn simplest(api: &Api) -> Option<&Operation> {
    let effort = |operation: &&Operation| {
        let required =
            operation.parameters.iter().filter(|parameter| parameter.is_required() && parameter.constant().is_none());
        let odd = required.filter(|parameter| argument(&parameter.ty, None).is_none()).count();
        let body = operation.body.as_ref().is_some_and(|body| body.required);
        (odd, body, operation.deprecated.is_some(), operation.required_parameters().count())
    };
    let simplest = api.operations().min_by_key(effort)?;
    let (odd, body, ..) = effort(&simplest);
    (odd == 0 && !body).then_some(simplest)
}

/// Returns a program that makes one call.
fn first_call(operation: &Operation, settings: &Settings) -> String {
    let krate = settings.package.crate_name();
    let takes_any = operation.security.iter().flatten().any(|security| security.kind != SecurityKind::Other);
    let credential = if takes_any { ".credentials_from_env()" } else { "" };
    let server = if operation.server.contains("://") { "" } else { ".server(\"https://api.example.com\")" };
    let given =
        |parameter: &Parameter| argument(&parameter.ty, parameter.example.text().as_deref()).unwrap_or_default();
    let arguments: Vec<_> = operation.required_parameters().map(given).collect();
    let globals = operation.global_parameters().filter(|parameter| parameter.is_required());
    let globals: Vec<_> = globals.map(|global| format!(".{}({})", global.ident, given(global))).collect();
    format!(
        "
# Example

```no_run
# async fn run() -> Result<(), Box<dyn std::error::Error>> {{
let client = {krate}::Client::builder(){credential}{server}.build()?;
let response = client.{}({}){}.await?;
println!(\"{{}} after {{:?}}: {{:?}}\", response.status(), response.elapsed(), *response);
# Ok(())
# }}
```
",
        operation.call_path().on_client(),
        arguments.join(", "),
        globals.concat()
    )
}

/// Returns a literal for an argument, from its example if it fits, or `None` if the type has no literals.
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

//! `statusful samples`: prints an overlay with the example programs of a client, for tools that show a document.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use heck::ToKebabCase;
use serde_json::{Value, json};
use statusful_codegen::diagnostic::{Diagnostics, counted};
use statusful_codegen::ir::{Api, PackageName};
use statusful_codegen::pages::{Sample, samples as of_client};
use statusful_codegen::source::{self, SourceFile};
use statusful_codegen::{Customization, Runtime, Settings};
use statusful_diff::Version;

use crate::document::Origin;
use crate::reading::version;
use crate::written::write_or_print;
use crate::{Failure, Report};

pub(crate) const EXAMPLES: &str = "\
Examples:
  statusful samples openapi.yaml > samples.yaml
  statusful samples openapi.yaml --name petstore --out samples.yaml
  statusful overlay openapi.yaml --overlay samples.yaml --out openapi.samples.yaml

The overlay adds `x-codeSamples` to each operation: a complete Rust program that calls it, as the reference shows it. Redoc, Scalar
and other tools show it beside the operation. An operation has no sample if it is not in the document itself but behind `$ref`,
or if no value can be made up for an argument. Apply the overlay to a document without these samples, because overlays append.";

/// Arguments of `statusful samples`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The OpenAPI document, in YAML or JSON.
    #[arg(value_name = "DOC")]
    document: PathBuf,
    /// The package that the programs use [default: the document's title].
    #[arg(long, value_parser = PackageName::parse)]
    name: Option<PackageName>,
    /// An OpenAPI Overlay that changes the document first; several apply in this order.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    /// The format of the overlay.
    #[arg(long, value_name = "FORMAT", default_value = "yaml")]
    format: Format,
    /// The file to write to instead of stdout; it is replaced if it exists.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// The format of the overlay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// YAML.
    Yaml,
    /// JSON.
    Json,
}

/// Prints the overlay, and reports how many operations have no sample.
pub(crate) fn samples(arguments: &Arguments, report: &Report) -> Result<(), Failure> {
    let origin = Origin::at(&arguments.document, &arguments.overlays);
    let version = version(&origin, &Customization::default(), report)?;
    let settings = settings(arguments, &version.api)?;
    let label = settings.package.as_str();
    let samples = of_client(&version.api, &settings);
    let actions: Vec<_> =
        samples.iter().filter(|sample| is_in_document(sample, &version)).map(|sample| action(sample, label)).collect();
    let rest = version.api.operations().count() - actions.len();
    if rest > 0 {
        report.warn(format_args!("note: {} without a sample", counted(rest, "operation")));
    }
    let text = write(&overlay(&version.api, &actions), arguments.format)?;
    write_or_print(arguments.out.as_deref(), &text, report)
}

/// Returns settings for programs; only the name of the package is in them.
fn settings(arguments: &Arguments, api: &Api) -> Result<Settings, Failure> {
    let titled = || PackageName::parse(&api.title.to_kebab_case()).or_else(|_| PackageName::parse("client"));
    let name = arguments.name.clone().map_or_else(titled, Ok)?;
    let runtime = Runtime::Version(env!("CARGO_PKG_VERSION").to_owned());
    Ok(Settings { runtime, ..Settings::new(name, "statusful samples", "") })
}

/// Returns whether an overlay can find the operation: overlays follow no references.
fn is_in_document(sample: &Sample<'_>, version: &Version) -> bool {
    let (path, method) = (&sample.operation.path, sample.operation.method.as_str().to_lowercase());
    let item = version.source.root.get("paths").and_then(|paths| paths.get(path));
    item.is_some_and(|item| item.get(&method).is_some())
}

fn action(sample: &Sample<'_>, label: &str) -> Value {
    let operation = sample.operation;
    let target = format!("$.paths[{}].{}", quoted(&operation.path), operation.method.as_str().to_lowercase());
    json!({
        "target": target,
        "update": { "x-codeSamples": [{ "lang": "Rust", "label": label, "source": sample.source }] },
    })
}

fn overlay(api: &Api, actions: &[Value]) -> Value {
    let title = format!("Rust samples for {}", api.title);
    json!({ "overlay": "1.0.0", "info": { "title": title, "version": api.version }, "actions": actions })
}

/// Returns a name as a string of `JSONPath` (RFC 9535, section 2.3.1.1).
fn quoted(name: &str) -> String {
    let escaped = |c: char| match c {
        '\'' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\u{:04x}", u32::from(c)),
        c => c.to_string(),
    };
    format!("'{}'", name.chars().map(escaped).collect::<String>())
}

/// Returns the overlay as text.
fn write(overlay: &Value, format: Format) -> Result<String, Failure> {
    let json = format!("{overlay:#}\n");
    if format == Format::Json {
        return Ok(json);
    }
    let mut source = source::read("overlay.json", json.as_bytes(), &mut Diagnostics::default());
    // A tree is written in the notation of its file.
    source.files = vec![SourceFile::new("overlay.yaml", "")];
    source::write(&source).map_err(|error| Failure::Impossible(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn names_stay_names_in_a_path() {
        assert_eq!(quoted("/keys/{id}"), "'/keys/{id}'");
        assert_eq!(quoted("/it's\\\n"), "'/it\\'s\\\\\\u000a'");
    }
}

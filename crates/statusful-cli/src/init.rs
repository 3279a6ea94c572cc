//! `statusful init`: writes a settings file.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::PathBuf;

use clap::Args;
use heck::ToKebabCase;
use statusful_codegen::Customization;
use statusful_codegen::ir::PackageName;
use toml::Value;

use crate::document::Origin;
use crate::reading::api;
use crate::settings::FILE_NAME;
use crate::{Failure, Report};

pub(crate) const EXAMPLES: &str = "\
Examples:
  statusful init openapi.yaml
  statusful init openapi.yaml && statusful generate

The command writes `statusful.toml` to the current folder. The file names the document and a folder for the crate, derived from
the title of the document, and contains every other setting with its default as a comment. An existing file is not changed.";

/// Arguments of `statusful init`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The OpenAPI document, in YAML or JSON.
    #[arg(value_name = "DOC")]
    document: PathBuf,
}

/// Writes the settings file.
pub(crate) fn init(arguments: &Arguments, report: &Report) -> Result<(), Failure> {
    let api = api(&Origin::at(&arguments.document, &[]), &Customization::default(), report)?;
    let name = PackageName::parse(&api.title.to_kebab_case()).or_else(|_| PackageName::parse("client"))?;
    let document = arguments.document.to_string_lossy().replace('\\', "/");
    let text = settings(&document, name.as_str());
    let mut file = File::create_new(FILE_NAME).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => format!("{FILE_NAME} exists, and is not changed; edit it, or remove it first"),
        _ => format!("{FILE_NAME} cannot be written: {error}"),
    })?;
    file.write_all(text.as_bytes())?;
    report.say(format_args!(
        "wrote {FILE_NAME}; `statusful generate` writes the crate into {name}",
        name = name.as_str()
    ));
    Ok(())
}

/// Returns a settings file. What is a comment is the default, or an example if it says so.
fn settings(document: &str, name: &str) -> String {
    let [document, name] = [document, name].map(|text| Value::String(text.to_owned()).to_string());
    include_str!("init.toml").replace("\"DOCUMENT\"", &document).replace("\"NAME\"", &name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_toml() {
        let text = settings("a \"quoted\".yaml", "keys");
        let table: toml::Table = text.parse().unwrap();
        assert_eq!(table["document"].as_str(), Some("a \"quoted\".yaml"));
        assert_eq!(table["out"].as_str(), Some("keys"));
    }
}

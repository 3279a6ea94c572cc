//! `statusful docs`: writes the reference of a client, as HTML or Markdown.

use std::path::PathBuf;

use clap::Args;
use heck::ToKebabCase;
use statusful_codegen::diagnostic::counted;
use statusful_codegen::ir::{Api, PackageName};
use statusful_codegen::pages::pages;
use statusful_codegen::{Runtime, Settings};

use crate::document::Origin;
use crate::reading::api;
use crate::selectors::Selectors;
use crate::{Failure, Report};

pub(crate) const EXAMPLES: &str = "\
Examples:
  statusful docs openapi.yaml --out public
  statusful docs openapi.yaml --out public --name petstore
  statusful docs openapi.yaml --out docs/api --markdown

The reference has a page for each operation and each model, with complete programs, parameters, every documented status,
errors, retries, polling, pagination and credentials. The HTML is searchable and works offline: open index.html. An earlier
reference in the folder is replaced; a folder with any other files is an error.";

/// Arguments of `statusful docs`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The OpenAPI document, in YAML or JSON.
    #[arg(value_name = "DOC")]
    document: PathBuf,
    /// The folder to write to; it is created if it does not exist.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The name of the client's package in the example programs [default: the title of the document].
    #[arg(long, value_parser = PackageName::parse)]
    name: Option<PackageName>,
    /// An OpenAPI Overlay that changes the document first; several apply in this order.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    #[command(flatten)]
    selection: Selectors,
    /// Write Markdown instead of HTML.
    #[arg(long)]
    markdown: bool,
}

/// Writes the reference of the client.
pub(crate) fn docs(arguments: &Arguments, report: &Report) -> Result<(), Failure> {
    let api = api(&Origin::at(&arguments.document, &arguments.overlays), &arguments.selection.customization(), report)?;
    let pages = pages(&api, &settings(arguments, &api)?);
    let out = &arguments.out;
    let (written, first) = if arguments.markdown {
        (statusful_book::write_markdown(&pages, out), "README.md")
    } else {
        (statusful_book::write(&format!("{} {}", api.title, api.version), &pages, out), "index.html")
    };
    written.map_err(|error| error.to_string())?;
    report.say(format_args!("wrote {}, with {}", out.join(first).display(), counted(pages.len(), "page")));
    Ok(())
}

fn settings(arguments: &Arguments, api: &Api) -> Result<Settings, Failure> {
    let titled = || PackageName::parse(&api.title.to_kebab_case()).or_else(|_| PackageName::parse("client"));
    Ok(Settings {
        runtime: Runtime::Version(env!("CARGO_PKG_VERSION").to_owned()),
        reference: true,
        ..Settings::new(
            arguments.name.clone().map_or_else(titled, Ok)?,
            "statusful docs",
            arguments.document.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        )
    })
}

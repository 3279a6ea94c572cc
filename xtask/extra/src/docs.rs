//! `cargo xtask docs`: writes the references of this repository's clients as HTML books.

use std::path::PathBuf;

use clap::Args;
use statusful_codegen::pages::pages;

use statusful_cli::{Failure, Report};
use xtask::{clients, paths};

pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo xtask docs                      write the books to target/book
  cargo xtask docs --out public         write them to another folder

The command writes a book for each client with `reference = true` in openapi/clients.toml, to a folder with the name of the
client. The HTML works offline: open index.html. An earlier book is replaced; a folder with any other files is an error.";

/// Arguments of `cargo xtask docs`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The folder for the books [default: target/book].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Writes the books.
pub(crate) fn docs(arguments: &Arguments, report: &Report) -> Result<(), Failure> {
    let out = arguments.out.clone().unwrap_or_else(|| paths::root().join("target/book"));
    for client in clients::read(report)?.into_iter().filter(|client| client.settings.reference) {
        let generated = client.generate(report)?;
        let folder = out.join(client.settings.package.as_str());
        let title = format!("{} {}", generated.api.title, generated.api.version);
        statusful_book::write(&title, &pages(&generated.api, &client.settings), &folder)
            .map_err(|error| error.to_string())?;
        report.say(format!("wrote {}", folder.join("index.html").display()));
    }
    Ok(())
}

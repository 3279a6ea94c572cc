//! `cargo xtask docs`: writes the guide, and the references of this repository's clients, as HTML books.

mod index;

use std::path::PathBuf;

use clap::Args;
use statusful_codegen::pages::pages;

use statusful_cli::{Failure, Report};
use xtask::{clients, paths};

use index::Entry;

pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo xtask docs                      write the books to target/book
  cargo xtask docs --out public         write them elsewhere

The books are the guide of docs/guide, in the folder `guide`, and the reference of each client with `reference = true` in
openapi/clients.toml, in a folder with the name of the client. They need no network: open index.html, which leads to all of
them. Existing books are replaced; a folder with other files is an error.";

/// Where the guide is, in the repository.
const GUIDE: &str = "docs/guide";

/// Where references are, for the guide on the one hand and for its book on the other.
const REFERENCES: &[(&str, &str)] = &[("../../crates/keymint/docs/", "../keymint/")];

/// Arguments of `cargo xtask docs`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The folder for the books [default: target/book].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Writes the books, and a page that leads to them.
pub(crate) fn docs(arguments: &Arguments, report: &Report) -> Result<(), Failure> {
    let out = arguments.out.clone().unwrap_or_else(|| paths::root().join("target/book"));
    index::accepts(&out)?;
    let mut entries = vec![Entry { folder: "guide".to_owned(), title: "The Statusful guide".to_owned() }];
    for client in clients::read(report)?.into_iter().filter(|client| client.settings.reference) {
        let generated = client.generate(report)?;
        let folder = client.settings.package.as_str().to_owned();
        let title = format!("{} {}", generated.api.title, generated.api.version);
        statusful_book::write(&title, &pages(&generated.api, &client.settings), &out.join(&folder))
            .map_err(|error| error.to_string())?;
        entries.push(Entry { folder, title: format!("Reference of {title}") });
    }
    statusful_book::write_folder(&entries[0].title, &paths::root().join(GUIDE), REFERENCES, &out.join("guide"))
        .map_err(|error| error.to_string())?;
    let index = index::write(&entries, &out)?;
    report.say(format!("wrote {}", index.display()));
    Ok(())
}

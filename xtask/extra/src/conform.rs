//! `cargo xtask conform`: tests every documented response and every request of the documents of a folder over HTTP, and every
//! model.

use std::path::PathBuf;

use clap::Args;
use statusful_cli::{Failure, Report};
use statusful_conform::conform::{Options, run};
use statusful_conform::documents;

use crate::corpus::{Shared, verdict};

pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo xtask conform openapi/keymint.yaml
  cargo xtask conform ../documents --only shop --json out.json
  cargo xtask conform ../documents --max-bytes 1000000

Each client is generated and compiled with a program that calls it. Every documented response is served with several bodies,
and the client must return the right variant with the same JSON; every request must match the document. Each model is also
tested separately, with values that its schema allows and values that it does not.";

/// Arguments of `cargo xtask conform`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The folder of documents, or a single document.
    #[arg(value_name = "DIR")]
    documents: PathBuf,
    /// Skip documents with more bytes than this.
    #[arg(long, value_name = "N")]
    max_bytes: Option<u64>,
    #[command(flatten)]
    shared: Shared,
}

/// Tests the documents, and prints the results.
pub(crate) fn conform(arguments: &Arguments, report: &Report) -> Result<(), Failure> {
    let shared = &arguments.shared;
    let exclusions = shared.exclusions()?;
    let mut documents = documents(&arguments.documents, shared.only.as_deref())?;
    if let Some(most) = arguments.max_bytes {
        documents.retain(|document| std::fs::metadata(&document.path).is_ok_and(|file| file.len() <= most));
    }
    let options = Options { workspace: shared.workspace()?, jobs: shared.jobs() };
    let found = run(&documents, &options, &|label, length| report.progress(label, length));
    report.say(found.to_text());
    shared.write_json(&found.to_json())?;
    let is_filtered = shared.only.is_some() || arguments.max_bytes.is_some();
    verdict(&found.faults(&exclusions, is_filtered))
}

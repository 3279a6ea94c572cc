//! `statusful extensions`: lists the `x-` keys of a document, and what becomes of each.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};
use statusful_codegen::Strictness;
use statusful_codegen::diagnostic::{Diagnostics, harmless};
use statusful_codegen::vendor::{KeyOutcome, KeyUse, survey};

use crate::document::Origin;
use crate::{Failure, MessageFormat, Report};

pub(crate) const EXAMPLES: &str = "\
Examples:
  statusful extensions openapi.yaml
  statusful extensions openapi.yaml --overlay ours.yaml --message-format json

Extensions of Speakeasy, Fern, AutoRest and other vendors are supported if Statusful has an equivalent. `statusful lint` reports
those with a value that has no equivalent.";

/// Arguments of `statusful extensions`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The OpenAPI document, in YAML or JSON.
    #[arg(value_name = "DOC")]
    document: PathBuf,
    /// An OpenAPI Overlay that changes the document first; several apply in this order.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
}

/// Prints each key, how often it is in the document, and what becomes of it.
pub(crate) fn extensions(arguments: &Arguments, report: &Report) -> Result<(), Failure> {
    let origin = Origin::at(&arguments.document, &arguments.overlays);
    let mut diagnostics = Diagnostics::new(Strictness::Lenient);
    let source = origin.read(report, |input| statusful_codegen::read(input, &mut diagnostics))?;
    if diagnostics.has_errors() {
        report.diagnostics(&source.files, &diagnostics);
        return Err(Failure::Unreadable);
    }
    let uses = survey(&source);
    match report.format() {
        MessageFormat::Json => uses.iter().for_each(|used| report.print(format_args!("{}\n", object(used)))),
        MessageFormat::Human => report.print(table(&uses)),
    }
    Ok(())
}

/// How many characters of a key the table shows: with one key of a megabyte, each line would have as many.
const LONGEST: usize = 60;

fn table(uses: &[KeyUse]) -> String {
    let width = uses.iter().map(|used| used.key.chars().count()).max().unwrap_or_default().min(LONGEST);
    let line = |KeyUse { key, outcome, count }: &KeyUse| {
        let is_cut = key.chars().nth(LONGEST).is_some();
        let shown = if is_cut { LONGEST - 1 } else { LONGEST };
        let key: String = key.chars().take(shown).map(harmless).chain(is_cut.then_some('…')).collect();
        format!("{key:width$}  {count:5}  {}\n", sentence(*outcome))
    };
    uses.iter().map(line).collect()
}

fn sentence(outcome: KeyOutcome) -> String {
    match outcome {
        KeyOutcome::Own => "read".to_owned(),
        KeyOutcome::Read(own) => format!("read as {own}"),
        KeyOutcome::Ignored(reason) => format!("ignored: {reason}"),
        KeyOutcome::Refused => "ignored: its value has no counterpart".to_owned(),
        KeyOutcome::Unknown => "ignored: unknown".to_owned(),
    }
}

fn object(KeyUse { key, outcome, count }: &KeyUse) -> Value {
    let (outcome, own, reason) = match *outcome {
        KeyOutcome::Own => ("read", Some(key.as_str()), None),
        KeyOutcome::Read(own) => ("read", Some(own), None),
        KeyOutcome::Ignored(reason) => ("ignored", None, Some(reason)),
        KeyOutcome::Refused => ("refused", None, None),
        KeyOutcome::Unknown => ("unknown", None, None),
    };
    json!({ "key": key, "count": count, "outcome": outcome, "as": own, "reason": reason })
}

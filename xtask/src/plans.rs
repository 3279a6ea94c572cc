//! Plans for all generated files of this repository: its clients, and the catalogue of diagnostics.

use statusful_cli::{Failure, Report};
use statusful_codegen::disk::Plan;
use statusful_codegen::{Files, diagnostic};

use xtask::clients::generate_all;
use xtask::paths;

/// The guide, whose list of diagnostics is generated.
const FOLDER: &str = "docs/guide";

/// Returns the plan for each folder, whose path is relative to the root of the repository. If any document has an
/// error, no plans are returned.
pub(crate) fn plans(report: &Report) -> Result<Vec<(String, Plan)>, Failure> {
    let mut plans = Vec::new();
    for (client, generated) in generate_all(report)? {
        let plan = Plan::compare(&generated.files, &client.out.path)?;
        plans.push((client.out.name, plan));
    }
    plans.push(catalogue()?);
    Ok(plans)
}

/// Returns the plan for `docs/guide/diagnostics.md`. The other files of the guide are written by hand, so they are kept.
fn catalogue() -> Result<(String, Plan), Failure> {
    let mut files = Files::default();
    files.insert("diagnostics.md", diagnostic::catalogue()).map_err(|fault| fault.to_string())?;
    Ok((FOLDER.to_owned(), Plan::compare(&files, &paths::root().join(FOLDER))?.keeping_orphans()))
}

//! Everything of this repository that is generated: its clients, and the catalogue of diagnostics.

use statusful_cli::{Failure, Report};
use statusful_codegen::disk::Plan;
use statusful_codegen::{Files, diagnostic};

use crate::clients::generate_all;
use crate::paths;

/// What is to be done to each folder, which is a path below the root of the repository. With a fault in any document
/// there are no plans.
pub(crate) fn plans(report: &Report) -> Result<Vec<(String, Plan)>, Failure> {
    let mut plans = Vec::new();
    for (client, generated) in generate_all(report)? {
        let plan = Plan::compare(&generated.files, &paths::root().join(&client.folder))?;
        plans.push((client.folder, plan));
    }
    plans.push(catalogue()?);
    Ok(plans)
}

/// What is to be done to `docs/diagnostics.md`. What stands beside it is written by hand.
fn catalogue() -> Result<(String, Plan), Failure> {
    let mut files = Files::default();
    files.insert("diagnostics.md", diagnostic::catalogue()).map_err(|fault| fault.to_string())?;
    Ok(("docs".to_owned(), Plan::compare(&files, &paths::root().join("docs"))?.keeping_orphans()))
}

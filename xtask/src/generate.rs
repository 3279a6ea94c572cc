//! `cargo xtask generate`: a crate of its own from any document.

use std::path::Path;

use statusful_codegen::disk::{Plan, is_foreign};
use statusful_codegen::{Runtime, Settings, Strictness};

use crate::cli::GenerateArguments;
use crate::report::{Failure, Report};
use crate::{document, paths, regen};

/// The runtime in this repository.
const RUNTIME: &str = "crates/statusful";

/// Generates the crate, and writes what differs from a previous generation. Of a folder that is not one, nothing is
/// removed, not even by force.
pub(crate) fn generate(arguments: &GenerateArguments, report: &Report) -> Result<(), Failure> {
    let out = arguments.out.display().to_string();
    let is_foreign = is_foreign(&arguments.out)?;
    if is_foreign && !arguments.force {
        return Err(format!("{out} holds files that were not generated; choose another folder, or add --force").into());
    }
    let name = arguments.document.display().to_string();
    let client = document::client(&arguments.document, &name, &[], 0, &settings(arguments)?, report)?;
    let plan = Plan::compare(&client.files, &arguments.out)?;
    let plan = if is_foreign { plan.keeping_orphans() } else { plan };
    regen::apply(out.trim_end_matches('/'), &plan, report)
}

/// The files name the document without its folders, so that they are the same wherever the document lies.
fn settings(arguments: &GenerateArguments) -> Result<Settings, Failure> {
    let document = arguments.document.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Settings {
        package: arguments.name.clone(),
        command: "cargo xtask generate".to_owned(),
        document,
        runtime: runtime(arguments)?,
        // `--lenient` is what happens anyway; scripts may say it.
        reference: false,
        strictness: if arguments.strict { Strictness::Strict } else { Strictness::Lenient },
    })
}

fn runtime(arguments: &GenerateArguments) -> Result<Runtime, Failure> {
    if let Some(version) = &arguments.runtime_version {
        return Ok(Runtime::Version(version.clone()));
    }
    let own = paths::root().join(RUNTIME);
    let folder = arguments.runtime_path.as_deref().unwrap_or(&own);
    let path = paths::relative(&arguments.out, folder).map_err(|error| at(folder, &error))?;
    Ok(Runtime::Path(path))
}

fn at(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

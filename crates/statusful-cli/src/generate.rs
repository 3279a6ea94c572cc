//! `statusful generate`: generates client crates from documents.

use std::path::PathBuf;

use clap::Args;
use statusful_codegen::SettingsFile;
use statusful_codegen::disk::{Plan, is_foreign};
use statusful_codegen::ir::PackageName;
use statusful_codegen::selection::Selector;
use statusful_codegen::suggestion::closest;

use crate::document::File;
use crate::selectors::Selectors;
use crate::settings::{self, Choices, ClientSettings, Listing, RuntimeChoice, Written};
use crate::{Failure, Report, apply, check_drift};

/// The command that generated files mention.
const COMMAND: &str = "statusful generate";

pub(crate) const EXAMPLES: &str = "\
Examples:
  statusful generate
  statusful generate --check
  statusful generate --config clients/statusful.toml --client keys
  statusful generate openapi.yaml --out ../petstore
  statusful generate openapi.json --out clients/keys --name keys --runtime-version 0.1
  statusful generate openapi.yaml --overlay ours.yaml --out ../petstore
  statusful generate openapi.yaml --out ../petstore --include tag:Pets --include 'GET /stores/**' --exclude id:deletePet

Without DOC, the command generates the clients in `statusful.toml`, which it looks up in the current folder and its parents;
options override the settings file. `statusful init` writes one. With DOC, no settings file is read unless --config is set.

A selector is `tag:NAME`, `id:OPERATION_ID`, a path as in the document, or a method and a path: `GET /keys/{id}`. `*` matches
any text in a name or in a path segment, and `**` matches any number of segments. The client contains the operations that
match any --include and no --exclude, and the models that they use.

The output is a complete crate. In a Cargo workspace it can be a member; otherwise it is its own workspace. To update the
crate, generate it again into the same folder.

An error in one part of a document is reported as a warning, and the rest is generated. A document that is neither JSON nor
YAML, or not OpenAPI 3.0 or 3.1, is an error. With --strict, every error prevents generation. After an error, nothing is
written and the exit code is 1.";

/// Arguments of `statusful generate`.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The OpenAPI document, in YAML or JSON [default: the documents in the settings file].
    #[arg(value_name = "DOC")]
    document: Option<PathBuf>,
    /// The folder to write the crate to; it is created if it does not exist.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The name of the package [default: the name of the folder].
    #[arg(long, value_parser = PackageName::parse)]
    name: Option<PackageName>,
    /// The settings file [default: `statusful.toml` in the current folder or a parent].
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The package name of a client in the settings file; can be repeated [default: all clients].
    #[arg(long = "client", value_name = "NAME", conflicts_with = "document")]
    clients: Vec<String>,
    /// Write nothing, and fail if a generated file is out of date.
    #[arg(long)]
    check: bool,
    /// An OpenAPI Overlay that changes the document first; several apply in this order.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    #[command(flatten)]
    selection: Selectors,
    /// The folder of the `statusful` crate [default: `crates/statusful`, if the command runs from its repository].
    #[arg(long, value_name = "PATH", conflicts_with = "runtime_version")]
    runtime_path: Option<PathBuf>,
    /// The version of the `statusful` crate in the registry [default: the version of this command].
    #[arg(long, value_name = "VERSION")]
    runtime_version: Option<String>,
    #[command(flatten)]
    contents: Contents,
    /// Generate nothing if any part of the document has an error.
    #[arg(long)]
    strict: bool,
    /// Generate the parts of the document without errors (the default).
    #[arg(long, conflicts_with = "strict")]
    lenient: bool,
    /// Write to a folder even if it contains files that were not generated.
    #[arg(long)]
    force: bool,
}

/// Optional contents of the crate.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[derive(Debug, Args)]
struct Contents {
    /// Omit the reference in the folder `docs` of the crate.
    #[arg(long)]
    no_reference: bool,
    /// Add a feature `mock`, a mock server for tests; the crate then contains the document.
    #[arg(long)]
    mock: bool,
    /// Reject a `date-time` without an offset, instead of reading it as UTC.
    #[arg(long)]
    strict_dates: bool,
    /// Also generate models that no operation uses.
    #[arg(long)]
    unused_models: bool,
}

/// Generates all crates before it writes any file, so that an error leaves all files unchanged. Nothing is removed from a folder
/// that was not generated, not even with `--force`.
pub(crate) fn generate(arguments: &Arguments, report: &Report) -> Result<(), Failure> {
    let mut plans = Vec::new();
    let clients = clients(arguments, report)?;
    for client in &clients {
        plans.push((client.out.name.trim_end_matches('/').to_owned(), plan(client, arguments, report)?));
    }
    if arguments.check {
        return check_drift(&plans, COMMAND, report);
    }
    for (folder, plan) in &plans {
        apply(folder, plan, report)?;
    }
    for client in &clients {
        client.advise(report);
    }
    Ok(())
}

fn plan(client: &ClientSettings, arguments: &Arguments, report: &Report) -> Result<Plan, Failure> {
    let is_foreign = is_foreign(&client.out.path)?;
    if is_foreign && !arguments.force && !arguments.check {
        let out = &client.out.name;
        return Err(format!("{out} holds files that were not generated; choose another folder, or add --force").into());
    }
    let plan = Plan::compare(&client.generate(report)?.files, &client.out.path)?;
    Ok(if is_foreign { plan.keeping_orphans() } else { plan })
}

/// Returns the clients of the settings file, changed by the arguments, or the one that the arguments describe.
fn clients(arguments: &Arguments, report: &Report) -> Result<Vec<ClientSettings>, Failure> {
    let file = match (&arguments.config, &arguments.document) {
        (Some(path), _) => Some(File::at(path)),
        (None, Some(_)) => None,
        (None, None) => Some(settings::find().ok_or_else(|| {
            let message = "there is no document, and no `statusful.toml` in this folder or above";
            format!("{message}; name a document, or write a settings file by `statusful init DOC`. See `--help`")
        })?),
    };
    let choices = choices(arguments);
    let Some(file) = file else {
        if choices.out.is_none() {
            return Err("there is no folder for the crate; name it by `--out DIR`. See `--help`".to_owned().into());
        }
        return settings::complete(vec![(choices, 0..0)], None, COMMAND, report);
    };
    let Listing { file, clients } = Listing::read(&file, report)?;
    let clients = if arguments.clients.is_empty() { clients } else { named(clients, &arguments.clients, &file)? };
    let is_for_one = arguments.document.is_some() || arguments.out.is_some() || arguments.name.is_some();
    if is_for_one && clients.len() > 1 {
        let message = "DOC, `--out` and `--name` are for one client, and the settings file lists several";
        return Err(format!("{message}; choose one by `--client NAME`").into());
    }
    let clients = clients.into_iter().map(|(client, place)| (choices.clone().or(client), place)).collect();
    settings::complete(clients, Some(&file), COMMAND, report)
}

/// A client and its place in the settings file.
type Listed = (Choices, std::ops::Range<usize>);

/// Returns the clients with these names.
fn named(clients: Vec<Listed>, wanted: &[String], file: &SettingsFile) -> Result<Vec<Listed>, Failure> {
    let names: Vec<_> = clients.iter().map(|(client, _)| client.package()).collect();
    for name in wanted {
        if names.iter().flatten().any(|known| known == name) {
            continue;
        }
        let near = closest(name, names.iter().flatten().map(String::as_str));
        let all = || names.iter().flatten().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let help = near.map_or_else(|| format!("the clients are {}", all()), |near| format!("did you mean `{near}`?"));
        return Err(format!("{} lists no client `{name}`; {help}", file.name).into());
    }
    let is_wanted = |name: &Option<String>| name.as_ref().is_some_and(|name| wanted.contains(name));
    Ok(clients.into_iter().zip(&names).filter(|(_, name)| is_wanted(name)).map(|(client, _)| client).collect())
}

/// Returns what the arguments choose. The generated files contain only the file name of the document, so that they do not
/// depend on its path.
fn choices(arguments: &Arguments) -> Choices {
    let list = |paths: &[PathBuf]| (!paths.is_empty()).then(|| paths.iter().map(|path| File::at(path)).collect());
    let selectors = |list: &[Selector]| (!list.is_empty()).then(|| list.to_vec());
    let set = |flag: bool| flag.then_some(true);
    let title = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let path = arguments.runtime_path.clone().map(RuntimeChoice::Path);
    Choices {
        document: arguments.document.as_ref().map(|path| File::at(path)),
        title: arguments.document.as_ref().map(title),
        overlays: list(&arguments.overlays),
        out: arguments.out.as_ref().map(|out| Written { value: File::at(out), place: None }),
        name: arguments.name.clone().map(|value| Written { value, place: None }),
        runtime: path.or_else(|| arguments.runtime_version.clone().map(RuntimeChoice::Version)),
        include: selectors(&arguments.selection.include),
        exclude: selectors(&arguments.selection.exclude),
        reference: arguments.contents.no_reference.then_some(false),
        mock: set(arguments.contents.mock),
        strict: set(arguments.strict).or(arguments.lenient.then_some(false)),
        strict_dates: set(arguments.contents.strict_dates),
        unused_models: set(arguments.contents.unused_models),
        ..Choices::default()
    }
}

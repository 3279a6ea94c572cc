//! `cargo xtask corpus`: generates, measures and compiles every document of a folder.

use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;
use statusful_cli::{Failure, Report};
use statusful_codegen::diagnostic::counted;
use statusful_codegen::ir::PackageName;
use statusful_conform::corpus::{Options, measure, run};
use statusful_conform::{CorpusDocument, Exclusions, Workspace, documents};

use xtask::paths;

pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo xtask corpus ../documents                            generate each client, and print a table
  cargo xtask corpus ../documents --compile                  compile the clients as well, in one workspace
  cargo xtask corpus ../documents --only shop --json out.json
  cargo run --release -p xtask-extra -- corpus ../documents  measure an optimized build

The command fails if a document fails that is not listed in the TOML file of --exclude:
  [[exclude]]
  document = \"shop.yaml\"
  reason = \"its `required` lists properties that do not exist\"";

/// Arguments of `cargo xtask corpus`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The folder of documents, or a single document.
    #[arg(value_name = "DIR")]
    documents: PathBuf,
    /// Compile each client with `cargo check`.
    #[arg(long)]
    compile: bool,
    /// Options shared with `conform`.
    #[command(flatten)]
    shared: Shared,
}

/// Options of all commands that run over many documents.
#[derive(Debug, Args)]
pub(crate) struct Shared {
    /// The number of parallel processes [default: the number of processors].
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    /// Run only documents whose file name contains this text.
    #[arg(long, value_name = "NAME")]
    pub(crate) only: Option<String>,
    /// Write the results to a file as JSON.
    #[arg(long, value_name = "FILE")]
    pub(crate) json: Option<PathBuf>,
    /// A TOML file with the documents that are known to fail.
    #[arg(long, value_name = "FILE")]
    pub(crate) exclude: Option<PathBuf>,
    /// The folder in which clients are written and compiled [default: target/corpus].
    #[arg(long, value_name = "DIR")]
    pub(crate) target_dir: Option<PathBuf>,
}

/// Arguments of `cargo xtask corpus-document`.
#[derive(Debug, Args)]
pub(crate) struct DocumentArguments {
    document: PathBuf,
    #[arg(long, value_parser = PackageName::parse)]
    package: PackageName,
    #[arg(long)]
    target_dir: Option<PathBuf>,
}

impl Shared {
    pub(crate) fn jobs(&self) -> usize {
        jobs(self.jobs)
    }

    pub(crate) fn workspace(&self) -> Result<Workspace, Failure> {
        let folder = self.target_dir.clone().unwrap_or_else(|| paths::root().join("target/corpus"));
        Ok(Workspace::new(&folder, paths::root())?)
    }

    pub(crate) fn exclusions(&self) -> Result<Exclusions, Failure> {
        Ok(self.exclude.as_deref().map(Exclusions::read).transpose()?.unwrap_or_default())
    }

    /// Writes the results to the file of `--json`, if it is set.
    pub(crate) fn write_json(&self, results: &serde_json::Value) -> Result<(), Failure> {
        let Some(file) = &self.json else { return Ok(()) };
        Ok(std::fs::write(file, format!("{results:#}\n")).map_err(|error| format!("{}: {error}", file.display()))?)
    }
}

/// Generates the documents, and prints the results.
pub(crate) fn corpus(arguments: &Arguments, report: &Report) -> Result<(), Failure> {
    let shared = &arguments.shared;
    let exclusions = shared.exclusions()?;
    let documents = documents(&arguments.documents, shared.only.as_deref())?;
    let options = Options { workspace: shared.workspace()?, compile: arguments.compile, jobs: shared.jobs() };
    let program = std::env::current_exe()?;
    let folder = arguments.compile.then(|| options.workspace.folder());
    let found = run(&documents, &options, &|label, length| report.progress(label, length), |document| {
        generator(&program, document, folder)
    })?;
    report.say(found.to_text());
    shared.write_json(&found.to_json())?;
    verdict(&found.faults(&exclusions, shared.only.is_some()))
}

/// Returns the number of parallel processes: that of `--jobs`, or the number of processors.
pub(crate) fn jobs(chosen: Option<usize>) -> usize {
    let processors = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    chosen.unwrap_or_else(processors).max(1)
}

/// Fails if there are errors.
pub(crate) fn verdict(faults: &[String]) -> Result<(), Failure> {
    match faults {
        [] => Ok(()),
        faults => Err(Failure::Wrong(format!("{}:\n  {}", counted(faults.len(), "fault"), faults.join("\n  ")))),
    }
}

fn generator(program: &Path, document: &CorpusDocument, folder: Option<&Path>) -> Command {
    let mut command = Command::new(program);
    command.arg("corpus-document").arg(&document.path).args(["--package", document.package.as_str()]);
    if let Some(folder) = folder {
        command.arg("--target-dir").arg(folder);
    }
    command
}

/// Generates one document, and prints the measurements.
pub(crate) fn document(arguments: DocumentArguments) -> Result<(), Failure> {
    let DocumentArguments { document: path, package, target_dir } = arguments;
    let workspace = target_dir.map(|folder| Workspace::new(&folder, paths::root())).transpose()?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let measurement = measure(&CorpusDocument { path, name, package }, workspace.as_ref());
    println!("{}", serde_json::to_string(&measurement).map_err(|error| error.to_string())?);
    Ok(())
}

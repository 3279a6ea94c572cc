//! Generates, measures and compiles every document of a folder, each in a process of its own.

mod measure;
mod process;
mod report;

use std::collections::BTreeMap;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

pub use measure::{Measurement, measure};
pub use report::{Outcome, Report};

use crate::{Compiled, CorpusDocument, Failure, NewBar, Workspace, cargo};

/// Options of a run.
#[derive(Debug, Clone)]
pub struct Options {
    /// The workspace for the clients.
    pub workspace: Workspace,
    /// `true` to compile the clients.
    pub compile: bool,
    /// The number of processes that run at the same time.
    pub jobs: usize,
}

/// Generates each document with the command that `generator` returns, which has to call [`measure`], and compiles the
/// clients. Each document has its own process, so that a crash does not affect the others, and the peak memory is
/// measured for each.
pub fn run(
    documents: &[CorpusDocument],
    options: &Options,
    new_bar: NewBar<'_>,
    generator: impl Fn(&CorpusDocument) -> Command + Sync,
) -> Result<Report, Failure> {
    let measured = generate(documents, options.jobs, new_bar, &generator);
    let mut compiled = if options.compile { compile(documents, &measured, options, new_bar)? } else { BTreeMap::new() };
    let outcomes = documents.iter().zip(measured).map(|(document, measurement)| Outcome {
        document: document.name.clone(),
        measurement,
        compiled: compiled.remove(document.package.as_str()),
    });
    Ok(Report { outcomes: outcomes.collect() })
}

fn generate(
    documents: &[CorpusDocument],
    jobs: usize,
    new_bar: NewBar<'_>,
    generator: &(impl Fn(&CorpusDocument) -> Command + Sync),
) -> Vec<Result<Measurement, Failure>> {
    let bar = new_bar("generate", documents.len());
    let next = AtomicUsize::new(0);
    let done = Mutex::new(BTreeMap::new());
    std::thread::scope(|scope| {
        for _ in 0..jobs.clamp(1, documents.len().max(1)) {
            scope.spawn(|| {
                while let Some((index, document)) = take(&next, documents) {
                    bar.set_message(document.name.clone());
                    let measurement = process::measured(generator(document));
                    if let Ok(mut done) = done.lock() {
                        done.insert(index, measurement);
                    }
                    bar.inc(1);
                }
            });
        }
    });
    bar.finish_and_clear();
    let done = done.into_inner().unwrap_or_default();
    done.into_values().collect()
}

fn take<'d>(next: &AtomicUsize, documents: &'d [CorpusDocument]) -> Option<(usize, &'d CorpusDocument)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    documents.get(index).map(|document| (index, document))
}

fn compile(
    documents: &[CorpusDocument],
    measured: &[Result<Measurement, Failure>],
    options: &Options,
    new_bar: NewBar<'_>,
) -> Result<BTreeMap<String, Compiled>, Failure> {
    let generated =
        documents.iter().zip(measured).filter(|(_, measured)| measured.as_ref().is_ok_and(Measurement::is_ok));
    let packages: Vec<_> = generated.map(|(document, _)| document.package.as_str().to_owned()).collect();
    if packages.is_empty() {
        return Ok(BTreeMap::new());
    }
    options.workspace.finish(&packages)?;
    let bar = new_bar("compile", packages.len());
    let mut built = cargo::run(&options.workspace, "check", &[], options.jobs, |package| {
        if packages.iter().any(|known| known == package) {
            bar.set_message(package.to_owned());
            bar.inc(1);
        }
    })?;
    bar.finish_and_clear();
    Ok(packages.into_iter().map(|name| (name.clone(), built.packages.remove(&name).unwrap_or_default())).collect())
}

//! Every document of a folder: generated in a process of its own, measured, and compiled.

mod measure;
mod process;
mod report;

use std::collections::BTreeMap;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

pub use measure::{Measurement, measure};
pub use report::{Outcome, Report};

use crate::{Compiled, Document, Failure, Workspace, cargo, progress};

/// What is wanted.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the clients are written.
    pub workspace: Workspace,
    /// Whether they are compiled.
    pub compile: bool,
    /// How many processes run at a time.
    pub jobs: usize,
}

/// Generates each document by a command of `generator`'s making, which ends in a call of [`measure`], and compiles what
/// comes of them. In a process of its own, a document that brings the generator down brings down nothing else, and its
/// peak of memory is its own.
pub fn run(
    documents: &[Document],
    options: &Options,
    generator: impl Fn(&Document) -> Command + Sync,
) -> Result<Report, Failure> {
    let measured = generate(documents, options.jobs, &generator);
    let mut compiled = if options.compile { compile(documents, &measured, options)? } else { BTreeMap::new() };
    let outcomes = documents.iter().zip(measured).map(|(document, measurement)| Outcome {
        document: document.name.clone(),
        measurement,
        compiled: compiled.remove(document.package.as_str()),
    });
    Ok(Report { outcomes: outcomes.collect() })
}

fn generate(
    documents: &[Document],
    jobs: usize,
    generator: &(impl Fn(&Document) -> Command + Sync),
) -> Vec<Result<Measurement, Failure>> {
    let bar = progress::bar("generate", documents.len());
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

fn take<'d>(next: &AtomicUsize, documents: &'d [Document]) -> Option<(usize, &'d Document)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    documents.get(index).map(|document| (index, document))
}

fn compile(
    documents: &[Document],
    measured: &[Result<Measurement, Failure>],
    options: &Options,
) -> Result<BTreeMap<String, Compiled>, Failure> {
    let generated =
        documents.iter().zip(measured).filter(|(_, measured)| measured.as_ref().is_ok_and(Measurement::is_ok));
    let packages: Vec<_> = generated.map(|(document, _)| document.package.as_str().to_owned()).collect();
    if packages.is_empty() {
        return Ok(BTreeMap::new());
    }
    options.workspace.finish(&packages)?;
    let bar = progress::bar("compile", packages.len());
    let mut built = cargo::run(&options.workspace, "check", &[], options.jobs, |package| {
        if packages.iter().any(|known| known == package) {
            bar.set_message(package.to_owned());
            bar.inc(1);
        }
    })?;
    bar.finish_and_clear();
    Ok(packages.into_iter().map(|name| (name.clone(), built.packages.remove(&name).unwrap_or_default())).collect())
}

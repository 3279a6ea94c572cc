//! Writes, compiles and runs the program that calls a generated client.

mod driver;
pub(crate) mod emit;
mod models;
mod signature;
mod source;

use std::collections::BTreeMap;

use statusful_codegen::Client;

use crate::conform::Options;
use crate::{CorpusDocument, Failure, cargo};

pub(crate) use driver::{Answer, ModelAnswer, ModelOrder, Order, Received, drive};

/// A compiled program, and the operations that it cannot call, with the reasons.
#[derive(Debug)]
pub(crate) struct Harness {
    pub(crate) program: String,
    pub(super) uncallable: BTreeMap<usize, String>,
}

/// Writes and compiles the program of a client. An operation whose call does not compile is left out, with the compiler
/// error as the reason, so that the others can be tested.
pub(crate) fn build(document: &CorpusDocument, client: &Client, options: &Options) -> Result<Harness, Failure> {
    let package = document.package.as_str();
    let name = emit::name(package);
    let write = |uncallable: &BTreeMap<usize, String>| {
        let files = emit::files(&document.package, client, uncallable)?;
        options.workspace.write(&name, &files).map_err(|error| error.to_string())
    };
    options.workspace.write(package, &client.files).map_err(|error| error.to_string())?;
    let mut uncallable = emit::uncallable(client)?;
    write(&uncallable)?;
    options.workspace.finish(&[package.to_owned(), name.clone()])?;
    for _ in 0..ATTEMPTS {
        let mut built = cargo::run(&options.workspace, "build", std::slice::from_ref(&name), options.jobs, |_| {})?;
        if let Some(program) = built.programs.remove(&name) {
            return Ok(Harness { program, uncallable });
        }
        let faults = |package: &str| built.packages.get(package).map(|it| it.faults.as_slice()).unwrap_or_default();
        if let Some(fault) = faults(package).first() {
            return Err(format!("the client does not compile: {}", fault.rendered));
        }
        let known = uncallable.len();
        for fault in faults(&name) {
            if let Some(index) = emit::index(&fault.file) {
                uncallable.entry(index).or_insert_with(|| fault.message.clone());
            }
        }
        if uncallable.len() == known {
            let said = faults(&name).first().map_or("it was not built", |fault| fault.rendered.as_str());
            return Err(format!("the harness does not compile: {said}"));
        }
        write(&uncallable)?;
    }
    Err("the harness does not compile".to_owned())
}

/// The maximum number of compilations, each without the operations that did not compile before. One is not enough,
/// because the compiler reports borrow errors only after all type errors are fixed.
const ATTEMPTS: usize = 4;

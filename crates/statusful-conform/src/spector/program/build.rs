//! Compiles the program.

use std::collections::BTreeMap;

use super::emit;
use crate::conform::harness::emit::{index, name, uncallable};
use crate::spector::Options;
use crate::spector::route::Route;
use crate::spector::subject::Subject;
use crate::{Failure, Workspace, cargo};

/// The compiled program, and what it cannot call.
#[derive(Debug, Default)]
pub(in crate::spector) struct Program {
    /// The path of the executable.
    pub(in crate::spector) path: String,
    /// The clients that do not compile, with the first error.
    pub(in crate::spector) broken: BTreeMap<String, String>,
    /// The operations whose calls do not compile, by client and index, with the first error.
    pub(in crate::spector) uncallable: BTreeMap<String, BTreeMap<usize, String>>,
}

/// The maximum number of compilations, each without what did not compile before. One is not enough, because the compiler
/// reports borrow errors only after all type errors are fixed.
const ATTEMPTS: usize = 4;

/// Writes and compiles the clients and the program.
pub(in crate::spector) fn build(subjects: &[Subject], options: &Options) -> Result<Program, Failure> {
    let mut program = Program::default();
    let write = |package: &str, files| options.workspace.write(package, &files).map_err(|error| error.to_string());
    write(emit::CASE, emit::case()?)?;
    for subject in subjects {
        write(subject.package(), subject.client.files.clone())?;
        program.uncallable.insert(subject.package().to_owned(), uncallable(&subject.client)?);
    }
    for _ in 0..ATTEMPTS {
        program.write(subjects, &options.workspace)?;
        let mut built = cargo::run(&options.workspace, "build", &[emit::PROGRAM.to_owned()], options.jobs, |_| {})?;
        if let Some(path) = built.programs.remove(emit::PROGRAM) {
            program.path = path;
            return Ok(program);
        }
        program.learn(subjects, &built)?;
    }
    Err("the program does not compile".to_owned())
}

impl Program {
    /// Fails with the reason if the program cannot call an operation.
    pub(in crate::spector) fn can_call(&self, route: &Route<'_, '_>) -> Result<(), String> {
        let package = route.target.subject.package();
        if let Some(error) = self.broken.get(package) {
            return Err(format!("the client does not compile: {error}"));
        }
        match self.uncallable.get(package).and_then(|operations| operations.get(&route.pair.index)) {
            Some(error) => Err(format!("the call does not compile: {error}")),
            None => Ok(()),
        }
    }

    /// Writes the packages that are known to compile.
    fn write(&self, subjects: &[Subject], workspace: &Workspace) -> Result<(), Failure> {
        let write = |package: &str, files| workspace.write(package, &files).map_err(|error| error.to_string());
        let subjects: Vec<_> = subjects.iter().filter(|subject| !self.broken.contains_key(subject.package())).collect();
        let packages: Vec<_> = subjects.iter().map(|subject| subject.package()).collect();
        for subject in &subjects {
            let none = BTreeMap::new();
            let uncallable = self.uncallable.get(subject.package()).unwrap_or(&none);
            write(&name(subject.package()), emit::calls(&subject.document, &subject.client, uncallable)?)?;
        }
        write(emit::PROGRAM, emit::program(&packages)?)?;
        let own = [emit::CASE, emit::PROGRAM].map(str::to_owned);
        let members = packages.iter().flat_map(|package| [(*package).to_owned(), name(package)]);
        workspace.finish(&members.chain(own).collect::<Vec<_>>())
    }

    /// Reads from the errors what does not compile. Fails if they have no known reason.
    fn learn(&mut self, subjects: &[Subject], built: &cargo::Built) -> Result<(), Failure> {
        let faults = |package: &str| built.packages.get(package).map(|it| it.faults.as_slice()).unwrap_or_default();
        let mut has_learnt = false;
        for package in subjects.iter().map(Subject::package) {
            if let Some(fault) = faults(package).first() {
                has_learnt |= self.broken.insert(package.to_owned(), fault.rendered.clone()).is_none();
            }
            let uncallable = self.uncallable.entry(package.to_owned()).or_default();
            for fault in faults(&name(package)) {
                if let Some(index) = index(&fault.file) {
                    has_learnt |= uncallable.insert(index, fault.message.clone()).is_none();
                }
            }
        }
        if has_learnt {
            return Ok(());
        }
        let first = built.packages.values().find_map(crate::Compiled::first_error);
        Err(format!("the program does not compile: {}", first.unwrap_or_default()))
    }
}

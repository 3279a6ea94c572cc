//! What all rows measure with: the built generators, the documents, and a client of each.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use statusful_cli::{Failure, Report};
use xtask::paths;

use super::documents::{Documents, name};
use super::generator::{Generator, cargo};
use super::process::run;

/// The generators, the documents and the folder of the bench.
#[derive(Debug)]
pub(super) struct Lab<'r> {
    /// The generators that were built, or why they were not.
    pub(super) generators: Vec<(Generator, Result<(), String>)>,
    pub(super) documents: Documents,
    pub(super) rounds: u32,
    folder: PathBuf,
    clients: RefCell<BTreeMap<(Generator, PathBuf), Result<PathBuf, String>>>,
    report: &'r Report,
}

impl<'r> Lab<'r> {
    /// Builds the generators, and installs those that are peers.
    pub(super) fn set_up(
        generators: &[Generator],
        documents: Documents,
        rounds: u32,
        report: &'r Report,
    ) -> Result<Self, Failure> {
        let folder = paths::root().join("target/bench");
        fs::create_dir_all(&folder)?;
        let mut lab = Self { generators: Vec::new(), documents, rounds, folder, clients: RefCell::default(), report };
        for &generator in generators {
            let built = generator.build(&lab.folder).map_or(Ok(()), |mut build| {
                lab.report.say(format_args!("building: {}", generator.name()));
                run(&mut build).map(drop)
            });
            let built = built.map_err(|fault| lab.fault(generator.name(), "cannot be installed", &fault));
            lab.generators.push((generator, built));
        }
        // The peers are not compiled again, and this takes gigabytes.
        let _ = fs::remove_dir_all(lab.folder.join("peers/build"));
        Ok(lab)
    }

    /// Returns the folder of the bench, in `target`.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Prints why something could not be measured, and returns the few words that the table has of it.
    pub(super) fn fault(&self, subject: &str, what: &str, detail: &str) -> String {
        self.report.warn(format_args!("{subject} {what}:\n{}", excerpt(detail)));
        what.to_owned()
    }

    /// Returns the package that a generator writes for a document. It is generated once.
    pub(super) fn client(&self, generator: Generator, document: &Path) -> Result<PathBuf, String> {
        let key = (generator, document.to_owned());
        if let Some(known) = self.clients.borrow().get(&key) {
            return known.clone();
        }
        let client = self.generate(generator, document, &name(document), &[]);
        self.clients.borrow_mut().insert(key, client.clone());
        client
    }

    /// Returns the package that Statusful writes for the operations of a document that match selectors.
    pub(super) fn selection(&self, document: &Path, selectors: &[&str]) -> Result<PathBuf, String> {
        let more = selectors.iter().flat_map(|selector| ["--include", selector]);
        let folder = format!("{}-selected", name(document));
        self.generate(Generator::Statusful, document, &folder, &more.collect::<Vec<_>>())
    }

    /// Generates a package into a folder of this name, with more arguments.
    fn generate(&self, generator: Generator, document: &Path, folder: &str, more: &[&str]) -> Result<PathBuf, String> {
        let built = self.generators.iter().find(|(known, _)| *known == generator);
        built.map_or(Err("is not measured".to_owned()), |(_, built)| built.clone())?;
        let out = self.folder.join("clients").join(generator.name()).join(folder);
        let generated = fresh(&out)
            .map_err(|error| error.to_string())
            .and_then(|()| run(generator.command(&self.folder, document, &out).args(more)))
            .and_then(|_| generator.finish(&out).map_err(|error| error.to_string()));
        let subject = format!("{} of {}", generator.name(), name(document));
        generated.map_err(|fault| self.fault(&subject, "does not generate", &fault))?;
        Ok(out)
    }

    /// Returns `cargo check` of a client, whose dependencies are compiled in one folder for all clients.
    pub(super) fn check(&self, client: &Path, more: &[&str]) -> std::process::Command {
        let mut command = cargo();
        command.args(["check", "--quiet"]).args(more).current_dir(client);
        command.arg("--target-dir").arg(self.folder.join("target"));
        command
    }
}

/// Removes a folder, and creates the one that contains it.
pub(super) fn fresh(folder: &Path) -> std::io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    folder.parent().map_or(Ok(()), fs::create_dir_all)
}

/// The first lines of an error, or of what was printed before the process failed.
fn excerpt(detail: &str) -> String {
    let first = detail.lines().position(|line| line.starts_with("error") || line.contains("panicked")).unwrap_or(0);
    let lines = detail.lines().skip(first).take(4).map(|line| format!("    {line}"));
    lines.collect::<Vec<_>>().join("\n")
}

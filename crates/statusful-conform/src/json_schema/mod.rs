//! Reads and writes the values of the JSON Schema Test Suite with generated models.
//!
//! The suite has groups of values, and says of each value whether it is valid against the group's schema. [`run`] writes the
//! schemas into one OpenAPI document and generates its models. They have to read every valid value and write it back equal.
//! They have to refuse values of another JSON type and objects without a required property. What else is not valid may be
//! read, and is counted.

mod document;
mod judge;
mod package;
mod report;
mod suite;

use std::fs;

use statusful_codegen::diagnostic::Strictness;
use statusful_codegen::ir::PackageName;
use statusful_codegen::{Client, Input, read_api};

pub use report::Report;

use crate::conform::harness::{self, ModelAnswer, ModelOrder, drive};
use crate::conform::{self, generated};
use crate::{CorpusDocument, Exceptions, Failure, Workspace};
use document::{document, holder};
use judge::{held, judge};
use report::{Outcome, Verdict};
use suite::{Group, groups};

/// The values of this repository that are known not to be read as the suite says.
const EXCEPTIONS: &str = include_str!("../../json-schema/exceptions.toml");

/// The name of the document.
const NAME: &str = "json-schema.json";

/// Options of a run.
#[derive(Debug, Clone)]
pub struct Options {
    /// The workspace for the client and the program that reads values.
    pub workspace: Workspace,
    /// The number of processes that compile at the same time.
    pub jobs: usize,
    /// Run only files whose name contains this text.
    pub only: Option<String>,
}

/// Returns the values that are known not to be read as the suite says.
pub fn exceptions() -> Result<Exceptions, Failure> {
    Exceptions::read(EXCEPTIONS)
}

/// Tests all groups. `say` is called with each step.
pub fn run(options: &Options, say: impl Fn(&str)) -> Result<Report, Failure> {
    say("installing the suite");
    let suite = package::suite(&options.workspace.folder().join("suite"))?;
    let groups = groups(&suite, options.only.as_deref())?;
    let errors: Vec<_> = groups.iter().enumerate().map(|(number, group)| errors(number, group)).collect();
    say("generating the models");
    let readable = groups.iter().enumerate().zip(&errors).filter(|(_, error)| error.is_none()).map(|(group, _)| group);
    let folder = options.workspace.folder();
    let path = folder.join(NAME);
    let told = |error: std::io::Error| format!("{}: {error}", path.display());
    fs::create_dir_all(folder).map_err(told)?;
    fs::write(&path, document(readable.clone()).to_string()).map_err(told)?;
    let document = CorpusDocument { path, name: NAME.to_owned(), package: PackageName::parse("of-json-schema")? };
    let generation = generated(&document)?;
    let client = generation.client.ok_or("the document of all groups has errors: statusful lint")?;
    say("compiling the models");
    let conform = conform::Options { workspace: options.workspace.clone(), jobs: options.jobs };
    let program = harness::build(&document, &client, &conform)?.program;
    say("reading the values");
    let outcomes = try_all(readable, &client, &program)?;
    let unread = groups.iter().zip(errors).filter_map(|(group, error)| Some(unread(group, &error?)));
    let mut outcomes: Vec<_> = outcomes.into_iter().chain(unread).collect();
    outcomes.sort_by(|one, two| one.name.cmp(&two.name));
    Ok(Report { outcomes })
}

/// Returns why no model is generated from a group alone, if none is.
fn errors(number: usize, group: &Group) -> Option<String> {
    let text = document(std::iter::once((number, group))).to_string();
    let input = Input { name: NAME, bytes: text.as_bytes(), overlays: &[], files: None };
    let reading = read_api(&input, Strictness::Lenient);
    if reading.api.is_some() {
        return None;
    }
    let messages: Vec<_> = reading.diagnostics.iter().map(|diagnostic| diagnostic.message.clone()).collect();
    Some(messages.join("; "))
}

fn unread(group: &Group, error: &str) -> Outcome {
    let tests =
        group.tests.iter().map(|test| (test.description.clone(), Verdict::Failed(format!("no model: {error}"))));
    Outcome { file: group.file.clone(), name: group.name(), tests: tests.collect() }
}

fn try_all<'g>(
    groups: impl Iterator<Item = (usize, &'g Group)> + Clone,
    client: &Client,
    program: &str,
) -> Result<Vec<Outcome>, Failure> {
    let model = |number: usize| client.api.types.iter().position(|model| model.name.as_str() == holder(number));
    let tests = groups.clone().flat_map(|(number, group)| group.tests.iter().map(move |test| (number, test)));
    let orders = tests.enumerate().filter_map(|(order, (number, test))| {
        Some(ModelOrder { number: order, model: model(number)?, text: held(&test.data).to_string() })
    });
    let answers = drive::<ModelAnswer>(program, conform::MODELS, orders.collect())?;
    let mut order = 0;
    let outcome = |(number, group): (usize, &Group)| {
        let tests = group.tests.iter().map(|test| {
            let answer = answers.get(&order);
            order += 1;
            let verdict = model(number).map(|model| judge(&client.api, model, group, test, answer));
            let verdict = verdict.unwrap_or_else(|| Verdict::Failed("no model was generated".to_owned()));
            (test.description.clone(), verdict)
        });
        Outcome { file: group.file.clone(), name: group.name(), tests: tests.collect() }
    };
    Ok(groups.map(outcome).collect())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_exceptions_are_valid() {
        assert_eq!(super::exceptions().map(|_| ()), Ok(()));
    }
}

//! Random names: a client compiles with all its features, and what it sends has the names of the document.

mod arrival;
mod call;
mod document;
mod operation;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::sync::Arc;

use serde_json::json;
use statusful_codegen::Client;
use statusful_tests::Answer;

use crate::calls;
use crate::driver;
use crate::faults::{Found, report, uncompiled};
use crate::project::{Subject, project};
use crate::seed::Seed;
use operation::Operation;

/// How many operations are tried.
const OPERATIONS: usize = 200;

/// A document of random names.
struct Names(BTreeMap<usize, Operation>);

impl Names {
    /// Operations whose ids are mostly different words, and sometimes close to one another.
    fn random(seed: Seed) -> Self {
        let words = words::all();
        let mut ids = words.clone();
        fastrand::Rng::with_seed(seed.number).shuffle(&mut ids);
        let operation = |index: usize| {
            let mut random = seed.operation(index);
            let id = &ids[index % ids.len()];
            let id = if random.u8(..5) == 0 { words::near(&mut random, id) } else { id.clone() };
            (index, Operation::random(&mut random, &id, &words))
        };
        Self((0..seed.operations).map(operation).collect())
    }
}

impl Subject for Names {
    fn package(&self) -> &'static str {
        "names"
    }

    fn document(&self, operations: &BTreeSet<usize>) -> String {
        document::document(operations.iter().map(|index| (*index, &self.0[index]))).to_string()
    }

    fn call(&self, index: usize, client: &Client) -> String {
        let (group, outline) = driver::operation(client, index).unwrap();
        call::call(self.package(), &client.api, group, outline, &self.0[&index])
    }
}

#[test]
fn clients_compile_and_keep_the_names_of_the_document() {
    let seed = Seed::from_env(OPERATIONS);
    let names = Names::random(seed);
    let project = project(&names, names.0.keys().copied().collect());
    let operations: Vec<_> = project.operations.iter().copied().collect();
    let responses = operations.iter().map(|index| names.0[index].response.value().to_string());
    let responses: Arc<Vec<String>> = Arc::new(responses.collect());
    let outcome = calls::call(&project.program, &operations, move |case| Answer::json(200, responses[case].clone()));
    let mut found = uncompiled(&project);
    for (case, index) in operations.iter().enumerate() {
        let operation = &names.0[index];
        let answer = outcome.answers.get(&case).cloned().unwrap_or_else(|| json!({ "outcome": "panic" }));
        let mut add = |kind: &str, detail: String| {
            found.push(Found { operation: *index, kind: kind.to_owned(), name: operation.id.clone(), detail });
        };
        match outcome.requests.get(&case).map(|request| arrival::fault(*index, operation, request)) {
            Some(None) => {}
            Some(Some(fault)) => add(&format!("the request differs: {}", fault.lines().next().unwrap()), fault.clone()),
            None => add("no request arrived", answer.to_string()),
        }
        let expected = operation.response.value();
        if answer["outcome"] != "success" || answer["body"] != expected {
            add("the response differs", format!("   expected: {expected}\n   returned: {answer}"));
        }
    }
    writeln!(std::io::stderr(), "{seed}: {} operations called", operations.len()).unwrap();
    report(&names, seed, &found);
}

//! Random tables of responses: what a client decodes is what a table lookup says.

mod media;
mod oracle;
mod read;
mod serve;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::sync::Arc;

use serde_json::{Map, Value, json};
use statusful_codegen::Client;
use statusful_tests::Answer;

use crate::calls::call;
use crate::driver;
use crate::faults::{Found, report, uncompiled};
use crate::project::{Project, Subject, project};
use crate::seed::Seed;
use crate::sides::{Side, sides};
use media::Media;
use oracle::{Documented, Kind, Verdict, look_up};
use serve::{Served, served};
use table::{BODILESS, Table};

/// How many operations are tried.
const OPERATIONS: usize = 300;

/// Of how many operations the responses may all be of one kind by chance.
const FEW: usize = 20;

/// A document of random tables.
struct Tables(BTreeMap<usize, Table>);

impl Subject for Tables {
    fn package(&self) -> &'static str {
        "tables"
    }

    fn document(&self, operations: &BTreeSet<usize>) -> String {
        let path = |index: &usize| {
            let table = &self.0[index];
            let mut item = Map::new();
            item.insert(table.method.to_owned(), table.operation(&format!("operation{index}")));
            (format!("/o{index}"), Value::Object(item))
        };
        let paths: Map<_, _> = operations.iter().map(path).collect();
        let info = json!({ "title": "Tables", "version": "1.0.0" });
        let paths = Value::Object(paths);
        let components = json!({ "schemas": table::models(&paths) });
        json!({ "openapi": "3.0.3", "info": info, "paths": paths, "components": components }).to_string()
    }

    fn call(&self, index: usize, client: &Client) -> String {
        let (_, operation) = driver::operation(client, index).unwrap();
        format!("client.{}()", operation.function)
    }
}

#[test]
fn clients_decode_what_a_table_lookup_says() {
    let seed = Seed::from_env(OPERATIONS);
    let tables = (0..seed.operations).map(|index| (index, Table::random(&mut seed.operation(index)))).collect();
    let tables = Tables(tables);
    let project = project(&tables, tables.0.keys().copied().collect());
    let mut cases: Vec<(usize, Served)> = Vec::new();
    for index in &project.operations {
        let all = served(&tables.0[index], &mut seed.operation(*index));
        cases.extend(all.into_iter().map(|served| (*index, served)));
    }
    let replies: Arc<Vec<Answer>> = Arc::new(cases.iter().map(|(_, served)| reply(served)).collect());
    let operations: Vec<_> = cases.iter().map(|(index, _)| *index).collect();
    let outcome = call(&project.program, &operations, move |case| replies[case].clone());
    let mut found = uncompiled(&project);
    let mut undocumented = 0;
    for (case, (index, served)) in cases.iter().enumerate() {
        let trial = Trial { project: &project, table: &tables.0[index], index: *index, served };
        undocumented += usize::from(matches!(trial.verdict(), Verdict::Undocumented));
        found.extend(trial.fault(outcome.answers.get(&case)));
    }
    let (all, count) = (cases.len(), project.operations.len());
    // Unlike `eprintln!`, this is not captured: every run prints how much it tried.
    writeln!(std::io::stderr(), "{seed}: {all} responses to {count} operations, {undocumented} undocumented").unwrap();
    report(&tables, seed, &found);
    let is_mixed = undocumented > all / 5 && undocumented < all * 4 / 5;
    assert!(is_mixed || count < FEW, "{undocumented} of {all} responses are undocumented");
}

fn reply(served: &Served) -> Answer {
    match &served.content_type {
        Some(content_type) => Answer::new(served.status, content_type, served.body.clone()),
        None => Answer::without_type(served.status, served.body.clone()),
    }
}

/// A response that was served.
struct Trial<'t> {
    project: &'t Project,
    table: &'t Table,
    index: usize,
    served: &'t Served,
}

impl<'t> Trial<'t> {
    fn verdict(&self) -> Verdict<'t> {
        look_up(self.table, self.served.status, self.served.content_type.as_deref())
    }

    /// Returns the errors in the result of the client.
    fn fault(&self, answer: Option<&Value>) -> Option<Found> {
        let expected = match self.verdict() {
            Verdict::Undocumented => vec![self.undocumented()],
            Verdict::Documented(found) => found.iter().map(|documented| self.documented(documented)).collect(),
        };
        let answer = answer.cloned().unwrap_or_else(|| json!({ "outcome": "panic" }));
        let is_right =
            |expected: &Value| expected.as_object().unwrap().iter().all(|(key, value)| answer[key] == *value);
        if expected.iter().any(is_right) {
            return None;
        }
        let Served { status, content_type, body } = self.served;
        let content_type = content_type.as_deref().unwrap_or("no Content-Type");
        let method = self.table.method.to_uppercase();
        Some(Found {
            operation: self.index,
            kind: format!("{} instead of {}", brief(&answer), brief(&expected[0])),
            name: format!("{status} {content_type}"),
            detail: format!(
                "   {method} /o{}, returned {status} with {content_type} and {body:?}\n   expected: {}\n   returned: {answer}",
                self.index,
                expected.iter().map(Value::to_string).collect::<Vec<_>>().join(" or ")
            ),
        })
    }

    /// The body arrives whole, unless HTTP has none here.
    fn undocumented(&self) -> Value {
        let has_none = self.table.method == "head" || BODILESS.contains(&self.served.status);
        let body = if has_none { "" } else { &self.served.body };
        json!({ "outcome": "undocumented", "status": self.served.status, "complete": true, "body": body })
    }

    fn documented(&self, documented: &Documented<'_>) -> Value {
        let key = documented.status.key();
        let media = documented.content.and_then(|content| Media::parse(&content.media));
        let body = read::read(documented, &self.served.body);
        let is_stream = matches!(documented.kind, Kind::Events | Kind::Lines | Kind::Stream);
        if body.is_err() && !is_stream {
            return json!({ "outcome": "decode", "status": self.served.status, "complete": true });
        }
        let (_, operation) = driver::operation(&self.project.client, self.index).unwrap();
        let (success, failure) = sides(operation);
        let side = if documented.is_success { success } else { failure };
        let variant = side.variant(&key, &media.map(|media| media.to_string()).unwrap_or_default());
        // Without an enum there is nowhere to keep a status beside the body.
        let is_carried = matches!(side, Side::Enum(..)) && !matches!(documented.status, table::Status::Exact(_));
        json!({
            "outcome": if documented.is_success { "success" } else { "failure" },
            "variant": variant,
            "carried": is_carried.then_some(self.served.status),
            "kind": kind(documented.kind),
            // What a stream has is known once it is read, and so is that it does not decode.
            "body": body.unwrap_or_default(),
            "complete": !is_stream,
            "status": self.served.status,
        })
    }
}

/// A kind of body as the program names it, which cannot tell text from a string in JSON.
fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Nothing => "nothing",
        Kind::Json | Kind::Text => "value",
        Kind::Bytes => "bytes",
        Kind::Events => "events",
        Kind::Lines => "lines",
        Kind::Stream => "stream",
    }
}

fn brief(outcome: &Value) -> String {
    let part = |key: &str| outcome[key].as_str().map(|text| format!("{text} ")).unwrap_or_default();
    format!("{}{}", part("outcome"), part("kind")).trim_end().to_owned()
}

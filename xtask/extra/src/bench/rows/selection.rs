//! `cargo check` of a client of three operations, and of all operations of its document.

use super::compile::Check;
use super::size::lines;
use crate::bench::documents::{OPENROUTER, name};
use crate::bench::generator::Generator;
use crate::bench::lab::Lab;
use crate::bench::rounds::in_turn;
use crate::bench::row::{Goal, Row, Unit, Value};

/// One with the models of chats, which are most of the document, and two without.
const OPERATIONS: [&str; 3] = ["id:getModels", "id:sendChatCompletionRequest", "id:getGeneration"];

/// Measures the selection beside the whole client.
pub(super) fn rows(lab: &Lab<'_>) -> Vec<Row> {
    let Some(document) = lab.documents.compiled.iter().find(|document| name(document) == OPENROUTER) else {
        return Vec::new();
    };
    let clients = [lab.selection(document, &OPERATIONS), lab.client(Generator::Statusful, document)];
    let counted = clients.clone().map(|client| client.and_then(|client| lines(&client)).map(f64::from));
    let checks = clients.map(|client| Check::prepare(lab, OPENROUTER, &client?, &[]));
    let mut times = in_turn(lab.rounds, checks.into(), |check| check.measure().map(|usage| [usage.cpu])).into_iter();
    let mut time = || times.next().unwrap_or(Err("is not measured".to_owned())).map(|[cpu]| cpu);
    let row = |what: &str, unit, [ours, whole]: [Value; 2]| Row {
        what: format!("{what} of three operations, `{OPENROUTER}`"),
        unit,
        ours,
        others: vec![("all operations".to_owned(), whole)],
        goal: Goal::None,
    };
    vec![row("`cargo check`, CPU,", Unit::Seconds, [time(), time()]), row("lines of Rust", Unit::Lines, counted)]
}

//! Calls of a compiled client: a server on loopback, and the program that calls it.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use statusful_tests::{Answer, Recorded, Server};

/// What came of the calls.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// What the client returned, by case.
    pub(crate) answers: BTreeMap<usize, Value>,
    /// The requests that arrived, by case.
    pub(crate) requests: BTreeMap<usize, Recorded>,
}

/// Makes a call for each of `cases`, which are operations by their index. The server answers a case with what `answer`
/// returns for it.
pub(crate) fn call(
    program: &Path,
    cases: &[usize],
    answer: impl Fn(usize) -> Answer + Send + Sync + 'static,
) -> Outcome {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let server = Server::start(move |request| case(request).map_or_else(|| Answer::status(500), &answer));
    let server = runtime.block_on(server);
    let lines: Vec<_> = cases.iter().enumerate().map(|(case, index)| format!("{case} {index}\n")).collect();
    let answers = run(program, &server.url(), lines.concat());
    let requests = server.requests().into_iter().filter_map(|request| Some((case(&request)?, request))).collect();
    Outcome { answers, requests }
}

/// Which case a request belongs to.
fn case(request: &Recorded) -> Option<usize> {
    request.header("x-case").parse().ok()
}

fn run(program: &Path, server: &str, lines: String) -> BTreeMap<usize, Value> {
    let mut process = Command::new(program).arg(server).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = process.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let output = process.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let answers = text.lines().map(|line| {
        let answer: Value = serde_json::from_str(line).unwrap();
        (answer["case"].as_str().unwrap().parse().unwrap(), answer)
    });
    answers.collect()
}

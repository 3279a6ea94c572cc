//! Runs the program, sends it calls, and reads the results.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::Failure;

/// One call for the program.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Order {
    /// The number of the case, which the request also carries.
    pub(crate) number: usize,
    /// The index of the operation in the API.
    pub(crate) operation: usize,
    /// The arguments, by name.
    pub(crate) arguments: Map<String, Value>,
}

/// The result of a call.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Answer {
    number: usize,
    /// `success`, `failure`, or the kind of error.
    pub(crate) outcome: String,
    /// The variant; empty if the body itself is the result.
    #[serde(default)]
    pub(crate) variant: String,
    /// The body, as JSON text.
    #[serde(default)]
    pub(crate) body: String,
    /// The error message.
    #[serde(default)]
    pub(crate) message: String,
    /// The response, if there was one and the program returns it.
    #[serde(default)]
    pub(crate) received: Option<Received>,
}

/// A received response.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Received {
    /// The status.
    pub(crate) status: u16,
    /// The documented headers by name, as the client decoded them.
    #[serde(default)]
    pub(crate) headers: Map<String, Value>,
    /// The body, unless it is a stream.
    #[serde(default)]
    pub(crate) body: Vec<u8>,
}

/// One value for the program to read as a model.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ModelOrder {
    /// The number of the case.
    pub(crate) number: usize,
    /// The index of the model in the API.
    pub(crate) model: usize,
    /// The value, as JSON text.
    pub(crate) text: String,
}

/// The outcome of a value.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct ModelAnswer {
    number: usize,
    /// `read`, `refused` or `panic`.
    pub(crate) outcome: String,
    /// The variant, if the model is a union.
    #[serde(default)]
    pub(crate) variant: String,
    /// The serialized model.
    #[serde(default)]
    pub(crate) body: String,
    /// The error message.
    #[serde(default)]
    pub(crate) message: String,
}

/// A result that has the number of its order.
pub(crate) trait Numbered: DeserializeOwned {
    fn number(&self) -> usize;
}

impl Numbered for Answer {
    fn number(&self) -> usize {
        self.number
    }
}

impl Numbered for ModelAnswer {
    fn number(&self) -> usize {
        self.number
    }
}

/// Runs the program with an argument, the address of the server or what else to do, and sends it orders. Returns the result
/// of each by number. Orders without a result are missing.
pub(crate) fn drive<A: Numbered>(
    program: &str,
    argument: &str,
    orders: Vec<impl Serialize + Send + 'static>,
) -> Result<BTreeMap<usize, A>, Failure> {
    let told = |error: std::io::Error| format!("the harness cannot be run: {error}");
    let mut process = Command::new(program);
    let process = process.arg(argument).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut process = process.spawn().map_err(told)?;
    let stdin = process.stdin.take();
    let writer = std::thread::spawn(move || {
        let Some(mut stdin) = stdin else { return };
        for order in orders {
            let Ok(line) = serde_json::to_string(&order) else { continue };
            if writeln!(stdin, "{line}").is_err() {
                return;
            }
        }
    });
    let lines =
        process.stdout.take().into_iter().flat_map(|stdout| BufReader::new(stdout).lines().map_while(Result::ok));
    let answers = lines.filter_map(|line| serde_json::from_str::<A>(&line).ok());
    let answers = answers.map(|answer| (answer.number(), answer)).collect();
    // The writer ends if the process closes its stdin.
    let _ = writer.join();
    process.wait().map_err(told)?;
    Ok(answers)
}

//! Makes the calls that are listed on stdin, a case and an operation on each line, and prints what each returned.

#![allow(warnings)]

mod calls;
mod show;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use serde_json::{Value, json};
use statusful::{Error, RawResponse};

/// A call: the client, and the case that the server knows it by.
pub type Call = for<'c> fn(&'c calls::Client, String) -> Answer<'c>;

pub type Answer<'c> = Pin<Box<dyn Future<Output = Value> + Send + 'c>>;

/// How many calls run at a time.
const JOBS: usize = 16;

/// A documented response: its side, its variant, the status that the variant carries, and its body.
pub async fn documented(
    side: &str,
    raw: RawResponse,
    variant: &str,
    carried: Option<statusful::http::StatusCode>,
    body: impl show::Show,
) -> Value {
    let kind = body.kind();
    let complete = raw.is_complete();
    let (body, fault) = match body.show().await {
        Ok(body) => (body, None),
        Err(fault) => (Value::Null, Some(fault)),
    };
    json!({
        "outcome": side, "variant": variant, "carried": carried.map(|status| status.as_u16()), "kind": kind, "body": body,
        "complete": complete, "status": raw.status().as_u16(), "message": fault,
    })
}

/// Any other outcome.
pub fn other<E>(error: Error<E>) -> Value {
    let outcome = match &error {
        Error::Undocumented(_) => "undocumented",
        Error::Decode(_) => "decode",
        _ => "error",
    };
    let raw = error.raw();
    json!({
        "outcome": outcome, "status": raw.map(|raw| raw.status().as_u16()), "complete": raw.map(|raw| raw.is_complete()),
        "body": raw.map(|raw| String::from_utf8_lossy(raw.body()).into_owned()), "message": message(&error),
    })
}

fn message<E>(error: &Error<E>) -> String {
    match error {
        Error::Api(response) => response.raw().to_string(),
        Error::Undocumented(raw) | Error::Unexpected(raw) => raw.to_string(),
        Error::Decode(error) => error.to_string(),
        Error::Body(error) => error.to_string(),
        Error::Transport(error) => error.to_string(),
        Error::Request(error) => error.to_string(),
        _ => "another error".to_owned(),
    }
}

async fn answer(client: Arc<calls::Client>, line: String) -> Value {
    let (case, operation) = line.split_once(' ').expect("a case and an operation");
    let operation: usize = operation.parse().expect("an operation");
    let (_, call) = calls::CALLS.iter().find(|(index, _)| *index == operation).expect("a call of the operation");
    let mut answer = call(&client, case.to_owned()).await;
    answer["case"] = case.into();
    answer
}

fn main() {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(run());
}

async fn run() {
    let server = std::env::args().nth(1).expect("the URL of the server");
    let client = Arc::new(calls::Client::builder().server(server).build().expect("a client"));
    let mut tasks = tokio::task::JoinSet::new();
    for line in std::io::stdin().lines() {
        if tasks.len() == JOBS {
            print(tasks.join_next().await);
        }
        tasks.spawn(answer(Arc::clone(&client), line.expect("a line")));
    }
    while !tasks.is_empty() {
        print(tasks.join_next().await);
    }
}

/// A call that panics prints nothing, and the test reports that there is no answer.
fn print(answer: Option<Result<Value, tokio::task::JoinError>>) {
    if let Some(Ok(answer)) = answer {
        println!("{answer}");
    }
}

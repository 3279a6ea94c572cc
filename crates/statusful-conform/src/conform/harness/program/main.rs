//! Reads cases from stdin, one per line, calls the operations of a client or reads values as its models, and prints each
//! outcome to stdout as JSON.

#![allow(warnings)]

mod models;
mod operations;

use std::error::Error;
use std::io::{BufRead, Write};
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// One call.
#[derive(serde::Deserialize)]
pub struct Case {
    number: usize,
    operation: usize,
    arguments: Map<String, Value>,
}

impl Case {
    pub fn number(&self) -> String {
        self.number.to_string()
    }

    pub fn argument<T: DeserializeOwned>(&self, name: &str) -> Result<T, Value> {
        self.optional(name)?.ok_or_else(|| refused(name, "it is missing"))
    }

    pub fn optional<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Value> {
        // Parsed from text again, because that is how users of the client get numbers.
        let Some(value) = self.arguments.get(name) else { return Ok(None) };
        serde_json::from_str(&value.to_string()).map(Some).map_err(|error| refused(name, &error.to_string()))
    }
}

impl Case {
    pub fn has(&self, name: &str) -> bool {
        self.arguments.contains_key(name)
    }

    /// Returns the variant of the body, if it can have several media types.
    pub fn variant(&self) -> Result<String, Value> {
        self.argument("body variant")
    }

    pub fn media(&self) -> Result<String, Value> {
        self.argument("body media")
    }

    pub fn bytes(&self, name: &str) -> Result<Vec<u8>, Value> {
        self.argument::<String>(name).map(String::into_bytes)
    }

    pub fn has_field(&self, name: &str, field: &str) -> bool {
        self.found(name, field).is_some()
    }

    pub fn field<T: DeserializeOwned>(&self, name: &str, field: &str) -> Result<T, Value> {
        let value = self.found(name, field).unwrap_or(&Value::Null);
        serde_json::from_str(&value.to_string()).map_err(|error| refused(field, &error.to_string()))
    }

    pub fn part(&self, name: &str, field: &str) -> Result<statusful::MultipartPart, Value> {
        let mut parts = self.parts(name, field)?;
        parts.pop().ok_or_else(|| refused(field, "there is no file"))
    }

    pub fn parts(&self, name: &str, field: &str) -> Result<Vec<statusful::MultipartPart>, Value> {
        let values = match self.found(name, field) {
            Some(Value::Array(items)) => items.clone(),
            Some(value) => vec![value.clone()],
            None => Vec::new(),
        };
        Ok(values.iter().map(|value| statusful::MultipartPart::new(plain(value)).file_name("file.txt")).collect())
    }

    /// Returns a form for which no struct was generated.
    pub fn form(&self, name: &str) -> Result<statusful::Form, Value> {
        let mut form = statusful::Form::new();
        for (name, value) in self.argument::<Map<String, Value>>(name)? {
            form.value(&name, &value);
        }
        Ok(form)
    }

    /// Returns the value of a body field, by its name in Rust.
    fn found(&self, name: &str, field: &str) -> Option<&Value> {
        let names = self.arguments.get("body fields").and_then(Value::as_object);
        let wire = names.and_then(|names| names.get(field)?.as_str()).unwrap_or(field);
        self.arguments.get(name)?.get(wire)
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

pub fn refused(name: &str, error: &str) -> Value {
    json!({ "outcome": "argument", "message": format!("`{name}` cannot be created from the value: {error}") })
}

/// Returns a body as JSON text, which keeps numbers as the model serializes them.
pub fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| format!("not serializable: {error}"))
}

pub fn bytes(value: impl AsRef<[u8]>) -> String {
    text(&String::from_utf8_lossy(value.as_ref()))
}

/// Reads a stream to the end, and returns its bytes as one string.
pub async fn chunks(mut stream: statusful::ByteStream) -> Result<String, Value> {
    let mut all = Vec::new();
    while let Some(chunk) = stream.next().await {
        all.extend(chunk.map_err(|error| other("stream", &error))?);
    }
    Ok(bytes(all))
}

/// Reads a stream to the end, and returns the data of its events as one array.
pub async fn events<T: Serialize>(stream: statusful::EventStream<T>) -> Result<String, Value> {
    let mut stream = stream.no_reconnect();
    let mut all = Vec::new();
    while let Some(event) = stream.next().await {
        all.push(text(&event.map_err(|error| other("stream", &error))?.data));
    }
    Ok(format!("[{}]", all.join(",")))
}

/// Reads a stream to the end, and returns its values as one array.
pub async fn lines<T: Serialize + DeserializeOwned>(mut stream: statusful::JsonLines<T>) -> Result<String, Value> {
    let mut all = Vec::new();
    while let Some(value) = stream.next().await {
        all.push(text(&value.map_err(|error| other("stream", &error))?));
    }
    Ok(format!("[{}]", all.join(",")))
}

pub fn documented(side: &str, variant: &str, body: String) -> Value {
    json!({ "outcome": side, "variant": variant, "body": body })
}

/// Returns any other outcome, with the error and its sources as the message.
pub fn other(outcome: &str, error: &dyn Error) -> Value {
    let mut message = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        message = format!("{message}: {inner}");
        source = inner.source();
    }
    json!({ "outcome": outcome, "message": message })
}

/// Reads a text as a model, and writes it again.
pub fn model<T: Serialize + DeserializeOwned>(read: &str, variant: fn(&T) -> &'static str) -> Value {
    match serde_json::from_str::<T>(read) {
        Ok(value) => json!({ "outcome": "read", "variant": variant(&value), "body": text(&value) }),
        Err(error) => json!({ "outcome": "refused", "message": error.to_string() }),
    }
}

/// A value for a model.
#[derive(serde::Deserialize)]
struct ModelCase {
    number: usize,
    model: usize,
    text: String,
}

fn read_models() {
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let case: ModelCase = serde_json::from_str(&line).expect("a case");
        let mut answer = std::panic::catch_unwind(|| models::read(case.model, &case.text))
            .unwrap_or_else(|_| json!({ "outcome": "panic", "message": "the model panicked" }));
        answer["number"] = case.number.into();
        println!("{answer}");
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let server = std::env::args().nth(1).unwrap_or_default();
    if server == "--models" {
        return read_models();
    }
    let client = operations::client::Client::builder().server(server).build().expect("a client");
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let case: Arc<Case> = Arc::new(serde_json::from_str(&line).expect("a case"));
        let number = case.number;
        let (client, index) = (client.clone(), case.operation);
        let called = tokio::spawn(async move { operations::call(index, &client, &case).await }).await;
        let mut answer = match called {
            Ok(Ok(answer) | Err(answer)) => answer,
            Err(_) => json!({ "outcome": "panic", "message": "the client panicked" }),
        };
        answer["number"] = number.into();
        println!("{answer}");
    }
    std::io::stdout().flush().expect("stdout");
}

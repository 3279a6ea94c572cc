//! Calls the operations of a client as it is told on stdin, and says on stdout what came back: a line for a case.

#![allow(warnings)]

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
        self.optional(name)?.ok_or_else(|| refused(name, "there is none"))
    }

    pub fn optional<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Value> {
        // By way of text, as numbers are then read as any other client's user would have them read.
        let Some(value) = self.arguments.get(name) else { return Ok(None) };
        serde_json::from_str(&value.to_string()).map(Some).map_err(|fault| refused(name, &fault.to_string()))
    }
}

impl Case {
    pub fn has(&self, name: &str) -> bool {
        self.arguments.contains_key(name)
    }

    /// Which media type of several, by its variant.
    pub fn variant(&self) -> Result<String, Value> {
        self.argument("body variant")
    }

    pub fn media(&self) -> Result<String, Value> {
        self.argument("body media")
    }

    pub fn has_member(&self, name: &str, member: &str) -> bool {
        self.found(name, member).is_some()
    }

    pub fn member<T: DeserializeOwned>(&self, name: &str, member: &str) -> Result<T, Value> {
        let value = self.found(name, member).unwrap_or(&Value::Null);
        serde_json::from_str(&value.to_string()).map_err(|fault| refused(member, &fault.to_string()))
    }

    pub fn part(&self, name: &str, member: &str) -> Result<statusful::Part, Value> {
        let mut parts = self.parts(name, member)?;
        parts.pop().ok_or_else(|| refused(member, "there is no file"))
    }

    pub fn parts(&self, name: &str, member: &str) -> Result<Vec<statusful::Part>, Value> {
        let values = match self.found(name, member) {
            Some(Value::Array(items)) => items.clone(),
            Some(value) => vec![value.clone()],
            None => Vec::new(),
        };
        Ok(values.iter().map(|value| statusful::Part::new(plain(value)).file_name("file.txt")).collect())
    }

    /// A form whose fields no struct names.
    pub fn form(&self, name: &str) -> Result<statusful::Form, Value> {
        let mut form = statusful::Form::new();
        for (name, value) in self.argument::<Map<String, Value>>(name)? {
            form.value(&name, &value);
        }
        Ok(form)
    }

    /// The member whose name in Rust this is, or would be.
    fn found(&self, name: &str, member: &str) -> Option<&Value> {
        let names = self.arguments.get("body fields").and_then(Value::as_object);
        let wire = names.and_then(|names| names.get(member)?.as_str()).unwrap_or(member);
        self.arguments.get(name)?.get(wire)
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

pub fn refused(name: &str, fault: &str) -> Value {
    json!({ "outcome": "argument", "message": format!("`{name}` cannot be made of the value: {fault}") })
}

/// A body as JSON text, which keeps numbers as the model writes them.
pub fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|fault| format!("unwritable: {fault}"))
}

pub fn bytes(value: impl AsRef<[u8]>) -> String {
    text(&String::from_utf8_lossy(value.as_ref()))
}

/// All bytes of a stream.
pub async fn chunks(mut stream: statusful::ByteStream) -> Result<String, Value> {
    let mut all = Vec::new();
    while let Some(chunk) = stream.next().await {
        all.extend(chunk.map_err(|fault| other("stream", &fault))?);
    }
    Ok(bytes(all))
}

/// What all events of a stream say, as one list.
pub async fn events<T: Serialize>(stream: statusful::EventStream<T>) -> Result<String, Value> {
    let mut stream = stream.no_reconnect();
    let mut all = Vec::new();
    while let Some(event) = stream.next().await {
        all.push(text(&event.map_err(|fault| other("stream", &fault))?.data));
    }
    Ok(format!("[{}]", all.join(",")))
}

/// All values of a stream, as one list.
pub async fn lines<T: Serialize + DeserializeOwned>(mut stream: statusful::JsonLines<T>) -> Result<String, Value> {
    let mut all = Vec::new();
    while let Some(value) = stream.next().await {
        all.push(text(&value.map_err(|fault| other("stream", &fault))?));
    }
    Ok(format!("[{}]", all.join(",")))
}

pub fn documented(side: &str, variant: &str, body: String) -> Value {
    json!({ "outcome": side, "variant": variant, "body": body })
}

/// What is not documented, with everything that is known of it.
pub fn other(outcome: &str, error: &dyn Error) -> Value {
    let mut message = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        message = format!("{message}: {inner}");
        source = inner.source();
    }
    json!({ "outcome": outcome, "message": message })
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let server = std::env::args().nth(1).unwrap_or_default();
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

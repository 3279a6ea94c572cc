//! What the functions that call a client need: the arguments of a case, and its outcome as JSON.

#![allow(warnings)]

use std::error::Error;
use std::sync::{Arc, Mutex};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use statusful::{Hook, HookAction, HookContext, RawResponse};

/// One call.
#[derive(serde::Deserialize)]
pub struct Order {
    pub package: String,
    pub number: usize,
    pub operation: usize,
    server: String,
    accept: Option<String>,
    tokens: Vec<String>,
    keys: Map<String, Value>,
    case: Case,
}

/// The arguments of a call.
#[derive(serde::Deserialize)]
pub struct Case {
    number: usize,
    arguments: Map<String, Value>,
}

impl Order {
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// Returns a client with the server and the credentials of the call.
    pub fn client<C: From<statusful::Client>>(
        &self,
        builder: statusful::ClientBuilder<C>,
        http: &statusful::reqwest::Client,
        seen: &Arc<Seen>,
    ) -> Result<C, Value> {
        let mut builder = builder
            .http_client(http.clone())
            .server(self.server.clone())
            .hook(Observer { seen: seen.clone(), accept: self.accept.clone() });
        for token in &self.tokens {
            builder = builder.bearer_auth(token.clone());
        }
        for (scheme, key) in &self.keys {
            builder = builder.api_key(scheme, key.as_str().unwrap_or_default().to_owned());
        }
        builder.build().map_err(|error| other("client", &error))
    }
}

/// The last response that was received.
#[derive(Default)]
pub struct Seen(Mutex<Option<RawResponse>>);

struct Observer {
    seen: Arc<Seen>,
    accept: Option<String>,
}

impl Hook for Observer {
    /// Sets the header `Accept`, which selects one of several media types.
    async fn before(
        &self,
        _: &HookContext,
        request: &mut statusful::reqwest::Request,
    ) -> Result<HookAction, Box<dyn Error + Send + Sync>> {
        if let Some(accept) = &self.accept {
            request.headers_mut().insert("accept", accept.parse()?);
        }
        Ok(HookAction::Send)
    }

    async fn after(&self, _: &HookContext, response: &mut RawResponse) {
        *self.seen.0.lock().expect("no panic") = Some(response.clone());
    }
}

impl Seen {
    /// Returns the response with its documented headers, which `headers` decodes.
    pub fn received(&self, headers: impl FnOnce(&RawResponse) -> Result<Value, Value>) -> Result<Value, Value> {
        let seen = self.0.lock().expect("no panic");
        let Some(raw) = &*seen else { return Ok(Value::Null) };
        Ok(json!({ "status": raw.status().as_u16(), "headers": headers(raw)?, "body": raw.body().to_vec() }))
    }
}

impl Case {
    pub fn number(&self) -> String {
        self.number.to_string()
    }

    pub fn has(&self, name: &str) -> bool {
        self.arguments.contains_key(name)
    }

    pub fn argument<T: DeserializeOwned>(&self, name: &str) -> Result<T, Value> {
        let value = self.arguments.get(name).ok_or_else(|| refused(name, "it is missing"))?;
        read(name, value)
    }

    pub fn bytes(&self, name: &str) -> Result<Vec<u8>, Value> {
        self.argument(name)
    }

    pub fn variant(&self) -> Result<String, Value> {
        self.argument("body variant")
    }

    pub fn media(&self) -> Result<String, Value> {
        self.argument("body media")
    }

    pub fn has_field(&self, name: &str, field: &str) -> bool {
        self.found(name, field).is_some()
    }

    pub fn field<T: DeserializeOwned>(&self, name: &str, field: &str) -> Result<T, Value> {
        read(field, self.found(name, field).unwrap_or(&Value::Null))
    }

    pub fn part(&self, name: &str, field: &str) -> Result<statusful::MultipartPart, Value> {
        self.parts(name, field)?.pop().ok_or_else(|| refused(field, "there is no file"))
    }

    pub fn parts(&self, name: &str, field: &str) -> Result<Vec<statusful::MultipartPart>, Value> {
        let files: Vec<File> = self.field(name, field)?;
        Ok(files.into_iter().map(File::into_part).collect())
    }

    /// Returns a form for which no struct was generated.
    pub fn form(&self, name: &str) -> Result<statusful::Form, Value> {
        Err(refused(name, "the form has no struct"))
    }

    /// Returns the value of a body field, by its name in Rust.
    fn found(&self, name: &str, field: &str) -> Option<&Value> {
        let wire = self.arguments.get("body fields")?.get(field)?.as_str()?;
        self.arguments.get(name)?.get(wire)
    }
}

/// A file of a form.
#[derive(serde::Deserialize)]
struct File {
    name: String,
    media_type: String,
    bytes: Vec<u8>,
}

impl File {
    fn into_part(self) -> statusful::MultipartPart {
        statusful::MultipartPart::new(self.bytes).file_name(self.name).media_type(self.media_type)
    }
}

/// Parses the value from text, because that is how users of a client get numbers.
fn read<T: DeserializeOwned>(name: &str, value: &Value) -> Result<T, Value> {
    serde_json::from_str(&value.to_string()).map_err(|error| refused(name, &error.to_string()))
}

pub fn refused(name: &str, error: &str) -> Value {
    json!({ "outcome": "argument", "message": format!("`{name}` cannot be created from the value: {error}") })
}

/// Returns a body as JSON text, which keeps numbers as the model serializes them.
pub fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| format!("not serializable: {error}"))
}

/// Returns bytes as a list of numbers.
pub fn bytes(value: impl AsRef<[u8]>) -> String {
    text(&value.as_ref())
}

/// Reads a stream to the end, and returns its bytes.
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

//! Bodies as JSON. What kind of body it is depends on its type alone.

use std::future::Future;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use statusful::{ByteStream, Bytes, EventStream, JsonLines};

pub trait Show: Send {
    fn kind(&self) -> &'static str;
    fn show(self) -> impl Future<Output = Result<Value, String>> + Send;
}

/// Models and other values that are read to their end.
macro_rules! values {
    ($($ty:ty),* $(,)?) => { $(
        impl Show for $ty {
            fn kind(&self) -> &'static str {
                "value"
            }

            async fn show(self) -> Result<Value, String> {
                serde_json::to_value(self).map_err(|fault| fault.to_string())
            }
        }
    )* };
}

values!(String, Value, bool, i64, f64);
include!("models.rs");

impl<T: Serialize + Send> Show for Vec<T> {
    fn kind(&self) -> &'static str {
        "value"
    }

    async fn show(self) -> Result<Value, String> {
        serde_json::to_value(self).map_err(|fault| fault.to_string())
    }
}

impl Show for () {
    fn kind(&self) -> &'static str {
        "nothing"
    }

    async fn show(self) -> Result<Value, String> {
        Ok(Value::Null)
    }
}

impl Show for Bytes {
    fn kind(&self) -> &'static str {
        "bytes"
    }

    async fn show(self) -> Result<Value, String> {
        Ok(String::from_utf8_lossy(&self).into())
    }
}

impl Show for ByteStream {
    fn kind(&self) -> &'static str {
        "stream"
    }

    async fn show(mut self) -> Result<Value, String> {
        let mut all = Vec::new();
        while let Some(chunk) = self.next().await {
            all.extend(chunk.map_err(|fault| fault.to_string())?);
        }
        Ok(String::from_utf8_lossy(&all).into())
    }
}

impl<T: Serialize + DeserializeOwned + Send> Show for EventStream<T> {
    fn kind(&self) -> &'static str {
        "events"
    }

    async fn show(self) -> Result<Value, String> {
        let mut stream = self.no_reconnect();
        let mut all = Vec::new();
        while let Some(event) = stream.next().await {
            all.push(json!(event.map_err(|fault| fault.to_string())?.data));
        }
        Ok(all.into())
    }
}

impl<T: Serialize + DeserializeOwned + Send> Show for JsonLines<T> {
    fn kind(&self) -> &'static str {
        "lines"
    }

    async fn show(mut self) -> Result<Value, String> {
        let mut all = Vec::new();
        while let Some(line) = self.next().await {
            all.push(json!(line.map_err(|fault| fault.to_string())?));
        }
        Ok(all.into())
    }
}

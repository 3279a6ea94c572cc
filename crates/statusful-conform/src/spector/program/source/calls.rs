//! Calls the operations of one client.

#![allow(warnings)]

mod headers;
mod operations;

use std::sync::Arc;

use serde_json::Value;
pub use spector_case::*;

pub async fn call(order: &Order, http: &statusful::reqwest::Client) -> Value {
    let seen = Arc::new(Seen::default());
    let mut answer = match order.client(operations::client::Client::builder(), http, &seen) {
        Ok(client) => match operations::call(order.operation, &client, order.case()).await {
            Ok(answer) | Err(answer) => answer,
        },
        Err(answer) => answer,
    };
    match seen.received(|raw| headers::headers(order.operation, raw)) {
        Ok(received) => answer["received"] = received,
        Err(refused) => answer = refused,
    }
    answer
}

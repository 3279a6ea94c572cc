//! Reads calls from stdin, one per line, and prints each outcome to stdout as JSON.

#![allow(warnings)]

use std::io::{BufRead, Write};

use serde_json::{Value, json};
use spector_case::Order;

async fn call(order: &Order, http: &statusful::reqwest::Client) -> Value {
    match order.package.as_str() {
        // ARMS
        _ => json!({ "outcome": "absent" }),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let follow = statusful::reqwest::redirect::Policy::none();
    let http = statusful::reqwest::Client::builder().redirect(follow).build().expect("an HTTP client");
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let order: Order = serde_json::from_str(&line).expect("a call");
        let number = order.number;
        let http = http.clone();
        let called = tokio::spawn(async move { call(&order, &http).await }).await;
        let mut answer =
            called.unwrap_or_else(|_| json!({ "outcome": "panic", "message": "the client panicked" }));
        answer["number"] = number.into();
        println!("{answer}");
    }
    std::io::stdout().flush().expect("stdout");
}

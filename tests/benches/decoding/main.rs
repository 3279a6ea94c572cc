//! How long decoding JSON takes with the tables of generated models, beside serde's derive.
//!
//! ```text
//! cargo bench -p statusful-tests --bench decoding
//! ```
//!
//! Both decode the same bytes into structs with the same fields, in turn: objects with their properties in the order of the
//! fields, in the opposite order, and with as many others that neither has. The ratio is the median of the rounds. With
//! `-- --json`, each measurement is a line of JSON, which `cargo xtask bench` reads; derived code is 1.

mod derived;
mod tables;

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use serde_json::json;

/// Rounds in which both take turns.
const ROUNDS: usize = 61;

/// How many bytes are decoded in a turn.
const BYTES: usize = 4_000_000;

/// How the properties of objects are written.
#[derive(Clone, Copy)]
enum Properties {
    AsDeclared,
    Reversed,
    WithOthers,
}

fn main() -> Result<(), Box<dyn Error>> {
    for (size, orders) in [("1 kB", 2), ("1 MB", 2000)] {
        for (name, properties) in [
            ("as declared", Properties::AsDeclared),
            ("reversed", Properties::Reversed),
            ("with others", Properties::WithOthers),
        ] {
            print(&format!("decoding {size}, {name}"), page(orders, properties).as_bytes())?;
        }
    }
    Ok(())
}

fn print(name: &str, body: &[u8]) -> Result<(), serde_json::Error> {
    let mut ratios = Vec::with_capacity(ROUNDS + 1);
    for _ in 0..=ROUNDS {
        let (derived, table) = (timed::<derived::Page>(body)?, timed::<tables::Page>(body)?);
        ratios.push(table.as_secs_f64() / derived.as_secs_f64());
    }
    // The first round warms up.
    ratios.remove(0);
    ratios.sort_by(f64::total_cmp);
    let (low, median, high) = (ratios[ROUNDS / 4], ratios[ROUNDS / 2], ratios[ROUNDS * 3 / 4]);
    if std::env::args().any(|argument| argument == "--json") {
        println!("{}", json!({ "name": name, "by_hand": 1.0, "generated": median }));
    } else {
        println!("{name:<32}{median:>8.3} (half of {ROUNDS} rounds from {low:.3} to {high:.3})");
    }
    Ok(())
}

fn timed<T: DeserializeOwned>(body: &[u8]) -> Result<Duration, serde_json::Error> {
    let started = Instant::now();
    for _ in 0..BYTES.div_ceil(body.len()) {
        black_box(serde_json::from_slice::<T>(black_box(body))?);
    }
    Ok(started.elapsed())
}

/// A page of orders, of about 500 bytes each.
fn page(orders: usize, properties: Properties) -> String {
    let orders: Vec<_> = (0..orders).map(|number| order(number, properties)).collect();
    properties.object(&[("data", &list(&orders)), ("hasMore", "true"), ("next", "\"cur_2\"")])
}

fn order(number: usize, properties: Properties) -> String {
    let item = |sku, name, quantity, price| {
        properties.object(&[("sku", sku), ("name", name), ("quantity", quantity), ("price", price)])
    };
    let items =
        [item("\"sku_1\"", "\"A cup of tea\"", "2", "450"), item("\"sku_2\"", "\"A piece of cake\"", "1", "1099")];
    properties.object(&[
        ("id", &format!("\"ord_{number:08}\"")),
        ("createdAt", "\"2026-11-27T12:00:00Z\""),
        ("customerId", "\"cus_8f14e45fceea167a\""),
        ("currency", "\"EUR\""),
        ("total", &(1999 + number).to_string()),
        ("discount", "0.15"),
        ("isPaid", "true"),
        ("note", if number.is_multiple_of(3) { "null" } else { "\"leave it at the door\"" }),
        ("tags", "[\"gift\",\"express\"]"),
        ("items", &list(&items)),
    ])
}

fn list(items: &[String]) -> String {
    format!("[{}]", items.join(","))
}

impl Properties {
    fn object(self, members: &[(&str, &str)]) -> String {
        let written = |(name, value): &(&str, &str)| format!("\"{name}\":{value}");
        let members: Vec<String> = match self {
            Self::AsDeclared => members.iter().map(written).collect(),
            Self::Reversed => members.iter().rev().map(written).collect(),
            Self::WithOthers => {
                let other = |(name, _): &(&str, &str)| format!("\"{name}Ref\":7");
                members.iter().flat_map(|member| [other(member), written(member)]).collect()
            }
        };
        format!("{{{}}}", members.join(","))
    }
}

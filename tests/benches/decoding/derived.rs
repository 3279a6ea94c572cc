//! The models, with serde's derive.

#![expect(dead_code, reason = "only decoding matters")]

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Page {
    data: Vec<Order>,
    has_more: bool,
    next: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Order {
    id: String,
    created_at: String,
    customer_id: String,
    currency: String,
    total: i64,
    discount: f64,
    is_paid: bool,
    note: Option<String>,
    tags: Vec<String>,
    items: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    sku: String,
    name: String,
    quantity: i64,
    price: i64,
}

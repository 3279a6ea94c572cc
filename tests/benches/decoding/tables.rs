//! The models, with tables as generated clients have them.

#![expect(dead_code, reason = "only decoding matters")]

pub(crate) struct Page {
    data: Vec<Order>,
    has_more: bool,
    next: Option<String>,
}

statusful::__read_object! { Page { data: required "data", has_more: required "hasMore", next: optional "next" } }

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

statusful::__read_object! { Order {
    id: required "id", created_at: required "createdAt", customer_id: required "customerId",
    currency: required "currency", total: required "total", discount: required "discount",
    is_paid: required "isPaid", note: optional "note", tags: required "tags", items: required "items",
} }

struct Item {
    sku: String,
    name: String,
    quantity: i64,
    price: i64,
}

statusful::__read_object! { Item {
    sku: required "sku", name: required "name", quantity: required "quantity", price: required "price",
} }

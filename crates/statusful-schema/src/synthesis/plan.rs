//! The different ways to make a value of one schema.

use serde_json::Value;

use super::Synthesis;
use crate::gather::Root;

/// How many alternatives of choices are tried, with one value for each.
const ALTERNATIVES: usize = 16;

/// Where a value is within its bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    Low,
    Middle,
    High,
}

/// A way to make a value.
#[derive(Debug, Clone, Copy)]
pub(super) struct ValuePlan {
    /// Whether to make optional properties and items.
    pub(super) optional: bool,
    /// Whether to prefer `null` inside the value.
    pub(super) null: bool,
    pub(super) bound: Bound,
    /// Which alternative of `oneOf`, `anyOf`, `enum` or `type` to take.
    pub(super) choice: usize,
}

const FULL: ValuePlan = ValuePlan { optional: true, null: false, bound: Bound::Middle, choice: 0 };

/// The first plans with their titles.
const PLANS: [(&str, ValuePlan); 5] = [
    ("all optional properties", FULL),
    ("no optional properties", ValuePlan { optional: false, ..FULL }),
    ("lower bounds", ValuePlan { bound: Bound::Low, ..FULL }),
    ("upper bounds", ValuePlan { bound: Bound::High, ..FULL }),
    ("null wherever allowed", ValuePlan { null: true, ..FULL }),
];

/// Makes values of a schema one after the other, with a title for each: with all optional properties, without any, at
/// the bounds, with `null`, and for each alternative of the largest choice. Values may be equal. An error is why a
/// value could not be made.
pub(crate) fn attempts(schema: &Value) -> impl Iterator<Item = (String, Result<Value, String>)> {
    let mut widest = 1;
    let mut next = 0;
    std::iter::from_fn(move || {
        let index = next;
        next += 1;
        let Some((title, plan)) = PLANS.get(index) else {
            let choice = index - PLANS.len() + 1;
            let title = format!("alternative {}", choice + 1);
            let plan = ValuePlan { choice, ..FULL };
            return (choice < widest.min(ALTERNATIVES)).then(|| (title, attempt(schema, plan).0));
        };
        let (value, alternatives) = attempt(schema, *plan);
        widest = widest.max(alternatives);
        Some(((*title).to_owned(), value))
    })
}

/// Makes a value, and returns how many alternatives its largest choice has.
fn attempt(schema: &Value, plan: ValuePlan) -> (Result<Value, String>, usize) {
    let mut synthesis = Synthesis { root: Root(schema), plan, widest: 1, values: 0 };
    let value = synthesis.value(&[schema], 0, plan.choice);
    (value, synthesis.widest)
}

//! When two values are equal (JSON Schema 2020-12, section 4.2.2).

use crate::source::{Entry, Node, Value};

/// Returns `true` if two values are equal for a schema: `1` equals `1.0`, and the order of keys does not matter.
pub fn are_equal(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (Value::Number(a), Value::Number(b)) => a == b || are_equal_numbers(a, b),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| are_equal(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            let has_equal =
                |(key, entry): (&String, &Entry)| b.get(key).is_some_and(|other| are_equal(&entry.node, &other.node));
            a.len() == b.len() && a.iter().all(has_equal)
        }
        (a, b) => a == b,
    }
}

fn are_equal_numbers(a: &str, b: &str) -> bool {
    let numbers = a.parse::<f64>().ok().zip(b.parse::<f64>().ok());
    numbers.is_some_and(|(a, b)| a.total_cmp(&b).is_eq())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::source;

    #[test]
    fn numbers_are_equal_by_value_and_objects_in_any_order() {
        let text = "[[1, 1.0], [{a: [1], b: 2}, {b: 2, a: [1e0]}], [1, '1'], [[1], [1, 1]], [{a: 1}, {b: 1}]]";
        let source = source::read("x.yaml", text.as_bytes(), &mut Diagnostics::default());
        let pairs = source.root.items().map(|pair| pair.as_array().unwrap());
        let equal: Vec<bool> = pairs.map(|pair| are_equal(&pair[0], &pair[1])).collect();
        assert_eq!(equal, [true, true, false, false, false]);
    }
}

//! Unions: decodes a JSON value as one of several types.
//!
//! If a property of the value selects the variant, that variant is decoded. Otherwise, the value is compared with the
//! [`Shape`] of each variant: constants, types, and which properties exist. The best match is decoded.

mod macros;
mod shape;

use std::cell::Cell;

use serde_json::Value;

pub use shape::{Constant, ObjectShape, Shape, parses, reads, required};

/// The maximum number of times that a value is decoded again as its next best variant, as a multiple of its size.
/// Without a limit, unions within unions would take exponential time in the depth of the value.
const MAX_RETRIES: usize = 64;

thread_local! {
    /// The remaining limit while a value is decoded.
    static BUDGET: Cell<Option<usize>> = const { Cell::new(None) };
}

/// A function that decodes a value as one variant of a union.
pub type VariantDecoder<T> = fn(&Value) -> Result<T, serde_json::Error>;

/// Decodes a value as the variant that it matches best. Equally good matches are tried in order.
///
/// A variant with a constant that the value does not have is not decoded if another variant has fewer of them, so that
/// a value is never mistaken for another variant because its own variant cannot be decoded.
///
/// # Errors
///
/// Returns an error if no variant can be decoded: that of the best match with its JSON type, if there is one.
pub fn by_shape<T>(
    name: &str,
    value: &Value,
    variants: &[(Shape, VariantDecoder<T>)],
    unknown: Option<fn(Value) -> T>,
) -> Result<T, String> {
    let admitted = variants.iter().filter(|(shape, _)| shape.admits(value));
    let mut candidates: Vec<_> = admitted.map(|(shape, decode)| (shape.misfit(value), decode)).collect();
    // The sort is stable, so that equally good matches stay in document order.
    candidates.sort_by_key(|(misfit, _)| *misfit);
    let fewest = candidates.first().map_or(0, |(misfit, _)| misfit.constants);
    if let (Some(unknown), true) = (unknown, fewest > 0 || candidates.is_empty()) {
        return Ok(unknown(value.clone()));
    }
    candidates.retain(|(misfit, _)| misfit.constants == fewest);
    let _budget = Budget::of(value);
    let mut message = None;
    for (index, (_, decode)) in candidates.into_iter().enumerate() {
        if index > 0 && !Budget::takes(value) {
            message = Some(format!("too many variants of {name} and of unions in it would have to be tried"));
            break;
        }
        match decode(value) {
            Ok(union) => return Ok(union),
            Err(error) => message = message.or_else(|| Some(error.to_string())),
        }
    }
    Err(message.unwrap_or_else(|| format!("no variant of {name} matches")))
}

/// The limit while a value is decoded. The outermost union sets and removes it.
struct Budget {
    is_outermost: bool,
}

impl Budget {
    fn of(value: &Value) -> Self {
        let is_outermost = BUDGET.get().is_none();
        if is_outermost {
            BUDGET.set(Some(MAX_RETRIES.saturating_mul(size(value))));
        }
        Self { is_outermost }
    }

    /// Subtracts the size of a value from the limit. Returns `false` if the limit is exceeded.
    fn takes(value: &Value) -> bool {
        let left = BUDGET.get().unwrap_or_default().checked_sub(size(value));
        BUDGET.set(Some(left.unwrap_or_default()));
        left.is_some()
    }
}

impl Drop for Budget {
    fn drop(&mut self) {
        if self.is_outermost {
            BUDGET.set(None);
        }
    }
}

/// Returns the number of values in a value.
fn size(value: &Value) -> usize {
    let inner = match value {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(members) => members.values().map(size).sum(),
        _ => 0,
    };
    1 + inner
}

/// Serializes a variant whose type does not have the property that selects it, with that property added. Its value is
/// the first of the variant's constants.
///
/// # Errors
///
/// Returns errors of the serializer.
pub fn with_tag<T: serde::Serialize, S: serde::Serializer>(
    value: &T,
    property: &str,
    constants: &[Constant],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut value = serde_json::to_value(value).map_err(serde::ser::Error::custom)?;
    if let (Value::Object(members), Some(constant)) = (&mut value, constants.first()) {
        let tag = match *constant {
            Constant::Text(text) => text.into(),
            Constant::Int(number) => number.into(),
            Constant::Bool(flag) => flag.into(),
        };
        members.entry(property).or_insert(tag);
    }
    serde::Serialize::serialize(&value, serializer)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::{Map, Value, json};

    use super::{BUDGET, Budget, MAX_RETRIES};

    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Small {
        id: u8,
    }

    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Large {
        id: u8,
        name: Option<String>,
    }

    #[derive(Debug, PartialEq)]
    enum Shaped {
        Number(f64),
        Integer(i64),
        Small(Small),
        Large(Large),
        List(Vec<String>),
    }

    crate::__read_union! { Shaped {
        Number(f64): Number,
        Integer(i64 as lenient): Integer,
        Small(Small): Object(required(&["id"])),
        Large(Large): Object(required(&["id"]).optional(&["name"])),
        List(Vec<String>): Array(&Any),
    } }

    #[derive(Debug, PartialEq)]
    enum Tagged {
        Small(Small),
        Large(Large),
        Unknown(Value),
    }

    crate::__read_union! { Tagged by "type" { Small(Small) => [Text("small"), Text("s")], Large(Large) => [Text("large")] } }

    fn shaped(value: Value) -> Option<Shaped> {
        serde_json::from_value(value).ok()
    }

    #[test]
    fn the_best_fit_is_decoded() {
        assert_eq!(shaped(json!(1)), Some(Shaped::Integer(1)));
        assert_eq!(shaped(json!(2.0)), Some(Shaped::Integer(2)));
        assert_eq!(shaped(json!(1.5)), Some(Shaped::Number(1.5)));
        assert_eq!(shaped(json!({"id": 1})), Some(Shaped::Small(Small { id: 1 })));
        let large = Large { id: 1, name: Some("n".to_owned()) };
        assert_eq!(shaped(json!({"id": 1, "name": "n"})), Some(Shaped::Large(large)));
        assert_eq!(shaped(json!({"id": 1, "name": 2})), Some(Shaped::Small(Small { id: 1 })));
        assert_eq!(shaped(json!(["a"])), Some(Shaped::List(vec!["a".to_owned()])));
        for unfit in [json!(null), json!("a"), json!([1]), json!({}), json!(true)] {
            assert_eq!(shaped(unfit), None);
        }
    }

    #[test]
    fn the_variant_of_the_tag_is_decoded() {
        let tagged = |value: Value| serde_json::from_value::<Tagged>(value);
        assert_eq!(tagged(json!({"type": "s", "id": 1})).unwrap(), Tagged::Small(Small { id: 1 }));
        assert_eq!(tagged(json!({"type": "large", "id": 1})).unwrap(), Tagged::Large(Large { id: 1, name: None }));
        assert!(tagged(json!({"type": "small"})).is_err());
        let unknown = json!({"type": "new", "id": 1});
        assert_eq!(tagged(unknown.clone()).unwrap(), Tagged::Unknown(unknown));
        assert_eq!(tagged(json!(5)).unwrap(), Tagged::Unknown(json!(5)));
    }

    /// A union with two variants for integers, so that an integer above 255 is tried twice.
    #[derive(Debug, PartialEq)]
    enum Tree {
        Byte(u8),
        Long(i64),
        List(Vec<Tree>),
        Map(BTreeMap<String, Tree>),
    }

    crate::__read_union! { Tree {
        Byte(u8): Integer,
        Long(i64): Integer,
        List(Vec<Tree>): Array(&Any),
        Map(BTreeMap<String, Tree>): Object(required(&[])),
    } }

    fn tree(value: Value) -> Result<Tree, String> {
        serde_json::from_value(value).map_err(|error| error.to_string())
    }

    #[test]
    fn the_limit_grows_with_the_value() {
        let items = vec![256; 10 * MAX_RETRIES];
        assert!(matches!(tree(json!(items)), Ok(Tree::List(list)) if list.contains(&Tree::Long(256))));
        let members: Map<String, Value> =
            items.into_iter().enumerate().map(|(n, it)| (n.to_string(), it.into())).collect();
        assert!(matches!(tree(members.into()), Ok(Tree::Map(map)) if map.len() == 10 * MAX_RETRIES));
    }

    #[test]
    fn every_value_has_its_own_limit() {
        for _ in 0..=MAX_RETRIES {
            assert_eq!(tree(json!(256)), Ok(Tree::Long(256)));
        }
        assert_eq!(BUDGET.get(), None);
    }

    #[test]
    fn the_first_variant_that_is_tried_does_not_count() {
        let depth = 4 * MAX_RETRIES;
        let nested = (0..depth).fold(json!(1), |inner, _| json!([inner]));
        assert!(matches!(tree(nested), Ok(Tree::List(_))));
    }

    #[test]
    fn the_sizes_of_what_is_tried_again_add_up_to_the_limit() {
        let value = json!([256, 1]);
        let budget = Budget::of(&value);
        assert_eq!(BUDGET.get(), Some(3 * MAX_RETRIES));
        assert!((0..MAX_RETRIES).all(|_| Budget::takes(&value)));
        assert!(!Budget::takes(&value));
        drop(budget);
        assert_eq!(BUDGET.get(), None);
    }
}

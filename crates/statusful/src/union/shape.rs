//! The shapes of JSON values, and how well a value matches one.

use std::cmp::Reverse;

use serde::de::IntoDeserializer;
use serde::de::value::StrDeserializer;
use serde_json::{Map, Value};

/// The shape of a variant's JSON values, in as much detail as needed to distinguish it from other variants.
///
/// Shapes are constants in generated code. They are only as deep as variants differ, so that comparing a value with a
/// shape takes linear time in the size of the value.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Any value.
    Any,
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction, such as `1` and `1.0` (JSON Schema 2020-12, section 4.2.2).
    Integer,
    /// A number.
    Number,
    /// A string.
    String,
    /// A string with a format, which the function recognizes.
    Format(fn(&str) -> bool),
    /// One of these values.
    Constants(&'static [Constant]),
    /// A list whose items have this shape.
    Array(&'static Shape),
    /// An object.
    Object(ObjectShape),
    /// A value that has one of these shapes.
    AnyOf(&'static [Shape]),
}

/// The properties of an object.
#[derive(Debug, Clone, Copy)]
pub struct ObjectShape {
    /// The names of required properties.
    pub required: &'static [&'static str],
    /// The names of the other properties.
    pub optional: &'static [&'static str],
    /// The shapes of properties, where these distinguish variants.
    pub values: &'static [(&'static str, Shape)],
    /// Whether other properties are not allowed.
    pub closed: bool,
}

/// Creates the shape of objects that have these properties, and may have any others.
pub const fn required(names: &'static [&'static str]) -> ObjectShape {
    ObjectShape { required: names, optional: &[], values: &[], closed: false }
}

impl ObjectShape {
    /// Adds the names of optional properties.
    #[must_use]
    pub const fn optional(self, names: &'static [&'static str]) -> Self {
        Self { optional: names, ..self }
    }

    /// Adds the shapes of properties.
    #[must_use]
    pub const fn values(self, values: &'static [(&'static str, Shape)]) -> Self {
        Self { values, ..self }
    }

    /// Allows no other properties.
    #[must_use]
    pub const fn closed(self) -> Self {
        Self { closed: true, ..self }
    }
}

/// A scalar JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Constant {
    /// A string.
    Text(&'static str),
    /// An integer.
    Int(i64),
    /// `true` or `false`.
    Bool(bool),
}

impl Constant {
    /// Returns `true` if a value is this constant.
    pub fn is(self, value: &Value) -> bool {
        match self {
            Self::Text(text) => value.as_str() == Some(text),
            Self::Int(number) => integer(value) == Some(number),
            Self::Bool(flag) => value.as_bool() == Some(flag),
        }
    }

    fn is_alike(self, value: &Value) -> bool {
        match self {
            Self::Text(_) => value.is_string(),
            Self::Int(_) => integer(value).is_some(),
            Self::Bool(_) => value.is_boolean(),
        }
    }
}

/// Returns the integer that a number represents, if it is an integer.
#[expect(clippy::cast_possible_truncation, reason = "larger numbers are excluded, because doubles skip integers there")]
fn integer(value: &Value) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let whole = |number: &f64| number.fract() == 0.0 && number.abs() <= EXACT;
    value.as_i64().or_else(|| value.as_f64().filter(whole).map(|number| number as i64))
}

/// Returns `true` if a text can be parsed as a type.
pub fn parses<T: std::str::FromStr>(text: &str) -> bool {
    text.parse::<T>().is_ok()
}

/// Returns `true` if a text can be deserialized leniently as a type.
pub fn reads<T: crate::lenient::Lenient>(text: &str) -> bool {
    let text: StrDeserializer<'_, serde::de::value::Error> = text.into_deserializer();
    T::read(text).is_ok()
}

/// How badly a value matches a shape. Fields are compared in the order of their declaration.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Misfit {
    /// Constants with another value.
    pub(super) constants: usize,
    /// Missing properties, values of another type, and values that an enumeration does not list.
    violations: usize,
    /// Constants and listed values that match.
    matches: Reverse<usize>,
    /// Properties that the shape does not name.
    unknown: usize,
    /// How much the shape allows in addition to the value.
    generality: u8,
}

impl Misfit {
    fn and(self, other: Self) -> Self {
        Self {
            constants: self.constants + other.constants,
            violations: self.violations + other.violations,
            matches: Reverse(self.matches.0 + other.matches.0),
            unknown: self.unknown + other.unknown,
            generality: self.generality.max(other.generality),
        }
    }

    fn general(generality: u8) -> Self {
        Self { generality, ..Self::default() }
    }

    fn violation() -> Self {
        Self { violations: 1, ..Self::default() }
    }
}

impl Shape {
    /// Returns `true` if a value has the JSON type of the shape. Does not compare its parts.
    pub(super) fn admits(&self, value: &Value) -> bool {
        match self {
            Self::Any => true,
            Self::Null => value.is_null(),
            Self::Boolean => value.is_boolean(),
            Self::Integer => value.as_f64().is_some_and(|number| number.fract() == 0.0),
            Self::Number => value.is_number(),
            Self::String | Self::Format(_) => value.is_string(),
            Self::Constants(constants) => constants.iter().any(|constant| constant.is_alike(value)),
            Self::Array(_) => value.is_array(),
            Self::Object(_) => value.is_object(),
            Self::AnyOf(shapes) => shapes.iter().any(|shape| shape.admits(value)),
        }
    }

    /// Returns how badly a value matches.
    pub(super) fn misfit(&self, value: &Value) -> Misfit {
        match self {
            Self::Constants(constants) => listed(constants, value),
            shape if !shape.admits(value) => Misfit::violation(),
            Self::Format(is_valid) => match value.as_str() {
                Some(text) if is_valid(text) => Misfit::general(1),
                _ => Misfit::violation(),
            },
            Self::Boolean | Self::Null => Misfit::general(0),
            Self::Integer => Misfit::general(1),
            Self::Number | Self::String => Misfit::general(2),
            Self::Any => Misfit::general(4),
            Self::Array(items) => {
                let items = value.as_array().into_iter().flatten().map(|item| items.misfit(item));
                items.max().unwrap_or_default()
            }
            Self::Object(object) => value.as_object().map_or_else(Misfit::violation, |members| object.misfit(members)),
            Self::AnyOf(shapes) => {
                let fits = shapes.iter().filter(|shape| shape.admits(value)).map(|shape| shape.misfit(value));
                fits.min().unwrap_or_else(Misfit::violation)
            }
        }
    }
}

/// A constant never changes, but a list of several may have grown since the document was written.
fn listed(constants: &[Constant], value: &Value) -> Misfit {
    match constants {
        _ if constants.iter().any(|constant| constant.is(value)) => Misfit { matches: Reverse(1), ..Misfit::default() },
        [_] => Misfit { constants: 1, ..Misfit::default() },
        _ => Misfit::violation(),
    }
}

impl ObjectShape {
    fn misfit(&self, members: &Map<String, Value>) -> Misfit {
        let missing = self.required.iter().filter(|name| !members.contains_key(**name)).count();
        let is_unknown = |name: &&String| {
            let name = name.as_str();
            !self.required.contains(&name) && !self.optional.contains(&name)
        };
        let unknown = members.keys().filter(is_unknown).count();
        let (violations, unknown) = if self.closed { (missing + unknown, 0) } else { (missing, unknown) };
        let own = Misfit { violations, unknown, generality: 3, ..Misfit::default() };
        let values = self.values.iter().filter_map(|(name, shape)| Some(shape.misfit(members.get(*name)?)));
        values.fold(own, Misfit::and)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const OBJECT: ObjectShape = required(&["a"]).optional(&["b"]);

    #[test]
    fn numbers_are_equal_whatever_their_notation() {
        for (value, number, expected) in [
            (json!(1), 1, true),
            (json!(1.0), 1, true),
            (json!(-1.0), -1, true),
            (json!(1.5), 1, false),
            (json!(9_007_199_254_740_992.0), 9_007_199_254_740_992, true),
            // Doubles skip integers from here on.
            (json!(9_007_199_254_740_994.0), 9_007_199_254_740_994, false),
            (json!("1"), 1, false),
        ] {
            assert_eq!(Constant::Int(number).is(&value), expected, "{value}");
        }
    }

    #[test]
    fn a_value_is_admitted_by_its_type() {
        let constants = Shape::Constants(&[Constant::Int(1), Constant::Text("a")]);
        for (shape, admitted, refused) in [
            (Shape::Integer, json!([1, -1, 1.0, u64::MAX, i64::MIN]), json!([1.5, "1", true, null])),
            (constants, json!([2, "b"]), json!([true, 1.5, null, [1]])),
            (Shape::Constants(&[Constant::Bool(true)]), json!([true, false]), json!([1, "true", null])),
        ] {
            assert!(admitted.as_array().unwrap().iter().all(|value| shape.admits(value)), "{shape:?}");
            assert!(!refused.as_array().unwrap().iter().any(|value| shape.admits(value)), "{shape:?}");
        }
    }

    #[test]
    fn a_value_of_another_type_or_format_is_a_violation() {
        let of_byte = Shape::Format(parses::<u8>);
        for (shape, value) in [
            (Shape::Boolean, json!(1)),
            (Shape::Null, json!(false)),
            (Shape::Integer, json!(1.5)),
            (Shape::String, json!(1)),
            (Shape::Array(&Shape::Any), json!({})),
            (Shape::Object(OBJECT), json!([])),
            (of_byte, json!("256")),
            (of_byte, json!(1)),
        ] {
            assert_eq!(shape.misfit(&value), Misfit::violation(), "{shape:?} {value}");
        }
        assert_eq!(of_byte.misfit(&json!("255")), Misfit::general(1));
    }

    /// A text without lowercase letters.
    struct Shouted;

    impl crate::lenient::Lenient for Shouted {
        fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let text: String = serde::Deserialize::deserialize(deserializer)?;
            if text == text.to_uppercase() { Ok(Self) } else { Err(serde::de::Error::custom("small letters")) }
        }
    }

    #[test]
    fn formats_are_those_of_the_type() {
        assert!(parses::<u8>("255") && !parses::<u8>("256"));
        assert!(reads::<Shouted>("HI") && !reads::<Shouted>("hi"));
    }

    #[test]
    fn the_properties_of_an_object_are_counted() {
        let values = &[("a", Shape::Boolean), ("b", Shape::Constants(&[Constant::Int(1)]))];
        for (closed, value, constants, violations, matches, unknown) in [
            (false, json!({"a": true}), 0, 0, 0, 0),
            (false, json!({"a": true, "b": 1}), 0, 0, 1, 0),
            (false, json!({"a": 1, "b": 2}), 1, 1, 0, 0),
            (false, json!({"b": 2, "c": 3, "d": 4}), 1, 1, 0, 2),
            (true, json!({"b": 1, "c": 3, "d": 4}), 0, 3, 1, 0),
        ] {
            let shape = Shape::Object(ObjectShape { values, closed, ..OBJECT });
            let matches = Reverse(matches);
            assert_eq!(
                shape.misfit(&value),
                Misfit { constants, violations, matches, unknown, generality: 3 },
                "{value}"
            );
        }
    }

    #[test]
    fn misfits_add_up() {
        let one = Misfit { constants: 1, violations: 2, matches: Reverse(3), unknown: 4, generality: 1 };
        let other = Misfit { constants: 10, violations: 20, matches: Reverse(30), unknown: 40, generality: 2 };
        let both = Misfit { constants: 11, violations: 22, matches: Reverse(33), unknown: 44, generality: 2 };
        assert_eq!((one.and(other), other.and(one)), (both, both));
    }
}

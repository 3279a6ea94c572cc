//! The shape of a variant's values, for unions in which no property selects the variant.

use std::fmt;

use super::Scalar;
use crate::openapi::JsonType;

/// The shape of a variant's JSON values, in as much detail as needed to distinguish it from other variants.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Any value.
    #[default]
    Any,
    /// `null`.
    Null,
    /// A value of a scalar type.
    Scalar(Scalar),
    /// One of these values.
    Constants(Vec<Constant>),
    /// A list whose items have this shape.
    Array(Box<Shape>),
    /// An object.
    Object(ObjectShape),
    /// A value that has one of these shapes.
    AnyOf(Vec<Shape>),
}

/// The properties of an object.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct ObjectShape {
    /// The names of required properties.
    pub required: Vec<String>,
    /// The names of the other properties.
    pub optional: Vec<String>,
    /// The shapes of properties, where these distinguish variants.
    pub values: Vec<(String, Shape)>,
    /// Whether other properties are not allowed.
    pub closed: bool,
}

/// A scalar JSON value from a `const` or `enum`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Constant {
    /// A string.
    Text(String),
    /// An integer.
    Integer(i64),
    /// `true` or `false`.
    Boolean(bool),
}

/// Formats the value: a string without quotes, anything else as JSON.
impl fmt::Display for Constant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Integer(number) => number.fmt(f),
            Self::Boolean(flag) => flag.fmt(f),
        }
    }
}

impl Constant {
    /// Returns the JSON type of the value.
    pub fn json_type(&self) -> JsonType {
        match self {
            Self::Text(_) => JsonType::String,
            Self::Integer(_) => JsonType::Integer,
            Self::Boolean(_) => JsonType::Boolean,
        }
    }

    /// Returns the value as JSON.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Integer(number) => (*number).into(),
            Self::Boolean(flag) => (*flag).into(),
        }
    }
}

impl Shape {
    /// Returns the shape extended by `null`.
    #[must_use]
    pub fn or_null(self, is_nullable: bool) -> Self {
        match self {
            shape if !is_nullable => shape,
            Self::Any => Self::Any,
            Self::AnyOf(mut shapes) => {
                shapes.push(Self::Null);
                Self::AnyOf(shapes)
            }
            shape => Self::AnyOf(vec![shape, Self::Null]),
        }
    }

    /// Returns the shape without `null`.
    #[must_use]
    pub fn without_null(self) -> Self {
        match self {
            Self::AnyOf(shapes) => Self::any_of(shapes.into_iter().filter(|shape| *shape != Self::Null).collect()),
            shape => shape,
        }
    }

    /// Returns the number of object properties in the shape, excluding those of their values.
    pub fn names(&self) -> usize {
        match self {
            Self::Object(object) => object.required.len() + object.optional.len(),
            Self::AnyOf(shapes) => shapes.iter().map(Self::names).sum(),
            _ => 0,
        }
    }

    /// Returns the number of object properties in the shape, including those of their values and of items.
    pub fn all_names(&self) -> usize {
        let nested: usize = match self {
            Self::Object(object) => object.values.iter().map(|(_, shape)| shape.all_names()).sum(),
            Self::Array(items) => items.all_names(),
            Self::AnyOf(shapes) => return shapes.iter().map(Self::all_names).sum(),
            _ => 0,
        };
        self.names() + nested
    }

    /// Returns a shape that covers all of these shapes.
    pub fn any_of(mut shapes: Vec<Self>) -> Self {
        if shapes.contains(&Self::Any) {
            return Self::Any;
        }
        let mut distinct = Vec::new();
        for shape in shapes.drain(..) {
            if !distinct.contains(&shape) {
                distinct.push(shape);
            }
        }
        if distinct.len() == 1 { distinct.swap_remove(0) } else { Self::AnyOf(distinct) }
    }

    /// Returns `true` if no value has both shapes. An empty list matches every list shape.
    pub fn excludes(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Any, _) | (_, Self::Any) | (Self::Array(_), Self::Array(_)) | (Self::Null, Self::Null) => false,
            (Self::AnyOf(shapes), other) | (other, Self::AnyOf(shapes)) => {
                shapes.iter().all(|shape| shape.excludes(other))
            }
            (Self::Constants(one), Self::Constants(two)) => !one.iter().any(|constant| two.contains(constant)),
            (Self::Constants(constants), Self::Scalar(scalar)) | (Self::Scalar(scalar), Self::Constants(constants)) => {
                !constants.iter().any(|constant| constant.is_of(*scalar))
            }
            (Self::Object(one), Self::Object(two)) => one.excludes(two),
            (Self::Scalar(one), Self::Scalar(two)) => one.json_type() != two.json_type(),
            _ => true,
        }
    }
}

impl Shape {
    /// Returns `true` if the shape of a value selects one of two shapes: it matches only one of them, or one is
    /// narrower and takes precedence, or one requires a property that the other does not know.
    pub fn is_distinct_from(&self, other: &Self) -> bool {
        match (self, other) {
            _ if self.excludes(other) => true,
            (Self::AnyOf(shapes), other) | (other, Self::AnyOf(shapes)) => {
                shapes.iter().all(|shape| shape.is_distinct_from(other))
            }
            (Self::Array(one), Self::Array(two)) => one.is_distinct_from(two),
            (Self::Object(one), Self::Object(two)) => one.is_distinct_from(two),
            (Self::Scalar(one), Self::Scalar(two)) => !one.looks_like(*two),
            (Self::Constants(_), Self::Constants(_)) | (Self::Any, Self::Any) => false,
            // Constants are narrower than scalars, and every shape is narrower than `Any`.
            _ => true,
        }
    }
}

impl ObjectShape {
    fn is_distinct_from(&self, other: &Self) -> bool {
        let requires_unknown = |one: &Self, two: &Self| !one.required.iter().all(|name| two.knows(name));
        requires_unknown(self, other)
            || requires_unknown(other, self)
            || self.differs_in_required(other, Shape::is_distinct_from)
    }

    fn excludes(&self, other: &Self) -> bool {
        self.differs_in_required(other, Shape::excludes) || self.rejects(other) || other.rejects(self)
    }

    /// Returns `true` if the values differ in a property that one of the two shapes requires.
    fn differs_in_required(&self, other: &Self, differ: fn(&Shape, &Shape) -> bool) -> bool {
        let is_required = |name: &String| self.required.contains(name) || other.required.contains(name);
        self.values.iter().filter(|(name, _)| is_required(name)).any(|(name, shape)| {
            let same = other.values.iter().find(|(other, _)| other == name);
            same.is_some_and(|(_, other)| differ(shape, other))
        })
    }

    fn knows(&self, name: &String) -> bool {
        self.required.contains(name) || self.optional.contains(name)
    }

    /// Returns `true` if values of the other shape always have a property that this shape does not allow.
    fn rejects(&self, other: &Self) -> bool {
        self.closed && !other.required.iter().all(|name| self.knows(name))
    }
}

impl Constant {
    /// Returns the type of the value.
    pub fn scalar(&self) -> Scalar {
        match self {
            Self::Text(_) => Scalar::String,
            Self::Integer(_) => Scalar::Int64,
            Self::Boolean(_) => Scalar::Bool,
        }
    }

    fn is_of(&self, scalar: Scalar) -> bool {
        match self {
            Self::Text(_) => scalar.json_type() == "string",
            Self::Integer(_) => scalar.json_type() == "number",
            Self::Boolean(_) => scalar == Scalar::Bool,
        }
    }
}

/// Writes the shape in the notation of TypeScript: `"a" | 1 | { id: …, name?: … }`.
impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("any"),
            Self::Null => f.write_str("null"),
            Self::Scalar(scalar) => write!(f, "{scalar:?}"),
            Self::Constants(constants) => {
                let constants: Vec<_> = constants.iter().map(|constant| constant.to_json().to_string()).collect();
                f.write_str(&constants.join(" | "))
            }
            Self::Array(items) => write!(f, "[{items}]"),
            Self::Object(object) => object.fmt(f),
            Self::AnyOf(shapes) => {
                let shapes: Vec<_> = shapes.iter().map(ToString::to_string).collect();
                f.write_str(&shapes.join(" | "))
            }
        }
    }
}

impl fmt::Display for ObjectShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = |name: &String| {
            let value = self.values.iter().find(|(known, _)| known == name);
            value.map(|(_, shape)| format!(": {shape}")).unwrap_or_default()
        };
        let required = self.required.iter().map(|name| format!("{name}{}", value(name)));
        let optional = self.optional.iter().map(|name| format!("{name}?{}", value(name)));
        let rest = (!self.closed).then(|| "..".to_owned());
        let members: Vec<_> = required.chain(optional).chain(rest).collect();
        write!(f, "{{ {} }}", members.join(", "))
    }
}

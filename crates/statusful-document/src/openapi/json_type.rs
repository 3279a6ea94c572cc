//! The types of JSON Schema (JSON Schema Validation 2020-12, section 6.1.1).

use std::fmt;

use crate::source::{Node, Value};

/// A type of JSON values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the values of `type`")]
pub enum JsonType {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl JsonType {
    /// Every type.
    pub const ALL: [Self; 7] =
        [Self::Null, Self::Boolean, Self::Integer, Self::Number, Self::String, Self::Array, Self::Object];

    /// Returns the type of a value of `type`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ty| ty.as_str() == key)
    }

    /// Returns the value of `type`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    /// Returns the type of a value: of a number without fraction and exponent, `integer`.
    pub fn of(node: &Node) -> Self {
        match &node.value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::Number(text) if text.contains(['.', 'e', 'E']) => Self::Number,
            Value::Number(_) => Self::Integer,
            Value::String(_) => Self::String,
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        }
    }

    /// Returns `true` if a value is of the type. `1.0` and `1e3` are integers too.
    pub fn admits(self, node: &Node) -> bool {
        match (self, &node.value) {
            (Self::Number, Value::Number(_)) => true,
            (Self::Integer, Value::Number(text)) => is_whole(text),
            _ => Self::of(node) == self,
        }
    }

    /// Returns `true` if some value is of both types: every integer is a number.
    pub fn overlaps(self, other: Self) -> bool {
        let is_number = |ty| matches!(ty, Self::Integer | Self::Number);
        self == other || (is_number(self) && is_number(other))
    }
}

fn is_whole(text: &str) -> bool {
    !text.contains(['.', 'e', 'E']) || text.parse::<f64>().is_ok_and(|number| number.fract() == 0.0)
}

/// Writes the value of `type`.
impl fmt::Display for JsonType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The types that a schema names, each once, in the order of the document. Without a type, every value is allowed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JsonTypes(Vec<JsonType>);

impl JsonTypes {
    /// Returns the types in order.
    pub fn as_slice(&self) -> &[JsonType] {
        &self.0
    }

    /// Returns `true` if the schema names no type.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns `true` if the schema names a type.
    pub fn contains(&self, ty: JsonType) -> bool {
        self.0.contains(&ty)
    }

    /// Returns `true` if the schema names just this type.
    pub fn is_just(&self, ty: JsonType) -> bool {
        self.0 == [ty]
    }

    /// Returns `true` if both schemas name types, and no value is of both.
    pub fn is_disjoint(&self, other: &Self) -> bool {
        let overlaps = self.0.iter().any(|ty| other.0.iter().any(|other| ty.overlaps(*other)));
        !self.is_empty() && !other.is_empty() && !overlaps
    }
}

impl FromIterator<JsonType> for JsonTypes {
    fn from_iter<I: IntoIterator<Item = JsonType>>(types: I) -> Self {
        let mut unique = Vec::new();
        for ty in types {
            if !unique.contains(&ty) {
                unique.push(ty);
            }
        }
        Self(unique)
    }
}

/// Writes the types as people list them: `string or integer`.
impl fmt::Display for JsonTypes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.0.iter().map(|ty| ty.as_str()).collect();
        f.write_str(&names.join(" or "))
    }
}

//! The value of a parameter, from its `Serialize`.
//!
//! `serde_json::Value` would be almost sufficient, but it turns `0.1_f32` into `0.10000000149011612` and NaN into null,
//! and sorts properties.

use std::fmt::{self, Display};

use serde::ser::{self, Impossible, Serialize, Serializer};

/// A value whose scalars are text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Null,
    /// A number or a boolean.
    Scalar(String),
    /// A string.
    Text(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

/// The reason why a value cannot be a parameter. Contains no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ParamError {
    Nested,
    NotFinite,
    NotAnObject,
    Custom,
}

impl Value {
    pub(crate) fn of(value: &(impl Serialize + ?Sized)) -> Result<Self, ParamError> {
        value.serialize(ValueSerializer)
    }

    /// Returns the scalar, `None` for a null, or an error for any other value.
    pub(crate) fn scalar(self) -> Result<Option<String>, ParamError> {
        match self {
            Self::Null => Ok(None),
            Self::Scalar(text) | Self::Text(text) => Ok(Some(text)),
            Self::List(_) | Self::Object(_) => Err(ParamError::Nested),
        }
    }

    /// Returns the scalar, or `None` for any other value.
    #[cfg(feature = "multipart")]
    pub(crate) fn text(self) -> String {
        self.scalar().ok().flatten().unwrap_or_default()
    }

    pub(crate) fn has_parts(&self) -> bool {
        matches!(self, Self::List(_) | Self::Object(_))
    }

    /// Returns the value as compact JSON.
    pub(crate) fn json(&self) -> String {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let joined = |parts: Vec<String>| parts.join(",");
        match self {
            Self::Null => "null".to_owned(),
            Self::Scalar(text) => text.clone(),
            Self::Text(text) => quoted(text),
            Self::List(items) => format!("[{}]", joined(items.iter().map(Self::json).collect())),
            Self::Object(members) => {
                let members = members.iter().map(|(name, value)| format!("{}:{}", quoted(name), value.json()));
                format!("{{{}}}", joined(members.collect()))
            }
        }
    }
}

impl Display for ParamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nested => "is nested too deeply for its style",
            Self::NotFinite => "is a number that is not finite",
            Self::NotAnObject => "is not an object",
            Self::Custom => "cannot be serialized",
        })
    }
}

impl std::error::Error for ParamError {}

impl ser::Error for ParamError {
    // The message is written by the value's type, and may contain the value.
    fn custom<T: Display>(_: T) -> Self {
        Self::Custom
    }
}

struct ValueSerializer;

/// Implements `serialize_i64(value)` and the like, for types whose `Display` is the text on the wire.
macro_rules! scalars {
    ($($method:ident: $type:ty),* $(,)?) => {
        $(fn $method(self, value: $type) -> Result<Value, ParamError> {
            Ok(Value::Scalar(value.to_string()))
        })*
    };
}

/// Implements methods for types that JSON represents as an object with a variant's name. No OpenAPI style supports
/// these.
macro_rules! tagged {
    ($($method:ident -> $result:ty),* $(,)?) => {
        $(fn $method(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<$result, ParamError> {
            Err(ParamError::Nested)
        })*
    };
}

impl Serializer for ValueSerializer {
    type Ok = Value;
    type Error = ParamError;
    type SerializeSeq = List;
    type SerializeTuple = List;
    type SerializeTupleStruct = List;
    type SerializeTupleVariant = Impossible<Value, ParamError>;
    type SerializeMap = Object;
    type SerializeStruct = Object;
    type SerializeStructVariant = Impossible<Value, ParamError>;

    scalars! {
        serialize_bool: bool,
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_i128: i128,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_u128: u128,
    }

    fn serialize_char(self, value: char) -> Result<Value, ParamError> {
        Ok(Value::Text(value.to_string()))
    }

    fn serialize_str(self, value: &str) -> Result<Value, ParamError> {
        Ok(Value::Text(value.to_owned()))
    }

    tagged! {
        serialize_tuple_variant -> Self::SerializeTupleVariant,
        serialize_struct_variant -> Self::SerializeStructVariant,
    }

    fn serialize_f32(self, value: f32) -> Result<Value, ParamError> {
        if value.is_finite() { Ok(Value::Scalar(value.to_string())) } else { Err(ParamError::NotFinite) }
    }

    fn serialize_f64(self, value: f64) -> Result<Value, ParamError> {
        if value.is_finite() { Ok(Value::Scalar(value.to_string())) } else { Err(ParamError::NotFinite) }
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<Value, ParamError> {
        Ok(Value::List(bytes.iter().map(|byte| Value::Scalar(byte.to_string())).collect()))
    }

    fn serialize_none(self) -> Result<Value, ParamError> {
        Ok(Value::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Value, ParamError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Value, ParamError> {
        Ok(Value::Null)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Value, ParamError> {
        Ok(Value::Null)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Value, ParamError> {
        Ok(Value::Text(variant.to_owned()))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<Value, ParamError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Value, ParamError> {
        Err(ParamError::Nested)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List, ParamError> {
        Ok(List::default())
    }

    fn serialize_tuple(self, _: usize) -> Result<List, ParamError> {
        Ok(List::default())
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<List, ParamError> {
        Ok(List::default())
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Object, ParamError> {
        Ok(Object::default())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Object, ParamError> {
        Ok(Object::default())
    }
}

#[derive(Default)]
struct List(Vec<Value>);

impl List {
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), ParamError> {
        self.0.push(Value::of(value)?);
        Ok(())
    }
}

/// Implements the traits for sequences, which differ only in their names.
macro_rules! list {
    ($($trait:ident::$method:ident),*) => {
        $(impl ser::$trait for List {
            type Ok = Value;
            type Error = ParamError;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), ParamError> {
                self.push(value)
            }

            fn end(self) -> Result<Value, ParamError> {
                Ok(Value::List(self.0))
            }
        })*
    };
}

list!(SerializeSeq::serialize_element, SerializeTuple::serialize_element, SerializeTupleStruct::serialize_field);

#[derive(Default)]
struct Object {
    members: Vec<(String, Value)>,
    key: String,
}

impl ser::SerializeMap for Object {
    type Ok = Value;
    type Error = ParamError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), ParamError> {
        self.key = Value::of(key)?.scalar()?.unwrap_or_default();
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), ParamError> {
        let key = std::mem::take(&mut self.key);
        self.members.push((key, Value::of(value)?));
        Ok(())
    }

    fn end(self) -> Result<Value, ParamError> {
        Ok(Value::Object(self.members))
    }
}

impl ser::SerializeStruct for Object {
    type Ok = Value;
    type Error = ParamError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), ParamError> {
        self.members.push((key.to_owned(), Value::of(value)?));
        Ok(())
    }

    fn end(self) -> Result<Value, ParamError> {
        Ok(Value::Object(self.members))
    }
}

//! A value without nesting, as most styles require.

use super::{ParamError, Value};

/// A value whose parts are text, encoded for their location. Nulls are omitted.
pub(super) enum Parts {
    Null,
    Scalar(String),
    List(Vec<String>),
    Object(Vec<(String, String)>),
}

impl Parts {
    pub(super) fn of(value: Value, encode: impl Fn(&str) -> String) -> Result<Self, ParamError> {
        Ok(match value {
            Value::Null => Self::Null,
            Value::Scalar(text) | Value::Text(text) => Self::Scalar(encode(&text)),
            Value::List(items) => {
                let items = items.into_iter().filter_map(|item| item.scalar().transpose());
                Self::List(items.map(|item| Ok(encode(&item?))).collect::<Result<_, _>>()?)
            }
            Value::Object(members) => {
                let members = members
                    .into_iter()
                    .filter_map(|(name, value)| value.scalar().transpose().map(|value| (name, value)));
                Self::Object(
                    members.map(|(name, value)| Ok((encode(&name), encode(&value?)))).collect::<Result<_, _>>()?,
                )
            }
        })
    }

    /// Returns the items, or alternating names and values, or `name=value` for each property if exploded.
    pub(super) fn items(self, explode: bool) -> Vec<String> {
        match self {
            Self::Null => Vec::new(),
            Self::Scalar(text) => vec![text],
            Self::List(items) => items,
            Self::Object(members) if explode => {
                members.into_iter().map(|(name, value)| format!("{name}={value}")).collect()
            }
            Self::Object(members) => members.into_iter().flat_map(|(name, value)| [name, value]).collect(),
        }
    }
}

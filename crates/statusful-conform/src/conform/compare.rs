//! Compares JSON values by meaning.

use serde_json::{Map, Value};
use statusful_codegen::ir::{Api, Field, Kind, Scalar, Struct, TypeRef};

/// Compares the value that the client returned with the value that was served. Returns how many `null` properties are
/// absent in the result, which is only allowed in models that are never sent, or a description of the first difference.
pub(crate) fn same(api: &Api, ty: Option<&TypeRef>, served: &Value, back: &Value) -> Result<usize, String> {
    let mut comparison = Comparison { api, folded: 0 };
    comparison.value(&ty.into_iter().collect::<Vec<_>>(), served, back, "")?;
    Ok(comparison.folded)
}

struct Comparison<'a> {
    api: &'a Api,
    folded: usize,
}

impl<'a> Comparison<'a> {
    fn value(&mut self, types: &[&'a TypeRef], served: &Value, back: &Value, path: &str) -> Result<(), String> {
        match (served, back) {
            (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
                let types = self.inside(types);
                let mut pairs = a.iter().zip(b).enumerate();
                pairs.try_for_each(|(index, (a, b))| self.value(&types, a, b, &format!("{path}[{index}]")))
            }
            (Value::Object(a), Value::Object(b)) => self.object(types, a, b, path),
            (a, b) if same_scalar(a, b) || (self.is_float(types) && nearly(a, b)) => Ok(()),
            (a, b) => Err(format!("`{}` was {} and is {}", shown_path(path), shown(a), shown(b))),
        }
    }

    fn object(
        &mut self,
        types: &[&'a TypeRef],
        served: &Map<String, Value>,
        back: &Map<String, Value>,
        path: &str,
    ) -> Result<(), String> {
        let structs = self.structs(types);
        let may_fold = structs.iter().all(|(_, is_sent)| !is_sent);
        for name in served.keys().chain(back.keys().filter(|name| !served.contains_key(*name))) {
            let path = format!("{path}.{name}");
            match (served.get(name), back.get(name)) {
                (Some(a), Some(b)) => self.value(&self.member(types, &structs, name), a, b, &path)?,
                (Some(Value::Null), None) | (None, Some(Value::Null)) if may_fold => self.folded += 1,
                (Some(a), None) => return Err(format!("`{}` was {} and is absent", shown_path(&path), shown(a))),
                (None, Some(b)) => return Err(format!("`{}` was absent and is {}", shown_path(&path), shown(b))),
                (None, None) => {}
            }
        }
        Ok(())
    }

    fn is_float(&self, types: &[&TypeRef]) -> bool {
        types.iter().any(|ty| match ty {
            TypeRef::Scalar(scalar) => *scalar == Scalar::Float,
            TypeRef::Nullable(inner) => self.is_float(&[inner]),
            TypeRef::Named(id) | TypeRef::Boxed(id) => self.api.ty(*id).is_some_and(|model| match &model.kind {
                Kind::Union(union) => union.variants.iter().any(|variant| variant.ty == TypeRef::Scalar(Scalar::Float)),
                Kind::Newtype(inner) => *inner == TypeRef::Scalar(Scalar::Float),
                _ => false,
            }),
            _ => false,
        })
    }

    /// Returns the structs that an object may have been deserialized to, and whether each is also sent.
    fn structs(&self, types: &[&'a TypeRef]) -> Vec<(&'a Struct, bool)> {
        let mut found = Vec::new();
        self.gather(types, &mut found, 0);
        found
    }

    fn gather(&self, types: &[&'a TypeRef], found: &mut Vec<(&'a Struct, bool)>, depth: usize) {
        if depth > 16 {
            return;
        }
        for ty in types {
            let inner = match ty {
                TypeRef::Nullable(inner) => vec![&**inner],
                TypeRef::Named(id) | TypeRef::Boxed(id) => match self.api.ty(*id) {
                    Some(model) => {
                        if let Kind::Struct(object) = &model.kind {
                            found.push((object, model.usage.sent));
                            continue;
                        }
                        model.kind.types()
                    }
                    None => Vec::new(),
                },
                _ => Vec::new(),
            };
            self.gather(&inner, found, depth + 1);
        }
    }

    fn member(&self, types: &[&'a TypeRef], structs: &[(&'a Struct, bool)], name: &str) -> Vec<&'a TypeRef> {
        let of_struct = |object: &'a Struct| {
            let named = object.fields.iter().find(|field: &&Field| field.wire == name).map(|field| &field.ty);
            named.or_else(|| object.rest.as_ref().map(|(_, ty)| ty))
        };
        let fields = structs.iter().filter_map(|(object, _)| of_struct(object));
        fields.chain(self.inside(types)).collect()
    }

    /// Returns the types of the items of an array, or of the values of a map.
    fn inside(&self, types: &[&'a TypeRef]) -> Vec<&'a TypeRef> {
        let mut found = Vec::new();
        self.items(types, &mut found, 0);
        found
    }

    fn items(&self, types: &[&'a TypeRef], found: &mut Vec<&'a TypeRef>, depth: usize) {
        if depth > 16 {
            return;
        }
        for ty in types {
            match ty {
                TypeRef::List(inner) | TypeRef::Map(inner) => found.push(inner),
                TypeRef::Nullable(inner) => self.items(&[inner], found, depth + 1),
                TypeRef::Named(id) | TypeRef::Boxed(id) => {
                    let model = self.api.ty(*id).filter(|model| !matches!(model.kind, Kind::Struct(_)));
                    let inner = model.map(|model| model.kind.types()).unwrap_or_default();
                    self.items(&inner, found, depth + 1);
                }
                _ => {}
            }
        }
    }
}

/// Returns `true` if two scalars are equal: numbers by value, times as instants.
fn same_scalar(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            a == b || a.as_f64().zip(b.as_f64()).is_some_and(|(a, b)| same_number(a, b))
        }
        (Value::String(a), Value::String(b)) => same_text(a, b),
        (a, b) => a == b,
    }
}

/// Returns `true` if two numbers have the same bits, or both are zero.
fn same_number(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits() || (a == 0.0 && b == 0.0)
}

/// Returns `true` if two numbers are the same `f32`, which is the precision of `format: float`.
fn nearly(a: &Value, b: &Value) -> bool {
    #[expect(clippy::cast_possible_truncation, reason = "that is what is asked")]
    let narrow = |value: &Value| value.as_f64().map(|value| (value as f32).to_bits());
    narrow(a).is_some_and(|narrowed| narrow(b) == Some(narrowed))
}

/// Returns `true` if two strings are equal, or are the same instant.
fn same_text(a: &str, b: &str) -> bool {
    let instant = |text: &str| chrono::DateTime::parse_from_rfc3339(text).ok();
    a == b || instant(a).zip(instant(b)).is_some_and(|(a, b)| a == b)
}

/// Returns `true` if two strings mean the same in a place where everything is text. Numbers are compared by value too.
pub(crate) fn same_written(a: &str, b: &str) -> bool {
    let is_number = |text: &str| text.starts_with(|c: char| c == '-' || c.is_ascii_digit());
    let number = |text: &str| text.parse::<f64>().ok().filter(|_| is_number(text));
    same_text(a, b) || number(a).zip(number(b)).is_some_and(|(a, b)| same_number(a, b))
}

fn shown(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() > 80 { text.chars().take(77).collect::<String>() + "..." } else { text }
}

fn shown_path(path: &str) -> &str {
    if path.is_empty() { "." } else { path }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use statusful_codegen::ir::Docs;

    use super::*;

    fn compared(a: &Value, b: &Value) -> Result<usize, String> {
        let api = Api {
            globals: Vec::new(),
            title: String::new(),
            version: String::new(),
            docs: Docs::default(),
            servers: Vec::new(),
            groups: Vec::new(),
            types: Vec::new(),
            strict_dates: false,
            datetime: statusful_codegen::ir::DateTimeCrate::default(),
        };
        same(&api, None, a, b)
    }

    #[test]
    fn values_count_and_not_their_writing() {
        assert_eq!(compared(&json!({ "a": [1, 1e2] }), &json!({ "a": [1.0, 100] })), Ok(0));
        assert_eq!(compared(&json!("2024-01-01T00:00:00+02:00"), &json!("2023-12-31T22:00:00Z")), Ok(0));
        assert_eq!(compared(&json!({ "a": null }), &json!({})), Ok(1));
        assert!(compared(&json!({ "a": 1 }), &json!({})).is_err());
        assert!(compared(&json!("1"), &json!("1.0")).is_err());
        assert!(compared(&json!(0.1), &json!(0.100_000_001)).is_err());
        assert!(same_written("1", "1.0") && !same_written("a", "b"));
    }
}

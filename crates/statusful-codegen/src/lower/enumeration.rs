//! Enumerations: `enum` and `const`.

use indexmap::IndexSet;

use super::Lowering;
use super::naming::unique_type_names;
use super::types::Hint;
use crate::ir::{Enum, Kind, TypeName, TypeRef};
use crate::source::{Node, Value};

impl<'d> Lowering<'d> {
    /// An open enum of strings; of anything else, the type of the values. What `type` says is so: `type: string` beside
    /// `[1, 2]` are the strings of these digits.
    pub(super) fn enumeration(&mut self, node: &'d Node, types: &[&str], values: &[&'d Node], hint: &Hint) -> TypeRef {
        match types {
            ["string"] => self.string_enum(node, &self.texts(values), hint),
            [one] => self.typed(node, one, hint),
            _ => self.by_values(node, values, hint),
        }
    }

    /// By the values alone.
    fn by_values(&mut self, node: &'d Node, values: &[&'d Node], hint: &Hint) -> TypeRef {
        let mut types: IndexSet<_> = values.iter().map(|value| json_type(value)).filter(|ty| *ty != "null").collect();
        if types.contains("number") {
            types.shift_remove("integer");
        }
        let types: Vec<_> = types.into_iter().collect();
        match types.as_slice() {
            [] => TypeRef::Any,
            ["string"] => self.string_enum(node, &self.texts(values), hint),
            [one] => self.typed(node, one, hint),
            several => self.one_of_types(node, several, hint),
        }
    }

    /// What can be a string of these values.
    fn texts(&self, values: &[&'d Node]) -> IndexSet<&'d str> {
        values.iter().filter_map(|value| self.text(value)).collect()
    }

    /// A value as the document writes it: YAML 1.2 has the number 10 where an author of YAML 1.1 wrote the text `010`.
    fn text(&self, value: &'d Node) -> Option<&'d str> {
        match &value.value {
            Value::String(text) => Some(text),
            Value::Number(_) | Value::Bool(_) => {
                let file = self.document.source().files.get(value.span.file.0)?;
                // An anchor or a tag may stand before it.
                file.text.get(value.span.start..value.span.end)?.split_whitespace().last()
            }
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }

    fn string_enum(&mut self, node: &'d Node, strings: &IndexSet<&str>, hint: &Hint) -> TypeRef {
        if strings.is_empty() {
            return self.typed(node, "string", hint);
        }
        let mut values: Vec<_> = strings.iter().map(|text| (TypeName::variant(text), (*text).to_owned())).collect();
        unique_type_names(&mut values, |(name, _)| name, &["Unknown"]);
        let id = self.reserve(node, hint);
        self.types.finish(id, Kind::Enum(Enum { values }));
        TypeRef::Named(id)
    }
}

/// The values a schema lists, by `enum` or `const`; nothing when it lists none.
pub(super) fn listed(node: &Node) -> Option<Vec<&Node>> {
    match (node.get("enum"), node.get("const")) {
        (Some(values), _) => Some(values.items().collect()).filter(|values: &Vec<_>| !values.is_empty()),
        (None, constant) => constant.map(|constant| vec![constant]),
    }
}

fn json_type(node: &Node) -> &'static str {
    match &node.value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(text) if text.contains(['.', 'e', 'E']) => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

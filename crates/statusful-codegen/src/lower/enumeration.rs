//! Enumerations: `enum` and `const`.

use indexmap::IndexSet;

use super::Lowering;
use super::naming::unique_type_names;
use super::schema::type_names;
use super::types::Hint;
use crate::ir::{Enum, Kind, TypeName, TypeRef};
use crate::source::{Node, Value};

impl<'d> Lowering<'d> {
    /// An open enum of strings; of anything else, the type of the values.
    pub(super) fn enumeration(&mut self, node: &'d Node, values: &[&'d Node], hint: &Hint) -> TypeRef {
        let strings: IndexSet<_> = values.iter().filter_map(|value| value.as_str()).collect();
        let rest = values.iter().filter(|value| value.as_str().is_none() && !value.is_null());
        let others: IndexSet<_> = rest.map(|value| json_type(value)).collect();
        match (strings.is_empty(), others.len()) {
            (false, 0) => self.string_enum(node, &strings, hint),
            (true, 1) => self.typed(node, others.first().copied().unwrap_or("object"), hint),
            (true, 0) => TypeRef::Any,
            _ => {
                if let [one] = type_names(node).as_slice() {
                    return self.typed(node, one, hint);
                }
                let text = (!strings.is_empty()).then_some("string");
                let types: Vec<_> = text.into_iter().chain(others).collect();
                self.one_of_types(node, &types, hint)
            }
        }
    }

    fn string_enum(&mut self, node: &'d Node, strings: &IndexSet<&str>, hint: &Hint) -> TypeRef {
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

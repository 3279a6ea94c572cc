//! Reads the values of parameters from a request, as JSON.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};
use statusful_codegen::openapi::{JsonType, Parameter, ParameterLocation, Style};
use statusful_schema::{Direction, Preference, bundle, coerce, types};

use super::scenario::Exchange;

/// The place of a parameter and how it is written.
struct Written {
    name: String,
    style: Style,
    explode: bool,
    is_list: bool,
    is_object: bool,
}

/// Returns the value of a parameter in a request; `None` if it is absent. `path` has the texts of the path's parameters,
/// and `others` the names of the query's other parameters, which are no properties of an exploded object.
pub(super) fn value(
    parameter: Parameter<'_>,
    exchange: &Exchange,
    path: &BTreeMap<String, String>,
    others: &[&str],
) -> Option<Value> {
    let name = parameter.name()?.value.to_owned();
    let schema = parameter.schema().map_or(Value::Bool(true), |schema| bundle(schema, Direction::Request));
    let is = |ty| types(&schema).contains(&ty);
    let (is_list, is_object) = (is(JsonType::Array), is(JsonType::Object));
    let written = Written { name, style: parameter.style(), explode: parameter.explode(), is_list, is_object };
    let found = match parameter.location()? {
        ParameterLocation::Path => written.in_path(path.get(&written.name)?),
        ParameterLocation::Query => written.in_query(exchange, others)?,
        ParameterLocation::Header => written.listed(exchange.header(&written.name)?, ","),
        ParameterLocation::Cookie => return None,
    };
    Some(coerce(&schema, found, Preference::Text))
}

impl Written {
    fn in_path(&self, text: &str) -> Value {
        let text = percent_decode_str(text).decode_utf8_lossy().into_owned();
        let name = &self.name;
        let (text, separator) = match self.style {
            Style::Label => (text.strip_prefix('.').unwrap_or(&text), "."),
            Style::Matrix => {
                let text = text.strip_prefix(';').unwrap_or(&text);
                (text.strip_prefix(&format!("{name}=")).unwrap_or(text), ";")
            }
            _ => (text.as_str(), ","),
        };
        let separator = if self.explode { separator } else { "," };
        let again = format!("{separator}{name}=");
        let text =
            if self.style == Style::Matrix && self.is_list { text.replace(&again, separator) } else { text.into() };
        self.listed(&Value::String(text), separator)
    }

    fn in_query(&self, exchange: &Exchange, others: &[&str]) -> Option<Value> {
        if self.is_object && self.explode && !exchange.query.contains_key(&self.name) {
            let own = exchange.query.iter().filter(|(name, _)| !others.contains(&name.as_str()));
            let own: Map<_, _> = own.map(|(name, value)| (name.clone(), as_text(value))).collect();
            return (!own.is_empty()).then_some(Value::Object(own));
        }
        let separator = match self.style {
            Style::SpaceDelimited => " ",
            Style::PipeDelimited => "|",
            _ => ",",
        };
        let found = exchange.query.get(&self.name)?;
        match found {
            found if self.is_list && self.explode => Some(match found {
                Value::Array(items) => items.iter().map(as_text).collect(),
                item => Value::Array(vec![as_text(item)]),
            }),
            found => Some(self.listed(found, separator)),
        }
    }

    /// Returns a list or an object whose parts have a separator between them, or the text of anything else.
    fn listed(&self, found: &Value, separator: &str) -> Value {
        let Value::String(text) = as_text(found) else { return found.clone() };
        let parts = text.split(separator).map(str::to_owned).map(Value::String);
        if self.is_list {
            return parts.collect();
        }
        if !self.is_object {
            return Value::String(text);
        }
        let pairs: Map<_, _> = if self.explode {
            let pairs = text.split(separator).filter_map(|pair| pair.split_once('='));
            pairs.map(|(name, value)| (name.to_owned(), value.into())).collect()
        } else {
            let parts: Vec<_> = text.split(separator).collect();
            parts
                .chunks_exact(2)
                .filter_map(|pair| Some(((*pair.first()?).to_owned(), (*pair.last()?).into())))
                .collect()
        };
        Value::Object(pairs)
    }
}

/// Returns a scalar as text. Scenarios write numbers both as numbers and as text.
fn as_text(value: &Value) -> Value {
    match value {
        Value::Number(_) | Value::Bool(_) => Value::String(value.to_string()),
        value => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(style: Style, explode: bool, kind: &str, text: &str) -> Value {
        let written =
            Written { name: "p".to_owned(), style, explode, is_list: kind == "list", is_object: kind == "object" };
        written.in_path(text)
    }

    #[test]
    fn path_styles_are_read_back() {
        assert_eq!(read(Style::Simple, false, "text", "a%20b"), json!("a b"));
        assert_eq!(read(Style::Simple, false, "list", "a,b"), json!(["a", "b"]));
        assert_eq!(read(Style::Simple, true, "object", "a=1,b=2"), json!({ "a": "1", "b": "2" }));
        assert_eq!(read(Style::Simple, false, "object", "a,1,b,2"), json!({ "a": "1", "b": "2" }));
        assert_eq!(read(Style::Label, true, "list", ".a.b"), json!(["a", "b"]));
        assert_eq!(read(Style::Label, false, "object", ".a,1"), json!({ "a": "1" }));
        assert_eq!(read(Style::Matrix, true, "list", ";p=a;p=b"), json!(["a", "b"]));
        assert_eq!(read(Style::Matrix, false, "list", ";p=a,b"), json!(["a", "b"]));
        assert_eq!(read(Style::Matrix, true, "object", ";a=1;b=2"), json!({ "a": "1", "b": "2" }));
    }

    #[test]
    fn query_styles_are_read_back() {
        let query = |style, explode, kind: &str, query: Value| {
            let written =
                Written { name: "p".to_owned(), style, explode, is_list: kind == "list", is_object: kind == "object" };
            let query = query.as_object().cloned().unwrap_or_default().into_iter().collect();
            written.in_query(&Exchange { query, ..Exchange::default() }, &["other"])
        };
        assert_eq!(query(Style::Form, true, "list", json!({ "p": "a" })), Some(json!(["a"])));
        assert_eq!(query(Style::PipeDelimited, false, "list", json!({ "p": "a|b" })), Some(json!(["a", "b"])));
        assert_eq!(query(Style::Form, false, "object", json!({ "p": "a,1" })), Some(json!({ "a": "1" })));
        let exploded = json!({ "other": "x", "a": 1 });
        assert_eq!(query(Style::Form, true, "object", exploded), Some(json!({ "a": "1" })));
        assert_eq!(query(Style::Form, true, "object", json!({ "other": "x" })), None);
        assert_eq!(query(Style::Form, true, "text", json!({})), None);
    }
}

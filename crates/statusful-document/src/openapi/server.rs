//! The Server Object and its variables (OpenAPI 3.0.3, sections 4.7.5 and 4.7.6).

use super::view::view;
use crate::source::{Node, Span, Value};

view! {
    /// A server that operations are sent to.
    Server
}

view! {
    /// A part of a server's URL that can be chosen.
    ServerVariable
}

impl<'d> Server<'d> {
    /// Returns the URL, with the names of variables in braces.
    pub fn url(self) -> Option<&'d str> {
        self.fields().text("url")
    }

    /// Returns the description, in `CommonMark`.
    pub fn description(self) -> Option<&'d str> {
        self.fields().text("description")
    }

    /// Returns the variables by name, in document order.
    pub fn variables(self) -> impl Iterator<Item = (&'d str, ServerVariable<'d>)> + use<'d> {
        self.fields().map("variables").map(|(name, variable)| (name.value, variable))
    }

    /// Returns the URL with the defaults of its variables; empty without one.
    pub fn default_url(self) -> String {
        let mut rest = self.url().unwrap_or_default();
        let mut url = String::with_capacity(rest.len());
        // One pass: a default is not searched for variables.
        while let Some((before, opened)) = rest.split_once('{')
            && let Some((name, after)) = opened.split_once('}')
        {
            url.push_str(before);
            match self.variables().find(|(known, _)| *known == name) {
                Some((_, variable)) => url.push_str(&variable.default_value().unwrap_or_default()),
                None => url.extend(["{", name, "}"]),
            }
            rest = after;
        }
        url + rest
    }
}

impl<'d> ServerVariable<'d> {
    /// Returns the value unless another is chosen.
    pub fn default_value(self) -> Option<String> {
        self.fields().node("default").and_then(text)
    }

    /// Returns the values to choose from; without any, every value can be chosen.
    pub fn values(self) -> impl Iterator<Item = String> + use<'d> {
        self.fields().items("enum").filter_map(text)
    }

    /// Returns where the values to choose from are.
    pub fn values_key(self) -> Option<Span> {
        self.node.entry("enum").map(|entry| entry.key)
    }

    /// Returns where the default is.
    pub fn default_span(self) -> Option<Span> {
        self.fields().node("default").map(|node| node.span)
    }

    /// Returns the description, in `CommonMark`.
    pub fn description(self) -> Option<&'d str> {
        self.fields().text("description")
    }
}

/// Returns a string, also if it lacks its quotes and is read as a number or a boolean.
fn text(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(text) | Value::Number(text) => Some(text.clone()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

//! A parameter: where it stands, how it is written, and what it may be.

use std::collections::BTreeSet;

use serde_json::Value;
use statusful_document::document::Document;
use statusful_document::source::Node;
use statusful_schema::{Direction, Judge, bundle, members, types};

/// Where a parameter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

/// A parameter of an operation.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a field of OpenAPI's")]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) location: Location,
    pub(crate) required: bool,
    /// Whether it may be there without a value.
    pub(crate) may_be_empty: bool,
    pub(crate) style: String,
    pub(crate) explode: bool,
    /// Whether it is one JSON text.
    pub(crate) is_json: bool,
    pub(crate) schema: Value,
    pub(crate) judge: Judge,
    /// The types that the schema allows.
    pub(crate) types: BTreeSet<String>,
    /// The members that the schema describes, and whether it allows others.
    pub(crate) members: (BTreeSet<String>, bool),
}

impl Parameter {
    pub(super) fn of<'d>(document: &Document<'d>, node: &'d Node) -> Option<Self> {
        let name = node.get("name")?.as_str()?.to_owned();
        let location = location(node.get("in")?.as_str()?)?;
        // These are not described as parameters (OpenAPI 3.0.3, section 4.7.12.2).
        let is_ignored =
            ["accept", "content-type", "authorization"].iter().any(|known| name.eq_ignore_ascii_case(known));
        if location == Location::Header && is_ignored {
            return None;
        }
        let content = node.get("content").and_then(|content| content.members().next());
        let holder = content.map_or(node, |(_, entry)| &entry.node);
        let schema = holder.get("schema").map_or(Value::Bool(true), |node| bundle(document, node, Direction::Request));
        let flag = |name| node.get(name).and_then(Node::as_bool);
        let style = node.get("style").and_then(Node::as_str).unwrap_or(location.style()).to_owned();
        Some(Self {
            required: location == Location::Path || flag("required").unwrap_or_default(),
            may_be_empty: flag("allowEmptyValue").unwrap_or_default(),
            explode: flag("explode").unwrap_or(matches!(style.as_str(), "form" | "deepObject")),
            is_json: content.is_some_and(|(media, _)| media.contains("json")),
            judge: Judge::new(&schema),
            types: types(&schema).into_iter().map(str::to_owned).collect(),
            members: owned(members(&schema)),
            name,
            location,
            style,
            schema,
        })
    }

    pub(crate) fn may_be(&self, ty: &str) -> bool {
        self.types.contains(ty)
    }
}

fn owned((names, is_open): (BTreeSet<&str>, bool)) -> (BTreeSet<String>, bool) {
    (names.into_iter().map(str::to_owned).collect(), is_open)
}

fn location(text: &str) -> Option<Location> {
    Some(match text {
        "path" => Location::Path,
        "query" => Location::Query,
        "header" => Location::Header,
        "cookie" => Location::Cookie,
        _ => return None,
    })
}

impl Location {
    /// The style where the document names none.
    fn style(self) -> &'static str {
        match self {
            Self::Path | Self::Header => "simple",
            Self::Query | Self::Cookie => "form",
        }
    }

    /// As the document writes it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

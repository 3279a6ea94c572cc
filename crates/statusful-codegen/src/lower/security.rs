//! Security requirements to the credentials a call may carry.

use super::Lowering;
use crate::ir::{Location, Security, SecurityKind};
use crate::source::Node;

impl<'d> Lowering<'d> {
    /// An operation's alternatives, or the document's where it has none of its own.
    pub(super) fn security(&self, operation: &'d Node) -> Vec<Vec<Security>> {
        let requirements = operation.get("security").or_else(|| self.document.root().get("security"));
        let combination =
            |requirement: &'d Node| requirement.members().map(|(name, entry)| self.due(name, &entry.node)).collect();
        requirements.into_iter().flat_map(Node::items).map(combination).collect()
    }

    /// A scheme and its scopes.
    fn due(&self, name: &str, scopes: &Node) -> Security {
        let scopes = scopes.items().filter_map(Node::as_str).map(str::to_owned).collect();
        Security { name: name.to_owned(), kind: self.scheme(name), scopes }
    }

    /// How the credential of a scheme travels.
    fn scheme(&self, name: &str) -> SecurityKind {
        let schemes = self.document.root().get("components").and_then(|components| components.get("securitySchemes"));
        let scheme = schemes.and_then(|schemes| schemes.get(name)).and_then(|scheme| self.document.resolve(scheme));
        let text = |key| scheme.and_then(|scheme| scheme.get(key)).and_then(Node::as_str).unwrap_or_default();
        let flow = scheme.and_then(|scheme| scheme.get("flows")?.get("clientCredentials"));
        let token_url = flow.and_then(|flow| flow.get("tokenUrl")).and_then(Node::as_str);
        match (text("type"), text("scheme").to_ascii_lowercase().as_str()) {
            ("oauth2", _) if flow.is_some() => {
                SecurityKind::ClientCredentials(token_url.unwrap_or_default().to_owned())
            }
            ("http", "bearer") | ("oauth2" | "openIdConnect", _) => SecurityKind::Bearer,
            ("http", "basic") => SecurityKind::Basic,
            ("apiKey", _) => match place(text("in")) {
                Some(place) => SecurityKind::ApiKey(place, text("name").to_owned()),
                None => SecurityKind::Other,
            },
            _ => SecurityKind::Other,
        }
    }
}

fn place(text: &str) -> Option<Location> {
    match text {
        "header" => Some(Location::Header),
        "query" => Some(Location::Query),
        "cookie" => Some(Location::Cookie),
        _ => None,
    }
}

//! Which credentials an operation asks for (OpenAPI 3.0.3, section 4.7.30).

use statusful_document::document::{Document, Operation};
use statusful_document::source::Node;

use super::Location;

/// Schemes that belong together.
pub(crate) type Requirement = Vec<Scheme>;

/// A credential by the name of its scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scheme {
    pub(crate) name: String,
    pub(crate) credential: Credential,
}

/// What can be seen of a credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Credential {
    /// `Authorization` with this scheme, in lower case.
    Authorization(String),
    /// A key of this name.
    Key(Location, String),
    /// Nothing that a request shows, such as a certificate.
    Unseen,
}

/// The requirements of which one has to be met: the operation's own, else the document's.
pub(super) fn of(document: &Document<'_>, operation: &Operation<'_>) -> Vec<Requirement> {
    let written = operation.node.get("security").or_else(|| document.root().get("security"));
    let requirements = written.into_iter().flat_map(Node::items);
    let requirement = |node: &Node| node.members().map(|(name, _)| scheme(document, name)).collect();
    requirements.map(requirement).collect()
}

fn scheme(document: &Document<'_>, name: &str) -> Scheme {
    let schemes = document.root().get("components").and_then(|components| components.get("securitySchemes"));
    let node = schemes.and_then(|schemes| document.resolve(schemes.get(name)?));
    let credential = node.and_then(credential).unwrap_or(Credential::Unseen);
    Scheme { name: name.to_owned(), credential }
}

fn credential(node: &Node) -> Option<Credential> {
    let text = |key| node.get(key).and_then(Node::as_str);
    match text("type")? {
        "http" => Some(Credential::Authorization(text("scheme")?.to_ascii_lowercase())),
        "oauth2" | "openIdConnect" => Some(Credential::Authorization("bearer".to_owned())),
        "apiKey" => {
            let location = match text("in")? {
                "query" => Location::Query,
                "header" => Location::Header,
                "cookie" => Location::Cookie,
                _ => return None,
            };
            Some(Credential::Key(location, text("name")?.to_owned()))
        }
        _ => None,
    }
}

//! What the manifest of a client says for registries.
//!
//! Nothing of this comes from the document. A licence, a repository and authors are statements of whoever publishes the client. The
//! document's licence is that of the API's description, and its links are those of whoever wrote it.

/// What the manifest of a client says for registries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The description; without one, the title of the API in a sentence.
    pub description: Option<String>,
    /// The licence, an SPDX expression; without one, that of the workspace, if the client is a member of one.
    pub license: Option<String>,
    /// The URL of the repository.
    pub repository: Option<String>,
    /// The URL of the home page.
    pub homepage: Option<String>,
    /// The keywords.
    pub keywords: Vec<String>,
    /// The categories, by their slugs on crates.io.
    pub categories: Vec<String>,
    /// The authors, such as `Jane Doe <jane@example.com>`.
    pub authors: Vec<String>,
    /// Where the client may be published. Without a choice, nowhere, unless it is a member of a workspace.
    pub publish: Option<Publish>,
}

/// Where a client may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Publish {
    /// Nowhere.
    Nowhere,
    /// In every registry.
    Anywhere,
    /// In the registries with these names.
    Registries(Vec<String>),
}

/// The name that Cargo has for crates.io.
const CRATES_IO: &str = "crates-io";

impl Publish {
    /// Returns whether the client may be published in any registry.
    pub fn is_somewhere(&self) -> bool {
        *self != Self::Nowhere
    }

    /// Returns whether the client may be published on crates.io.
    pub fn is_on_crates_io(&self) -> bool {
        match self {
            Self::Nowhere => false,
            Self::Anywhere => true,
            Self::Registries(names) => names.iter().any(|name| name == CRATES_IO),
        }
    }

    /// Returns the registry that `cargo add` has to name, if it is not crates.io.
    pub fn registry(&self) -> Option<&str> {
        match self {
            Self::Registries(names) if !self.is_on_crates_io() => names.first().map(String::as_str),
            _ => None,
        }
    }
}

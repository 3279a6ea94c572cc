//! Selectors: `tag:Chat`, `id:listKeys`, `GET /keys/{id}`, `/keys/**`.

use std::fmt;
use std::ops::Range;

use crate::glob;
use crate::openapi::{Method, Operation};

/// A pattern for operations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    text: String,
    pattern: Pattern,
    place: Option<Range<usize>>,
}

/// The part of an operation that a selector compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SelectorKind {
    /// A tag.
    Tag,
    /// The `operationId`.
    Id,
    /// The path, and the method if there is one.
    Path,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Pattern {
    Tag(String),
    Id(String),
    Path(Option<Method>, String),
}

impl Selector {
    /// Parses a selector.
    ///
    /// # Errors
    ///
    /// Returns what is wrong, and what to write instead.
    pub fn parse(text: &str) -> Result<Self, String> {
        Ok(Self { text: text.to_owned(), pattern: Pattern::parse(text)?, place: None })
    }

    /// Sets the bytes of the settings file that the selector is in.
    #[must_use]
    pub fn at(self, place: Range<usize>) -> Self {
        Self { place: Some(place), ..self }
    }

    /// Returns the bytes of the settings file that the selector is in.
    pub fn place(&self) -> Option<Range<usize>> {
        self.place.clone()
    }

    /// Returns the text of the selector.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns what the selector compares.
    pub fn kind(&self) -> SelectorKind {
        match self.pattern {
            Pattern::Tag(_) => SelectorKind::Tag,
            Pattern::Id(_) => SelectorKind::Id,
            Pattern::Path(..) => SelectorKind::Path,
        }
    }

    /// Returns `true` if the selector matches an operation.
    pub fn matches(&self, operation: Operation<'_>) -> bool {
        match &self.pattern {
            Pattern::Tag(pattern) => operation.tags().any(|tag| glob::matches(pattern, tag)),
            Pattern::Id(pattern) => operation.id().is_some_and(|id| glob::matches(pattern, id.value)),
            Pattern::Path(method, pattern) => {
                let is_method = method.is_none_or(|method| method == operation.method.value);
                is_method && glob::matches_path(pattern, operation.path.value)
            }
        }
    }
}

impl Pattern {
    fn parse(text: &str) -> Result<Self, String> {
        let named = |name: &str, pattern: fn(String) -> Self| match name {
            "" => Err(format!("the selector `{text}` has no name")),
            name => Ok(pattern(name.to_owned())),
        };
        if let Some(tag) = text.strip_prefix("tag:") {
            return named(tag, Self::Tag);
        }
        if let Some(id) = text.strip_prefix("id:") {
            return named(id, Self::Id);
        }
        if text.starts_with('/') {
            return Ok(Self::Path(None, text.to_owned()));
        }
        if let Some((method, path)) = text.split_once(' ')
            && path.starts_with('/')
        {
            let known = Method::ALL.into_iter().find(|known| known.as_str() == method);
            let all = || Method::ALL.map(Method::as_str).join(", ");
            let method = known.ok_or_else(|| format!("`{method}` is not a method; the methods are {}", all()))?;
            return Ok(Self::Path(Some(method), path.to_owned()));
        }
        Err(format!(
            "`{text}` is not a selector; write `tag:{text}`, `id:{text}`, a path such as `/keys/**`, or a method and a path such as `GET /keys`"
        ))
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Returns the selectors of a kind that match an operation without a wildcard.
pub(super) fn texts(operation: Operation<'_>, kind: SelectorKind) -> Vec<String> {
    match kind {
        SelectorKind::Tag => operation.tags().map(|tag| format!("tag:{tag}")).collect(),
        SelectorKind::Id => operation.id().iter().map(|id| format!("id:{}", id.value)).collect(),
        SelectorKind::Path => vec![operation.path.value.to_owned(), operation.title()],
    }
}

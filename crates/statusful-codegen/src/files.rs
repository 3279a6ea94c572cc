//! The files of a crate, in memory.

use std::collections::BTreeMap;
use std::fmt;

/// Text files by relative path, with `/` as the separator on every system.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files(BTreeMap<String, String>);

/// A path that is not within the folder to which files are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathError(String);

impl Files {
    /// Adds a file, or replaces the one with the same path.
    pub fn insert(&mut self, path: &str, text: impl Into<String>) -> Result<(), PathError> {
        if !is_contained(path) {
            return Err(PathError(path.to_owned()));
        }
        self.0.insert(path.to_owned(), text.into());
        Ok(())
    }

    /// Returns the text of a file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// Returns the files, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Returns the number of files.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns `true` if there are no files.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not a path within a crate", self.0)
    }
}

impl std::error::Error for PathError {}

/// Returns `true` if a path is relative, normalized, and means the same on every system.
fn is_contained(path: &str) -> bool {
    let is_harmless = |character: char| !character.is_control() && !r#"\:*?"<>|"#.contains(character);
    path.chars().all(is_harmless)
        && path.split('/').all(|part| !part.is_empty() && !part.ends_with(['.', ' ']) && !part.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_within() {
        let mut files = Files::default();
        for path in ["Cargo.toml", "src/lib.rs", "docs/operations/get-key.md", ".gitattributes"] {
            assert_eq!(files.insert(path, ""), Ok(()));
        }
        for path in [
            "",
            "/",
            "/etc/passwd",
            "..",
            "../x",
            "src/../../x",
            "src/./x",
            "src//x",
            "src/",
            "./x",
            "C:/x",
            "a\\b",
            "a\0b",
            "src/x.",
            "src/x ",
            "CON:",
            "a\nb",
        ] {
            assert_eq!(files.insert(path, ""), Err(PathError(path.to_owned())), "{path:?}");
        }
        assert_eq!(files.len(), 4);
    }
}

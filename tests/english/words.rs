//! The words that are not used.

use std::fmt;

use regex::Regex;
use serde::Deserialize;

use crate::prose::{File, Line};

/// The list in `words.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    word: Vec<Word>,
}

/// A word or phrase that is not used.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Word {
    /// A regular expression. `\b` is at the ends of words.
    #[serde(deserialize_with = "regex")]
    pub(crate) pattern: Regex,
    /// What to write instead.
    pub(crate) write: String,
    /// A sentence that the pattern matches.
    pub(crate) example: String,
    /// `true` to search only the first lines of the documentation of functions.
    #[serde(default)]
    first_line: bool,
    #[serde(default)]
    allow: Vec<Allowance>,
}

/// Where a word is allowed, because it has another meaning there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Allowance {
    /// The start of the path.
    path: String,
    /// A regular expression for the line.
    #[serde(deserialize_with = "regex")]
    line: Regex,
    reason: String,
}

/// A word in a line.
pub(crate) struct Found<'a> {
    pub(crate) line: usize,
    matched: &'a str,
    write: &'a str,
}

impl Words {
    pub(crate) fn read() -> Self {
        let words: Self = toml::from_str(include_str!("words.toml")).unwrap();
        let reasons = words.word.iter().flat_map(|word| &word.allow).map(|allowance| &allowance.reason);
        assert!(reasons.into_iter().all(|reason| reason.contains(' ')), "an exception has no reason");
        words
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Word> {
        self.word.iter()
    }

    /// Finds the words in a file, except those that are allowed there.
    pub(crate) fn find<'a>(&'a self, file: &'a File) -> impl Iterator<Item = Found<'a>> {
        self.word.iter().flat_map(move |word| {
            let lines = file.lines.iter().filter(move |line| !word.allow.iter().any(|it| it.covers(file, line)));
            lines.filter_map(move |line| {
                let matched = word.find(line)?;
                Some(Found { line: line.number, matched, write: &word.write })
            })
        })
    }

    /// Returns the exceptions that no line needs.
    pub(crate) fn unused_allowances(&self, files: &[File]) -> Vec<String> {
        let is_used = |word: &Word, allowance: &Allowance| {
            let mut lines = files.iter().flat_map(|file| file.lines.iter().map(move |line| (file, line)));
            lines.any(|(file, line)| allowance.covers(file, line) && word.find(line).is_some())
        };
        let all = self.word.iter().flat_map(|word| word.allow.iter().map(move |allowance| (word, allowance)));
        let unused = all.filter(|(word, allowance)| !is_used(word, allowance));
        unused.map(|(word, allowance)| format!("{} in {} ({})", word.pattern, allowance.path, allowance.line)).collect()
    }
}

impl Word {
    pub(crate) fn finds(&self, text: &str) -> bool {
        self.pattern.is_match(text)
    }

    fn find<'l>(&self, line: &'l Line) -> Option<&'l str> {
        if self.first_line && !line.starts_function {
            return None;
        }
        self.pattern.find(&line.text).map(|found| found.as_str())
    }
}

impl Allowance {
    fn covers(&self, file: &File, line: &Line) -> bool {
        file.path.starts_with(&self.path) && self.line.is_match(&line.text)
    }
}

impl fmt::Display for Found<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}”: write {}", self.matched.trim(), self.write)
    }
}

fn regex<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Regex, D::Error> {
    Regex::new(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
}

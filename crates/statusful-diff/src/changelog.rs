//! Entries of a CHANGELOG, in the format of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).

use std::fmt::{self, Write};

use crate::{Change, Changes, Effect, NextVersion, Release, Subject};

/// The sections of an entry, in their order.
const SECTIONS: [&str; 4] = ["Added", "Changed", "Deprecated", "Removed"];

/// The beginning of a new file.
const TITLE: &str = "\
# Changelog

The format is that of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/), and versions follow
[Semantic Versioning](https://semver.org/).
";

/// A CHANGELOG has an entry for the version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangelogError {
    version: String,
}

impl fmt::Display for ChangelogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is an entry for {} already", self.version)
    }
}

impl std::error::Error for ChangelogError {}

impl Changes {
    /// Returns the entry of the next version; `None` if there is nothing to release, or no version was asked for. `date` is that
    /// of the release, such as `2026-01-31`.
    pub fn changelog_entry(&self, date: &str) -> Option<String> {
        let NextVersion { next, .. } = self.next.as_ref().filter(|next| next.release != Release::None)?;
        let mut text = format!("## [{next}] - {date}\n");
        for section in SECTIONS {
            let changes: Vec<_> = self.all.iter().filter(|change| self::section(change) == section).collect();
            if !changes.is_empty() {
                let _ = write!(text, "\n### {section}\n\n");
                text.extend(changes.into_iter().map(line));
            }
        }
        if self.is_empty() {
            text += "\n### Changed\n\n- The documentation.\n";
        }
        Some(text)
    }

    /// Returns a CHANGELOG with the entry of the next version above the other versions, and below what is not released. An empty
    /// text gets a title. Without an entry, the text stays as it is.
    pub fn insert_into_changelog(&self, changelog: &str, date: &str) -> Result<String, ChangelogError> {
        let Some(entry) = self.changelog_entry(date) else { return Ok(changelog.to_owned()) };
        if changelog.trim().is_empty() {
            return Ok(format!("{TITLE}\n{entry}"));
        }
        let version = self.next.as_ref().map(|next| next.next.to_string()).unwrap_or_default();
        let headings = headings(changelog);
        if headings.iter().any(|(_, heading)| heading.split([' ', '[', ']', 'v']).any(|word| word == version)) {
            return Err(ChangelogError { version });
        }
        let is_release = |heading: &str| !heading.to_lowercase().contains("unreleased");
        let at = headings.iter().find(|(_, heading)| is_release(heading)).map_or(changelog.len(), |(at, _)| *at);
        let (before, after) = changelog.split_at(at);
        let end = if changelog.contains("\r\n") { "\r\n" } else { "\n" };
        let gap = if after.is_empty() { "" } else { end };
        Ok(format!("{}{end}{end}{}{gap}{after}", before.trim_end(), entry.replace('\n', end)))
    }
}

/// Returns the headings of versions and where their lines begin, except for those in blocks of code.
fn headings(changelog: &str) -> Vec<(usize, &str)> {
    let (mut at, mut is_code) = (0, false);
    let mut found = Vec::new();
    for line in changelog.split_inclusive('\n') {
        is_code ^= line.starts_with("```") || line.starts_with("~~~");
        if let Some(heading) = line.strip_prefix("## ").filter(|_| !is_code) {
            found.push((at, heading.trim_end()));
        }
        at += line.len();
    }
    found
}

/// Returns the section of a change.
fn section(change: &Change) -> &'static str {
    match change.kind.name() {
        name if name.ends_with("-deprecated") => "Deprecated",
        name if name.ends_with("-removed") => "Removed",
        name if name.ends_with("-added") => "Added",
        _ => "Changed",
    }
}

/// Returns a change as an item of a list. Text of the document is in code spans.
fn line(change: &Change) -> String {
    let breaking = if change.effect() == Effect::Breaking { "**Breaking:** " } else { "" };
    let subject = match &change.subject {
        Subject::Client => String::new(),
        subject => subject.title() + ": ",
    };
    let place = change.place.title();
    let place = if place.is_empty() { place } else { place + ": " };
    let advice = change.advice();
    let advice = if advice.is_empty() { advice } else { format!(" ({advice})") };
    format!("- {breaking}{subject}{place}{}{advice}\n", change.message())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{ChangeKind, ChangePlace, DocumentInfo};

    fn changes(kinds: &[ChangeKind], current: &str) -> Changes {
        let info = DocumentInfo { title: "Keys".to_owned(), version: "1".to_owned() };
        let change = |kind: &ChangeKind| Change {
            subject: Subject::Client,
            place: ChangePlace::Whole,
            kind: *kind,
            old: "a`b\nc".to_owned(),
            new: "new".to_owned(),
        };
        let all = kinds.iter().map(change).collect();
        let (old, new) = (info.clone(), info);
        let changes = Changes { old, new, all, reached_by: BTreeMap::new(), is_same_client: false, next: None };
        changes.with_next_version(current.parse().unwrap())
    }

    const ADDED: &str = "## [1.3.0] - 2026-01-31\n\n### Added\n\n- there is a server `new`\n";

    #[test]
    fn an_entry_is_above_the_releases_and_below_what_is_not_released() {
        let added = changes(&[ChangeKind::ServerAdded], "1.2.3");
        let insert = |text: &str| added.insert_into_changelog(text, "2026-01-31").unwrap();
        assert_eq!(insert(""), format!("{TITLE}\n{ADDED}"));
        assert_eq!(insert("# Changes\n"), format!("# Changes\n\n{ADDED}"));
        let old = "## [1.2.3] - 2025-01-01\n\n- x\n";
        assert_eq!(insert(&format!("# Changes\n\n{old}")), format!("# Changes\n\n{ADDED}\n{old}"));
        let unreleased = "# Changes\n\n```\n## 1.0.0\n```\n\n## [Unreleased]\n\n- y";
        assert_eq!(insert(&format!("{unreleased}\n\n{old}")), format!("{unreleased}\n\n{ADDED}\n{old}"));
        assert!(added.insert_into_changelog(&insert(""), "2026-02-01").is_err(), "it is released once");
        let windows = insert(&format!("# Changes\n\n{old}").replace('\n', "\r\n"));
        assert_eq!(windows, format!("# Changes\n\n{ADDED}\n{old}").replace('\n', "\r\n"));
    }

    #[test]
    fn sections_are_those_of_keep_a_changelog() {
        let kinds = [
            ChangeKind::OperationRemoved,
            ChangeKind::ServerAdded,
            ChangeKind::ModelDeprecated,
            ChangeKind::PathChanged,
        ];
        let entry = changes(&kinds, "0.2.3").changelog_entry("2026-01-31").unwrap();
        let headings: Vec<_> = entry.lines().filter_map(|line| line.strip_prefix("### ")).collect();
        assert_eq!(headings, SECTIONS);
        assert!(entry.starts_with("## [0.3.0] - 2026-01-31\n") && entry.contains("\n- **Breaking:** "), "{entry}");
        assert!(!entry.contains("a`b") && !entry.contains("b\nc"), "text of the document stays in its span: {entry}");
    }

    #[test]
    fn without_changes_there_is_only_documentation() {
        let prose = changes(&[], "1.2.3");
        assert_eq!(
            prose.changelog_entry("2026-01-31").unwrap(),
            "## [1.2.4] - 2026-01-31\n\n### Changed\n\n- The documentation.\n"
        );
        let same = Changes { is_same_client: true, ..prose }.with_next_version("1.2.3".parse().unwrap());
        assert_eq!(same.changelog_entry("2026-01-31"), None);
        assert_eq!(same.insert_into_changelog("# Changes\n", "2026-01-31").unwrap(), "# Changes\n");
    }
}

//! The next version of a client, by Cargo's rules for semantic versions.

use std::fmt;

use semver::Version;

use crate::{Changes, Effect};

/// How much a version changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Release {
    /// No release: users of the client would see no difference.
    None,
    /// The number of fixes: `1.2.3` becomes `1.2.4`.
    Patch,
    /// What Cargo upgrades to by itself, with more than fixes: `1.2.3` becomes `1.3.0`, and `0.2.3` becomes `0.2.4`.
    Minor,
    /// What Cargo does not upgrade to by itself: `1.2.3` becomes `2.0.0`, and `0.2.3` becomes `0.3.0`.
    Major,
}

impl Release {
    /// Returns the name, such as `minor`. It is that of the effect: a minor release of `0.2.3` is `0.2.4`.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The next version of a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextVersion {
    /// The current version.
    pub current: Version,
    /// The next version, which is the current one if there is nothing to release.
    pub next: Version,
    /// How much changes.
    pub release: Release,
}

impl Changes {
    /// Returns the changes with the next version of the client.
    ///
    /// A breaking change is a major release. A notice is a minor one, because programs still compile, and so is a compatible
    /// change. Where only the documentation of the client changed, it is a patch.
    #[must_use]
    pub fn with_next_version(self, current: Version) -> Self {
        let release = match &self {
            _ if self.is_breaking() => Release::Major,
            _ if self.count(Effect::Notice) + self.count(Effect::Compatible) > 0 => Release::Minor,
            _ if self.is_same_client => Release::None,
            _ => Release::Patch,
        };
        let next = next(&current, release);
        Self { next: Some(NextVersion { current, next, release }), ..self }
    }
}

impl fmt::Display for NextVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { current, next, release } = self;
        match release {
            Release::None => write!(f, "there is nothing to release after {current}"),
            release => write!(f, "the next version is {next}, a {release} release after {current}"),
        }
    }
}

/// Returns the version after `current`.
///
/// Before 1.0.0, Cargo treats the first number that is not zero as the major one, so that a minor release of `0.2.3` and a patch
/// of it are both `0.2.4`, and every release of `0.0.3` is `0.0.4`. The next version of a pre-release is the release that it
/// precedes, if that is large enough. Build metadata is removed.
fn next(current: &Version, release: Release) -> Version {
    let Version { major, minor, patch, .. } = *current;
    let is_pre = !current.pre.is_empty();
    if release == Release::None || is_pre && size(current) >= release {
        let pre = if release == Release::None { current.pre.clone() } else { semver::Prerelease::EMPTY };
        return Version { pre, ..Version::new(major, minor, patch) };
    }
    match (release, major, minor) {
        (Release::Major, 0, 0) | (Release::Minor | Release::Patch, 0, _) | (Release::Patch, ..) => {
            Version::new(major, minor, patch.saturating_add(1))
        }
        (Release::Major, 0, _) | (Release::Minor, ..) => Version::new(major, minor.saturating_add(1), 0),
        (Release::Major | Release::None, ..) => Version::new(major.saturating_add(1), 0, 0),
    }
}

/// Returns the release that a version without its pre-release is: `2.0.0` is a major one.
fn size(version: &Version) -> Release {
    match (version.major, version.minor, version.patch) {
        (0, 0, _) | (0, _, 0) | (_, 0, 0) => Release::Major,
        (0, ..) | (_, _, 0) => Release::Minor,
        _ => Release::Patch,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_follow_cargo() {
        for (current, expected) in [
            ("1.2.3", ["1.2.3", "1.2.4", "1.3.0", "2.0.0"]),
            ("0.2.3", ["0.2.3", "0.2.4", "0.2.4", "0.3.0"]),
            ("0.0.3", ["0.0.3", "0.0.4", "0.0.4", "0.0.4"]),
            ("2.0.0-rc.1", ["2.0.0-rc.1", "2.0.0", "2.0.0", "2.0.0"]),
            ("1.3.0-rc.1", ["1.3.0-rc.1", "1.3.0", "1.3.0", "2.0.0"]),
            ("1.2.4-rc.1+build", ["1.2.4-rc.1", "1.2.4", "1.3.0", "2.0.0"]),
            ("0.3.0-rc.1", ["0.3.0-rc.1", "0.3.0", "0.3.0", "0.3.0"]),
            ("1.0.27+build", ["1.0.27", "1.0.28", "1.1.0", "2.0.0"]),
        ] {
            let current: Version = current.parse().unwrap();
            let releases = [Release::None, Release::Patch, Release::Minor, Release::Major];
            assert_eq!(releases.map(|release| next(&current, release).to_string()), expected, "{current}");
        }
    }

    /// Cargo upgrades to a release by itself if, and only if, nothing breaks.
    #[test]
    fn only_a_major_release_is_incompatible_for_cargo() {
        for current in ["1.2.3", "0.2.3", "4.0.0"] {
            let requirement = semver::VersionReq::parse(current).unwrap();
            let current: Version = current.parse().unwrap();
            for release in [Release::Patch, Release::Minor, Release::Major] {
                let next = next(&current, release);
                assert_eq!(requirement.matches(&next), release < Release::Major, "{current} to {next}");
                assert!(next > current);
            }
        }
    }

    #[test]
    fn the_largest_version_does_not_overflow() {
        let largest = Version::new(u64::MAX, u64::MAX, u64::MAX);
        assert_eq!(next(&largest, Release::Major).major, u64::MAX);
    }
}

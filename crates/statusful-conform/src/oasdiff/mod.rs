//! Compares the pairs of documents of oasdiff, and what `statusful diff` reports of them with what oasdiff's tests expect.
//!
//! oasdiff finds changes for all users of an API, and is tested with pairs of documents. The list of pairs has the level that these
//! tests expect: each of them has a counterpart among the effects of `statusful diff`, which is the largest effect of a change of
//! the pair. A pair with another effect must be an exception with a reason.

mod exceptions;
mod pairs;
mod report;

use std::path::Path;

use statusful_codegen::diagnostic::Strictness;
use statusful_codegen::disk::{Folder, read_document};
use statusful_codegen::{Input, Reading, read_api};
use statusful_diff::{Changes, Effect, Version, compare};

pub use exceptions::Exceptions;
pub use report::Report;

use crate::Failure;
use pairs::{Level, Pair, Pairs};
use report::Outcome;

/// The largest effect of the changes of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reported {
    Breaking,
    Notice,
    Compatible,
    /// Nothing changed.
    Nothing,
    /// A document has errors, so that there is no client.
    Unreadable,
}

/// Compares the pairs of a checkout of oasdiff. With `only`, compares those whose name contains that text.
pub fn run(checkout: &Path, only: Option<&str>) -> Result<Report, Failure> {
    let data = checkout.join("data");
    if !data.is_dir() {
        return Err(format!("{} is no folder: DIR must be a checkout of oasdiff", data.display()));
    }
    let mut pairs = Pairs::read()?;
    pairs.all.retain(|pair| only.is_none_or(|only| pair.name().contains(only)));
    let outcomes = pairs.all.into_iter().map(|pair| outcome(&data, pair)).collect::<Result<_, _>>()?;
    Ok(Report { commit: pairs.commit, outcomes })
}

fn outcome(data: &Path, pair: Pair) -> Result<Outcome, Failure> {
    let [old, new] = [&pair.old, &pair.new].map(|file| version(&data.join(file)));
    let changes = old?.zip(new?).map(|(old, new)| compare(&old, &new));
    let kinds = changes.iter().flat_map(|changes| &changes.all).map(|change| change.kind.name()).collect();
    Ok(Outcome { reported: reported(changes.as_ref()), kinds, pair })
}

/// Reads a document as `statusful diff` does. Returns `None` if it has errors.
fn version(path: &Path) -> Result<Option<Version>, Failure> {
    let bytes = read_document(path).map_err(|error| error.message)?;
    let folder = Folder::of(path);
    let name = path.display().to_string();
    let input = Input { name: &name, bytes: &bytes, overlays: &[], files: Some(&folder) };
    let Reading { api, origins, source, .. } = read_api(&input, Strictness::Lenient);
    Ok(api.map(|mut api| {
        api.drop_unused_models();
        Version { api, origins, source }
    }))
}

fn reported(changes: Option<&Changes>) -> Reported {
    let Some(changes) = changes else { return Reported::Unreadable };
    let effects = [
        (Effect::Breaking, Reported::Breaking),
        (Effect::Notice, Reported::Notice),
        (Effect::Compatible, Reported::Compatible),
    ];
    let found = effects.into_iter().find(|(effect, _)| changes.count(*effect) > 0);
    found.map_or(Reported::Nothing, |(_, reported)| reported)
}

impl Reported {
    fn name(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Notice => "notice",
            Self::Compatible => "compatible",
            Self::Nothing => "nothing",
            Self::Unreadable => "unreadable",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        let all = [Self::Breaking, Self::Notice, Self::Compatible, Self::Nothing, Self::Unreadable];
        all.into_iter().find(|reported| reported.name() == name)
    }

    /// Returns `true` if this is the counterpart of a level.
    fn agrees(self, level: Option<Level>) -> bool {
        match level {
            Some(Level::Breaking) => self == Self::Breaking,
            Some(Level::Warning) => self == Self::Notice,
            Some(Level::Info) => self == Self::Compatible,
            Some(Level::None) => matches!(self, Self::Compatible | Self::Nothing),
            None => !matches!(self, Self::Nothing | Self::Unreadable),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(folder: &Path, name: &str, operation: &str) {
        let text = format!("openapi: 3.0.3\ninfo: {{title: A, version: '1'}}\npaths: {{/a: {{get: {operation}}}}}\n");
        std::fs::write(folder.join(name), text).unwrap();
    }

    #[test]
    fn the_largest_effect_of_a_pair_counts() {
        let folder = tempfile::tempdir().unwrap();
        let responses = "responses: {'204': {description: None.}}";
        let limited = |limit| {
            let schema = format!("schema: {{type: string, maxLength: {limit}}}");
            format!("{{operationId: a, parameters: [{{name: q, in: query, {schema}}}], {responses}}}")
        };
        document(folder.path(), "ten.yaml", &limited(10));
        document(folder.path(), "twenty.yaml", &limited(20));
        document(folder.path(), "other.yaml", &format!("{{operationId: b, {responses}}}"));
        std::fs::write(folder.path().join("wrong.yaml"), "[]").unwrap();
        let reported = |old: &str, new: &str| {
            let pair = Pair { old: old.to_owned(), new: new.to_owned(), level: None, rules: Vec::new() };
            outcome(folder.path(), pair).unwrap().reported
        };
        assert_eq!(reported("twenty.yaml", "ten.yaml"), Reported::Notice);
        assert_eq!(reported("ten.yaml", "twenty.yaml"), Reported::Compatible);
        assert_eq!(reported("ten.yaml", "ten.yaml"), Reported::Nothing);
        assert_eq!(reported("ten.yaml", "other.yaml"), Reported::Breaking);
        assert_eq!(reported("ten.yaml", "wrong.yaml"), Reported::Unreadable);
    }

    #[test]
    fn every_level_has_a_counterpart() {
        let all = [Reported::Breaking, Reported::Notice, Reported::Compatible, Reported::Nothing, Reported::Unreadable];
        let agree = |level| all.map(|reported| u8::from(reported.agrees(level)));
        assert_eq!(agree(Some(Level::Breaking)), [1, 0, 0, 0, 0]);
        assert_eq!(agree(Some(Level::Warning)), [0, 1, 0, 0, 0]);
        assert_eq!(agree(Some(Level::Info)), [0, 0, 1, 0, 0]);
        assert_eq!(agree(Some(Level::None)), [0, 0, 1, 1, 0]);
        assert_eq!(agree(None), [1, 1, 1, 0, 0]);
    }

    #[test]
    fn a_folder_that_is_no_checkout_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        assert!(run(folder.path(), None).unwrap_err().contains("must be a checkout of oasdiff"));
    }
}

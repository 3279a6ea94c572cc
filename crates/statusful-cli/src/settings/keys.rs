//! The keys of a settings file. `docs/guide/settings.md` describes each of them.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

/// The keys at the top of a file, or of a client.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Keys {
    pub(super) document: Option<Spanned<String>>,
    pub(super) overlays: Option<Vec<Spanned<String>>>,
    pub(super) out: Option<Spanned<String>>,
    pub(super) name: Option<Spanned<String>>,
    pub(super) version: Option<Spanned<String>>,
    pub(super) description: Option<Spanned<String>>,
    pub(super) license: Option<Spanned<String>>,
    pub(super) repository: Option<Spanned<String>>,
    pub(super) homepage: Option<Spanned<String>>,
    pub(super) keywords: Option<Spanned<Vec<Spanned<String>>>>,
    pub(super) categories: Option<Spanned<Vec<Spanned<String>>>>,
    pub(super) authors: Option<Vec<Spanned<String>>>,
    /// A boolean or a list of registries.
    pub(super) publish: Option<Spanned<toml::Value>>,
    pub(super) runtime: Option<Spanned<Runtime>>,
    pub(super) include: Option<Vec<Spanned<String>>>,
    pub(super) exclude: Option<Vec<Spanned<String>>>,
    pub(super) reference: Option<bool>,
    pub(super) mock: Option<bool>,
    pub(super) strict: Option<bool>,
    pub(super) strict_dates: Option<bool>,
    pub(super) unused_models: Option<bool>,
    pub(super) warnings: Option<usize>,
    pub(super) datetime: Option<DateTime>,
    pub(super) default_features: Option<Vec<Spanned<String>>>,
    pub(super) names: Option<Names>,
    pub(super) derive: Option<BTreeMap<Spanned<String>, Vec<Spanned<String>>>>,
    pub(super) types: Option<BTreeMap<Spanned<String>, Spanned<String>>>,
    pub(super) dependencies: Option<BTreeMap<Spanned<String>, toml::Value>>,
    /// The clients, at the top of a file only.
    pub(super) client: Option<Vec<Spanned<Keys>>>,
}

/// The crate of dates.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum DateTime {
    Chrono,
    Jiff,
}

/// New names, by what they replace.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Names {
    #[serde(default)]
    pub(super) operations: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    pub(super) types: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    pub(super) properties: BTreeMap<Spanned<String>, Spanned<String>>,
}

/// Where a client finds the runtime crate.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Runtime {
    Workspace,
    Path(String),
    Version(String),
}

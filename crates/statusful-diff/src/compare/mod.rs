//! Compares two documents.

mod argument;
mod body;
mod client;
mod constructor;
mod documented;
mod enumeration;
mod extension;
mod field;
mod form;
mod header;
mod identity;
mod model;
mod operation;
mod parameter;
mod response;
mod scheme;
mod security;
mod union;

use std::collections::{BTreeMap, BTreeSet};

use statusful_codegen::ir::{Api, Operation};

use crate::pairs::Pairs;
use crate::reach::{Reach, Reached};
use crate::spell::Side;
use crate::{Change, ChangeKind, ChangePlace, Changes, DocumentInfo, Effect, Subject, Version};
use identity::Models;
use model::ChangedModel;

/// Returns what changes for users of the client when the document changes from `old` to `new`.
pub fn compare(old: &Version, new: &Version) -> Changes {
    let identity = Models::of(&old.api, &new.api);
    let names = identity.new_names(&new.api);
    let context = Context { old: Side::new(&old.api, names), new: Side::new(&new.api, BTreeMap::new()) };
    let operations = operation::pairs(&old.api, &new.api);
    let documented = documented::documented([old, new], &operations, &identity);
    let mut models = model::models(&context, &identity);
    models.extend(documented.models);
    let reached_by = reached(&context, &operations, &models);
    let mut all = client::client(&context, &operations);
    all.extend(operation::operations(&context, &operations));
    all.extend(documented.others);
    all.extend(models.into_iter().flat_map(|model| model.changes));
    let is_same_client = is_same(&old.api, &new.api);
    Changes {
        old: document(&old.api),
        new: document(&new.api),
        all: sorted(all),
        reached_by,
        is_same_client,
        next: None,
    }
}

/// Returns `true` if two clients are the same, including their documentation, whatever the versions of their documents.
fn is_same(old: &Api, new: &Api) -> bool {
    let Api { title, version: _, docs, servers, globals, groups, types, strict_dates, datetime } = old;
    *title == new.title
        && *docs == new.docs
        && *servers == new.servers
        && *globals == new.globals
        && *groups == new.groups
        && *types == new.types
        && *strict_dates == new.strict_dates
        && *datetime == new.datetime
}

fn document(api: &Api) -> DocumentInfo {
    DocumentInfo { title: api.title.clone(), version: api.version.clone() }
}

/// Sorts changes by subject. Breaking subjects come first, and so do the breaking changes of each subject.
fn sorted(mut all: Vec<Change>) -> Vec<Change> {
    let mut worst: BTreeMap<Subject, Effect> = BTreeMap::new();
    for change in &all {
        let effect = worst.entry(change.subject.clone()).or_insert(Effect::Compatible);
        *effect = change.effect().min(*effect);
    }
    all.sort_by(|a, b| {
        let key = |change: &Change| (worst.get(&change.subject).copied(), change.effect());
        let [(worst_a, a_effect), (worst_b, b_effect)] = [key(a), key(b)];
        (worst_a, &a.subject, a_effect, &a.place, a.kind).cmp(&(worst_b, &b.subject, b_effect, &b.place, b.kind))
    });
    all
}

/// Returns the operations of both sides that use each changed model, under their new ids.
fn reached(
    context: &Context<'_>,
    operations: &Pairs<'_, Operation>,
    models: &[ChangedModel],
) -> BTreeMap<String, Vec<Reached>> {
    let renamed: BTreeMap<_, _> = operations.both.iter().map(|(old, new)| (old.id.as_str(), new.id.as_str())).collect();
    let (old, new) = (Reach::of(context.old.api), Reach::of(context.new.api));
    let reached = |model: &ChangedModel| {
        let mut met: BTreeMap<&str, BTreeSet<ChangePlace>> = BTreeMap::new();
        for (operation, places) in model.new.map(|id| new.to(id)).into_iter().flatten() {
            met.entry(operation).or_default().extend(places);
        }
        for (operation, places) in model.old.map(|id| old.to(id)).into_iter().flatten() {
            met.entry(renamed.get(operation).copied().unwrap_or(operation)).or_default().extend(places);
        }
        met.into_iter()
            .map(|(operation, places)| Reached {
                operation: operation.to_owned(),
                places: places.into_iter().collect(),
            })
            .collect()
    };
    models.iter().map(|model| (model.name.clone(), reached(model))).collect()
}

/// The two documents.
struct Context<'a> {
    old: Side<'a>,
    new: Side<'a>,
}

/// The changes found so far for one subject.
struct Found {
    subject: Subject,
    changes: Vec<Change>,
}

impl Found {
    fn new(subject: Subject) -> Self {
        Self { subject, changes: Vec::new() }
    }

    fn push(&mut self, place: ChangePlace, kind: ChangeKind, old: impl Into<String>, new: impl Into<String>) {
        let subject = self.subject.clone();
        self.changes.push(Change { subject, place, kind, old: old.into(), new: new.into() });
    }

    /// Adds a change if the values differ.
    fn differ(&mut self, place: &ChangePlace, kind: ChangeKind, old: impl Into<String>, new: impl Into<String>) {
        let (old, new) = (old.into(), new.into());
        if old != new {
            self.push(place.clone(), kind, old, new);
        }
    }

    /// Adds a change if only one side has a flag.
    fn toggled(&mut self, place: &ChangePlace, (old, new): (bool, bool), (removed, added): (ChangeKind, ChangeKind)) {
        match (old, new) {
            (true, false) => self.push(place.clone(), removed, "", ""),
            (false, true) => self.push(place.clone(), added, "", ""),
            _ => {}
        }
    }
}

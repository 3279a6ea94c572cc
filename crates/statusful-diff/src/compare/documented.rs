//! What only the documents have: constraints and defaults of values, security schemes, and deprecated parameters.

use std::collections::BTreeMap;

use statusful_codegen::ir::{self, ParameterLocation, StatusKey};
use statusful_codegen::openapi::{self, Content, Document, Family, Schema};

use super::identity::Models;
use super::model::ChangedModel;
use super::{Found, operation, scheme};
use crate::constraints::{At, Direction, ModelSchemas, Walk};
use crate::pairs::Pairs;
use crate::{Change, ChangeKind, ChangePlace, Subject, Version};

/// The changes that were found.
pub(super) struct Documented {
    /// Those of models.
    pub(super) models: Vec<ChangedModel>,
    /// Those of operations and the client.
    pub(super) others: Vec<Change>,
}

/// Compares the documents of both sides.
pub(super) fn documented(
    versions: [&Version; 2],
    operations: &Pairs<'_, ir::Operation>,
    identity: &Models,
) -> Documented {
    let [old, new] = &versions.map(|version| Document::new(&version.source));
    let schemas = versions.map(|version| ModelSchemas::of(&version.api, &version.origins));
    let joined = identity.both.iter().copied().collect();
    let mut walk = Walk::new(versions.map(|version| &version.api), schemas, joined);
    let mut others = scheme::schemes(old, new);
    let [old_operations, new_operations] = [by_path(old), by_path(new)];
    for (was, is) in &operations.both {
        let found =
            |operations: &BTreeMap<_, _>, one: &ir::Operation| operations.get(&(one.method, &*one.path)).copied();
        if let (Some(old), Some(new)) = (found(&old_operations, was), found(&new_operations, is)) {
            let subject = operation::subject(is, (was.id != is.id).then_some(*was));
            others.append(&mut operation_of(&mut walk, &subject, old, new));
        }
    }
    let mut models: BTreeMap<_, Vec<Change>> = BTreeMap::new();
    for (model, change) in walk.changes() {
        match model {
            Some(model) => models.entry(model).or_default().push(change),
            None => others.push(change),
        }
    }
    let models = models.into_iter().filter_map(|((old, new), changes)| {
        let name = versions[1].api.ty(new)?.name.to_string();
        Some(ChangedModel { name, old: Some(old), new: Some(new), changes })
    });
    Documented { models: models.collect(), others }
}

type Operations<'d> = BTreeMap<(openapi::Method, &'d str), openapi::Operation<'d>>;

fn by_path<'d>(document: &'d Document<'d>) -> Operations<'d> {
    document.operations().map(|operation| ((operation.method.value, operation.path.value), operation)).collect()
}

/// Compares an operation, and returns the changes that are not of its schemas.
fn operation_of<'d>(
    walk: &mut Walk<'_, 'd>,
    subject: &Subject,
    old: openapi::Operation<'d>,
    new: openapi::Operation<'d>,
) -> Vec<Change> {
    let mut found = Found::new(subject.clone());
    parameters(walk, &mut found, old, new);
    if let (Some(old), Some(new)) = (old.request_body(), new.request_body()) {
        let (olds, news): (Vec<_>, Vec<_>) = (old.contents().collect(), new.contents().collect());
        let is_single = olds.len() == 1 && news.len() == 1;
        let place = |media: String| ChangePlace::RequestBody((!is_single).then_some(media));
        contents(walk, subject, Direction::Sent, [&olds, &news], place);
    }
    if let (Some(old), Some(new)) = (old.responses(), new.responses()) {
        responses(walk, &mut found, old, new);
    }
    found.changes
}

fn parameters<'d>(
    walk: &mut Walk<'_, 'd>,
    found: &mut Found,
    old: openapi::Operation<'d>,
    new: openapi::Operation<'d>,
) {
    let [olds, news] = [old, new].map(located);
    // A path parameter whose name changed is the one of the same position.
    let joined = Pairs::of(&olds, &news)
        .by(|parameter| (parameter.location, parameter.name))
        .by(|parameter| (parameter.location, parameter.position.ok_or(parameter.name)));
    for (was, is) in joined.both {
        let place = ChangePlace::Parameter(is.location, was.name.min(is.name).to_owned());
        let marks = (ChangeKind::ParameterRestored, ChangeKind::ParameterDeprecated);
        found.toggled(&place, (was.view.is_deprecated(), is.view.is_deprecated()), marks);
        if let (Some(old), Some(new)) = (schema(was.view), schema(is.view)) {
            walk.schemas(At::new(found.subject.clone(), place), Direction::Sent, true, [old, new]);
        }
    }
}

/// A parameter, and where it is sent.
struct Located<'d> {
    view: openapi::Parameter<'d>,
    location: ParameterLocation,
    name: &'d str,
    /// The position in the path template.
    position: Option<usize>,
}

fn located(operation: openapi::Operation<'_>) -> Vec<Located<'_>> {
    let position = |name: &str| openapi::template_names(operation.path.value).position(|it| it == name);
    let parameters = operation.parameters().into_iter();
    let located = parameters.filter_map(|view| {
        let (location, name) = (view.location()?, view.name()?.value);
        let position = (location == ParameterLocation::Path).then(|| position(name)).flatten();
        Some(Located { view, location, name, position })
    });
    located.collect()
}

fn schema(parameter: openapi::Parameter<'_>) -> Option<Schema<'_>> {
    parameter.schema().or_else(|| parameter.content()?.media.schema())
}

/// Compares bodies of the same media type, or the only ones.
fn contents<'d>(
    walk: &mut Walk<'_, 'd>,
    subject: &Subject,
    direction: Direction,
    [old, new]: [&[Content<'d>]; 2],
    place: impl Fn(String) -> ChangePlace,
) {
    let joined = Pairs::of(old, new).by(|content| content.range().to_string()).by(|_| ());
    for (old, new) in joined.both {
        let at = At::new(subject.clone(), place(new.range().to_string()));
        let at = if new.family() == Family::Multipart { at.of_form() } else { at };
        let schemas = [[old.media.schema(), new.media.schema()], [old.media.item_schema(), new.media.item_schema()]];
        let is_typed = is_typed(new.family());
        for sides in schemas {
            if let [Some(old), Some(new)] = sides {
                walk.schemas(at.clone(), direction, is_typed, [old, new]);
            }
        }
    }
}

/// Returns `true` if the client has a type for bodies of a media type. Others are text or bytes.
fn is_typed(family: Family) -> bool {
    matches!(family, Family::Json | Family::Form | Family::Multipart | Family::Events | Family::JsonLines)
}

fn responses<'d>(walk: &mut Walk<'_, 'd>, found: &mut Found, old: openapi::Responses<'d>, new: openapi::Responses<'d>) {
    let [olds, news] = [old, new].map(|responses| responses.iter().collect::<Vec<_>>());
    for ((status, old), (_, new)) in Pairs::of(&olds, &news).by(|(status, _)| *status).both {
        let (olds, news): (Vec<_>, Vec<_>) = (old.contents().collect(), new.contents().collect());
        let place = |media| ChangePlace::Response(*status, Some(media));
        contents(walk, &found.subject, Direction::Received, [&olds, &news], place);
        headers(walk, found, *status, *old, *new);
    }
}

fn headers<'d>(
    walk: &mut Walk<'_, 'd>,
    found: &mut Found,
    status: StatusKey,
    old: openapi::Response<'d>,
    new: openapi::Response<'d>,
) {
    let [olds, news] = [old, new].map(|response| response.headers().collect::<Vec<_>>());
    for ((name, old), (_, new)) in Pairs::of(&olds, &news).by(|(name, _)| name.to_ascii_lowercase()).both {
        let schema = |header: &openapi::Header<'d>| header.schema().or_else(|| header.content()?.media.schema());
        let place = ChangePlace::ResponseHeader(status, (*name).to_owned());
        let marks = (ChangeKind::HeaderRestored, ChangeKind::HeaderDeprecated);
        found.toggled(&place, (old.is_deprecated(), new.is_deprecated()), marks);
        if let (Some(old), Some(new)) = (schema(old), schema(new)) {
            walk.schemas(At::new(found.subject.clone(), place), Direction::Received, true, [old, new]);
        }
    }
}

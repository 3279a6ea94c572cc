//! Lowers the document to [`ir::Api`]: all names, orders and types are decided here.
//!
//! Nothing in this module rejects a document. What cannot be represented as a type becomes any JSON, with a warning at
//! its location. The linter reports errors.

mod docs;
mod example;
mod operation;
mod passes;
mod schema;

use crate::Customization;
use crate::customization::Choices;
use crate::diagnostic::Diagnostics;
use crate::ir;
use crate::openapi::{Document, Info};
use crate::origins::Origins;
use passes::{chosen, cycles, endless, error_bodies, globals, names, places, sharing, tags, usage};
use schema::Models;

/// Lowers a document in which the linter found no errors. Returns the API, and the origins of its models.
pub fn lower(document: &Document<'_>, diagnostics: &mut Diagnostics) -> (ir::Api, Origins) {
    lower_customized(document, &Customization::default(), &Choices::default(), diagnostics)
}

/// Lowers a document like [`lower`], with the types and names that the user chose.
pub(crate) fn lower_customized(
    document: &Document<'_>,
    customization: &Customization,
    choices: &Choices,
    diagnostics: &mut Diagnostics,
) -> (ir::Api, Origins) {
    let mut models = Models::of_components(document, &customization.types, diagnostics);
    let groups = operation::groups(document, &customization.names, &mut models);
    let mut drafts = models.finish();
    endless::cut(&mut drafts, diagnostics);
    let info = document.info();
    let mut api = ir::Api {
        title: info.and_then(Info::title).unwrap_or_default().to_owned(),
        version: info.and_then(Info::version).unwrap_or_default().to_owned(),
        docs: docs::of(info.and_then(Info::description)),
        servers: operation::servers(document),
        globals: Vec::new(),
        groups,
        types: Vec::new(),
        strict_dates: false,
        datetime: customization.datetime,
    };
    let mut origins = names::settle(&mut api, drafts);
    usage::mark(&mut api);
    sharing::merge(&mut api);
    error_bodies::name(&mut api, &mut origins);
    diagnostics.extend(chosen::apply(&mut api, &mut origins, customization, choices));
    cycles::cut(&mut api);
    tags::fill(&mut api);
    places::find(&mut api);
    names::settle_constructors(&mut api);
    globals::collect(&mut api);
    (api, origins)
}

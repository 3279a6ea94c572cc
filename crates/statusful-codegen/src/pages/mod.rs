//! Writes the Markdown reference of an [`ir::Api`](crate::ir::Api), with a page for each operation and model.

mod access;
mod behaviour;
mod cell;
mod code;
mod creation;
mod directive;
mod example;
mod expression;
mod fields;
mod fits;
mod index;
mod model;
mod operation;
mod options;
mod outcomes;
mod parameters;
mod program;
mod readme;
mod request;
mod sample;
mod samples;
mod site;
mod ty;
mod uses;

use crate::Settings;
use crate::ir::{Api, TypeId};

pub use samples::Sample;
use site::Site;

/// A page of the reference.
#[derive(Debug)]
pub struct Page {
    /// The path relative to the crate, such as `docs/models/key.md`.
    pub path: String,
    /// The text, in Markdown.
    pub text: String,
}

impl From<Page> for (String, String) {
    fn from(page: Page) -> Self {
        (page.path, page.text)
    }
}

/// Returns every page of a client's reference.
pub fn pages(api: &Api, settings: &Settings) -> Vec<Page> {
    let site = Site::new(api, settings);
    let mut pages = vec![site.page("README.md", &index::index(&site)), site.page("SUMMARY.md", &index::summary(&site))];
    for (group, operation) in site.operations() {
        pages.push(site.page(site.operation_path(group, operation), &operation::page(&site, group, operation)));
    }
    for (index, model) in api.types.iter().enumerate() {
        let id = TypeId(index);
        pages.push(site.page(site.model_path(id), &model::page(&site, id, model)));
    }
    pages
}

/// Returns the `README.md` of a client.
pub fn readme(api: &Api, settings: &Settings) -> Page {
    readme::readme(&Site::new(api, settings))
}

/// Returns the example program of each operation, as its page shows it.
pub fn samples<'a>(api: &'a Api, settings: &'a Settings) -> Vec<Sample<'a>> {
    samples::samples(&Site::new(api, settings))
}

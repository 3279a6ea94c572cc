//! Every feature of OpenAPI that is understood: a small document that has it, and beside it what becomes of the document,
//! an outline of the client and whatever is said on the way.
//!
//! After a change on purpose, accept the new text with `cargo insta review` or by running the tests with
//! `INSTA_UPDATE=always`, and read it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

mod fixture;

use std::path::Path;

use http::HeaderValue;

use fixture::{fixtures, name, with_input};
use statusful_codegen::diagnostic::{Style, render_all};
use statusful_codegen::ir::PackageName;
use statusful_codegen::{Settings, generate_from};

/// What becomes of a document of others. All its files are made, so that a model that cannot be rendered fails here.
fn outcome(path: &Path) -> String {
    let settings =
        Settings { unused_models: true, ..Settings::new(PackageName::parse("client").unwrap(), "a test", name(path)) };
    let generation = with_input(path, |input| generate_from(input, &settings)).unwrap();
    let said = render_all(&generation.source.files, &generation.diagnostics, Style::Plain);
    let client = generation.client.unwrap_or_else(|| panic!("{} does not generate:\n{said}", path.display()));
    for operation in client.api.operations() {
        assert!(HeaderValue::from_str(&operation.accept).is_ok(), "{:?} cannot be sent", operation.accept);
    }
    format!("{}\n{said}", client.api)
}

#[test]
fn every_feature_becomes_what_it_should() {
    insta::with_settings!({ snapshot_path => "features", prepend_module_to_snapshot => false, omit_expression => true }, {
        for path in fixtures("features") {
            insta::assert_snapshot!(name(&path), outcome(&path));
        }
    });
}

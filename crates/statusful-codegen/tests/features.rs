//! Every supported feature of OpenAPI: a small document that uses it, next to an outline of the generated client and
//! the diagnostics.
//!
//! After an intended change, accept the new output with `cargo insta review` or by running the tests with
//! `INSTA_UPDATE=always`, and read the difference.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

mod fixture;

use std::path::Path;

use http::HeaderValue;

use fixture::{fixtures, name, with_input};
use statusful_codegen::diagnostic::{Style, render_all};
use statusful_codegen::ir::PackageName;
use statusful_codegen::{Settings, generate_from};

/// Returns the outline and the diagnostics of a document. Generates all files, so that a model that cannot be rendered
/// fails here.
fn outcome(path: &Path) -> String {
    let settings =
        Settings { unused_models: true, ..Settings::new(PackageName::parse("client").unwrap(), "a test", name(path)) };
    let generation = with_input(path, |input| generate_from(input, &settings)).unwrap();
    let diagnostics = render_all(&generation.source.files, &generation.diagnostics, Style::Plain);
    let client =
        generation.client.unwrap_or_else(|| panic!("no client was generated for {}:\n{diagnostics}", path.display()));
    for operation in client.api.operations() {
        assert!(HeaderValue::from_str(&operation.accept).is_ok(), "{:?} cannot be sent", operation.accept);
    }
    format!("{}\n{diagnostics}", client.api)
}

#[test]
fn every_feature_becomes_what_it_should() {
    insta::with_settings!({ snapshot_path => "features", prepend_module_to_snapshot => false, omit_expression => true }, {
        for path in fixtures("features") {
            insta::assert_snapshot!(name(&path), outcome(&path));
        }
    });
}

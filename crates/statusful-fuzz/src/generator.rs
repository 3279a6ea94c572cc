//! The whole generator.

use statusful_codegen::ir::PackageName;
use statusful_codegen::{Generation, Settings, Strictness, generate};

/// A document ends in errors or in a client. The client consists of valid Rust and TOML, and is the same every time.
///
/// Only a document with errors is tried again leniently, because any other has the same client.
pub(crate) fn run(bytes: &[u8]) {
    if !is_client(bytes, Strictness::Strict) {
        is_client(bytes, Strictness::Lenient);
    }
}

/// Returns `true` if a document has a client.
fn is_client(bytes: &[u8], strictness: Strictness) -> bool {
    let Generation { client, diagnostics, .. } = client_of(bytes, strictness);
    assert_eq!(client.is_none(), diagnostics.has_errors());
    let Some(client) = client else { return false };
    for (path, text) in client.files.iter() {
        match path.rsplit('.').next() {
            Some("rs") => assert!(syn::parse_file(text).is_ok(), "{path} is not Rust:\n{text}"),
            Some("toml") => assert!(text.parse::<toml::Table>().is_ok(), "{path} is not TOML:\n{text}"),
            _ => {}
        }
    }
    let again = client_of(bytes, strictness).client;
    assert_eq!(again.map(|client| client.files), Some(client.files), "the second run has another result");
    true
}

fn client_of(bytes: &[u8], strictness: Strictness) -> Generation {
    let settings = Settings {
        reference: true,
        mock: true,
        unused_models: true,
        strictness,
        ..Settings::new(PackageName::parse("fuzz").unwrap(), "fuzz", "fuzz.yaml")
    };
    generate("fuzz.yaml", bytes, &settings).unwrap()
}

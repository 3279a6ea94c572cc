//! Whether `openapi` names a version of the specification that is read: without one, nothing else has a meaning.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::openapi::{Document, Version};
use crate::source::{Entry, Value};

/// Returns `true` if the document has a supported version.
pub fn has_version(document: &Document<'_>) -> bool {
    Version::of(document.root()).is_some()
}

/// Reports a missing or an unsupported version.
pub fn check_version(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let is_text = document.root().get("openapi").is_some_and(|version| version.as_str().is_some());
    match (has_version(document), is_text) {
        (true, true) => {}
        // A number without quotes, of which it is plain what was meant.
        (true, false) => drop(diagnostics.tolerate(fault(document))),
        (false, _) => diagnostics.push(fault(document)),
    }
}

fn fault(document: &Document<'_>) -> Diagnostic {
    let root = document.root();
    if root.as_object().is_none() {
        let message = format!("expected an OpenAPI document, found {}", root.kind());
        return Diagnostic::new(Code::UnsupportedVersion, message)
            .at(root.span, "expected an object with `openapi`, `info` and `paths`");
    }
    match (root.entry("openapi"), root.entry("swagger")) {
        (Some(version), _) => unsupported(version),
        (None, Some(swagger)) => Diagnostic::new(Code::UnsupportedVersion, "unsupported version: Swagger 2.0")
            .at(swagger.key, "expected `openapi`")
            .help("convert the document to OpenAPI 3"),
        (None, None) => Diagnostic::new(Code::UnsupportedVersion, "the document has no OpenAPI version")
            .at(document.start(), "missing `openapi`")
            .help("add the version, such as `openapi: 3.0.3`"),
    }
}

fn unsupported(version: &Entry) -> Diagnostic {
    let names: Vec<_> = Version::ALL.iter().map(|version| version.name()).collect();
    let supported = names.join(" and ");
    match &version.node.value {
        Value::String(text) => {
            Diagnostic::new(Code::UnsupportedVersion, format!("unsupported OpenAPI version {}", quote(text)))
                .at(version.node.span, format!("supported versions are {supported}"))
        }
        Value::Number(text) => Diagnostic::new(
            Code::UnsupportedVersion,
            format!("expected the OpenAPI version as a string, found the number {}", quote(text)),
        )
        .at(version.node.span, "expected a string")
        .help("write the version in full, or in quotes: `openapi: 3.0.3`"),
        _ => Diagnostic::new(
            Code::UnsupportedVersion,
            format!("expected the OpenAPI version as a string, found {}", version.node.kind()),
        )
        .at(version.node.span, "expected a string such as `3.0.3`"),
    }
}

//! `openapi` names a version of the specification that this generator reads.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::Document;
use crate::source::{Entry, Node, Value};

/// The minor versions that are read, of which any patch version will do.
const SUPPORTED: &[&str] = &["3.0"];

pub(super) fn is_supported(document: &Document<'_>) -> bool {
    document.root().get("openapi").and_then(Node::as_str).is_some_and(is_supported_version)
}

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    if !is_supported(document) {
        diagnostics.push(fault(document));
    }
}

fn is_supported_version(version: &str) -> bool {
    SUPPORTED
        .iter()
        .any(|minor| version.strip_prefix(minor).is_some_and(|patch| patch.is_empty() || patch.starts_with('.')))
}

fn fault(document: &Document<'_>) -> Diagnostic {
    let root = document.root();
    if root.as_object().is_none() {
        let message = format!("an OpenAPI document is an object, not {}", root.kind());
        return Diagnostic::new(Code::UnsupportedVersion, message)
            .at(root.span, "an object with `openapi`, `info` and `paths` belongs here");
    }
    match (root.entry("openapi"), root.entry("swagger")) {
        (Some(version), _) => unsupported(version),
        (None, Some(swagger)) => Diagnostic::new(Code::UnsupportedVersion, "Swagger 2.0 is not supported")
            .at(swagger.key, "the predecessor of OpenAPI 3")
            .help("convert the document to OpenAPI 3.0"),
        (None, None) => Diagnostic::new(Code::UnsupportedVersion, "the document does not name its OpenAPI version")
            .at(super::start(document), "`openapi` is missing beside this")
            .help("add a line such as `openapi: 3.0.3`"),
    }
}

fn unsupported(version: &Entry) -> Diagnostic {
    let supported = SUPPORTED.join(" and ");
    match &version.node.value {
        Value::String(text) => {
            Diagnostic::new(Code::UnsupportedVersion, format!("OpenAPI version {} is not supported", quote(text)))
                .at(version.node.span, format!("{supported} is supported"))
        }
        Value::Number(text) => {
            Diagnostic::new(Code::UnsupportedVersion, format!("the OpenAPI version {} is a number", quote(text)))
                .at(version.node.span, "a string belongs here")
                .help("write the version in full, or in quotes: `openapi: 3.0.3`")
        }
        _ => Diagnostic::new(Code::UnsupportedVersion, format!("the OpenAPI version is {}", version.node.kind()))
            .at(version.node.span, "a string such as `3.0.3` belongs here"),
    }
}

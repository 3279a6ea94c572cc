//! A reference within the document, or into a file that was read, must have a target.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::openapi::{Document, SCHEMA_REFERENCE, decode_fragment, escape_token, tokens};
use crate::source::{Found, Node, Span};
use crate::suggestion::closest;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let readable =
        document.references().filter_map(|(_, reference, span)| Some((root(document, reference, span)?, span)));
    let dangling = readable.filter(|((reference, _), span)| document.target_from(reference, *span).is_none());
    for (index, ((reference, root), span)) in dangling.enumerate() {
        let message = format!("the reference {} has no target", quote(reference));
        let diagnostic = Diagnostic::new(Code::DanglingReference, message).at(span, "not found");
        let meant = if index < super::SUGGESTIONS { suggest(document, root, reference) } else { None };
        diagnostics.push(match meant {
            Some(meant) => diagnostic.help(format!("did you mean {}?", quote(&meant))),
            None => diagnostic.help(format!("write a reference within the document as `{SCHEMA_REFERENCE}Name`")),
        });
    }
}

/// Returns the reference, and the value that its fragment is relative to. Returns `None` if that was not read.
fn root<'d>(document: &Document<'d>, reference: &'d str, span: Span) -> Option<(&'d str, &'d Node)> {
    match reference.split('#').next() {
        Some("") if !reference.is_empty() => Some((reference, document.source().root_of(span.file))),
        path => match document.source().find(span.file, path.unwrap_or_default()) {
            Found::File(_, root) => Some((reference, root)),
            Found::Unreadable(_) | Found::Outside => None,
        },
    }
}

/// Returns the reference with its first invalid segment corrected, or a reference to the component with that name.
fn suggest<'d>(document: &'d Document<'d>, root: &Node, reference: &str) -> Option<String> {
    let (path, fragment) = reference.split_once('#')?;
    let fragment = decode_fragment(fragment);
    let parts = tokens(&fragment)?;
    let meant = corrected(root, &parts).map(|pointer| format!("{path}#{pointer}"));
    meant.or_else(|| document.components()?.reference_to(parts.last()?))
}

fn corrected(root: &Node, parts: &[impl AsRef<str>]) -> Option<String> {
    let mut node = root;
    let mut pointer = String::new();
    for part in parts {
        let names = node.members().map(|(name, _)| name);
        let name = if node.get(part.as_ref()).is_some() { part.as_ref() } else { closest(part.as_ref(), names)? };
        pointer.push('/');
        pointer.push_str(&escape_token(name));
        node = node.get(name)?;
    }
    Some(pointer)
}

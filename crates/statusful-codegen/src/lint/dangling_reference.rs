//! A reference within the document, or into a file that was read, leads to something.

use super::suggestion::closest;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Document, decode_fragment, tokens};
use crate::source::{Found, Node, Span};

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let readable =
        document.references().filter_map(|(_, reference, span)| Some((root(document, reference, span)?, span)));
    let dangling = readable.filter(|((reference, _), span)| document.target_from(reference, *span).is_none());
    for (index, ((reference, root), span)) in dangling.enumerate() {
        let message = format!("the reference {} leads nowhere", quote(reference));
        let fault = Diagnostic::new(Code::DanglingReference, message).at(span, "nothing stands there");
        let meant = if index < super::SUGGESTIONS { suggest(document, root, reference) } else { None };
        diagnostics.push(match meant {
            Some(meant) => fault.help(format!("did you mean {}?", quote(&meant))),
            None => fault.help("a reference within the document is written `#/components/schemas/Name`"),
        });
    }
}

/// The reference, and the value that its fragment begins at; nothing when that was not read.
fn root<'s>(document: &Document<'s>, reference: &'s str, span: Span) -> Option<(&'s str, &'s Node)> {
    match reference.split('#').next() {
        Some("") if !reference.is_empty() => Some((reference, document.source().root_of(span.file))),
        path => match document.source().find(span.file, path.unwrap_or_default()) {
            Found::File(_, root) => Some((reference, root)),
            Found::Unreadable(_) | Found::Outside => None,
        },
    }
}

/// The same reference with its first wrong part put right, or the component of that name.
fn suggest(document: &Document<'_>, root: &Node, reference: &str) -> Option<String> {
    let (path, fragment) = reference.split_once('#')?;
    let fragment = decode_fragment(fragment);
    let parts = tokens(&fragment)?;
    let meant = respelt(root, &parts).map(|pointer| format!("{path}#{pointer}"));
    meant.or_else(|| component(document, parts.last()?))
}

fn respelt(root: &Node, parts: &[impl AsRef<str>]) -> Option<String> {
    let mut node = root;
    let mut pointer = String::new();
    for part in parts {
        let names = node.members().map(|(name, _)| name);
        let name = if node.get(part.as_ref()).is_some() { part.as_ref() } else { closest(part.as_ref(), names)? };
        pointer.push('/');
        pointer.push_str(&escape(name));
        node = node.get(name)?;
    }
    Some(pointer)
}

fn component(document: &Document<'_>, name: &str) -> Option<String> {
    let has_it = |section: &Node| section.get(name).is_some();
    let mut sections = document.root().get("components")?.members();
    let (section, _) = sections.find(|(_, section)| has_it(&section.node))?;
    Some(format!("#/components/{section}/{}", escape(name)))
}

fn escape(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}

//! A local reference leads to something.

use super::suggestion::closest;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Document, decode_fragment, tokens};
use crate::source::Node;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let local = document.references().filter(|(_, reference, _)| reference.starts_with('#'));
    let dangling = local.filter(|(_, reference, _)| document.target(reference).is_none());
    for (index, (_, reference, span)) in dangling.enumerate() {
        let message = format!("the reference {} leads nowhere", quote(reference));
        let fault = Diagnostic::new(Code::DanglingReference, message).at(span, "nothing stands there");
        let meant = if index < super::SUGGESTIONS { suggest(document, reference) } else { None };
        diagnostics.push(match meant {
            Some(meant) => fault.help(format!("did you mean {}?", quote(&meant))),
            None => fault.help("a reference within the document is written `#/components/schemas/Name`"),
        });
    }
}

/// The same reference with its first wrong part put right, or the component of that name.
fn suggest(document: &Document<'_>, reference: &str) -> Option<String> {
    let fragment = decode_fragment(reference.strip_prefix('#')?);
    let parts = tokens(&fragment)?;
    respelt(document, &parts).or_else(|| component(document, parts.last()?))
}

fn respelt(document: &Document<'_>, parts: &[impl AsRef<str>]) -> Option<String> {
    let mut node = document.root();
    let mut pointer = "#".to_owned();
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

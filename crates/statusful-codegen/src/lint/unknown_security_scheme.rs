//! A security requirement names a scheme of the document.

use super::SUGGESTIONS;
use super::suggestion::closest;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::{Document, Kind};
use crate::source::Node;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let schemes = document.root().get("components").and_then(|components| components.get("securitySchemes"));
    let is_known = |name: &str| schemes.is_some_and(|schemes| schemes.get(name).is_some());
    let requirements = document.places().filter(|place| place.is(Kind::SecurityRequirement));
    let named = requirements.flat_map(|place| place.node.members());
    for (index, (name, entry)) in named.filter(|(name, _)| !is_known(name)).enumerate() {
        let known = schemes.into_iter().flat_map(Node::members).map(|(name, _)| name);
        let meant = if index < SUGGESTIONS { closest(name, known) } else { None };
        let message = format!("no security scheme is called {}", quote(name));
        let fault = Diagnostic::new(Code::UnknownSecurityScheme, message).at(entry.key, "no such scheme");
        diagnostics.push(match meant {
            Some(meant) => fault.help(format!("did you mean {}?", quote(meant))),
            None => fault.help("describe it in `components.securitySchemes`"),
        });
    }
}

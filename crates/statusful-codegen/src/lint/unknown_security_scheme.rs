//! A security requirement must name a scheme of the document.

use super::SUGGESTIONS;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::openapi::{Components, Document, SecurityRequirement};
use crate::suggestion::closest;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    // Includes schemes with a dangling reference, which another rule reports.
    let known: Vec<&str> = document.components().into_iter().flat_map(Components::security_scheme_names).collect();
    let required = document.all::<SecurityRequirement<'_>>().flat_map(SecurityRequirement::schemes);
    let unknown = required.map(|required| required.name).filter(|name| !known.contains(&name.value));
    for (index, name) in unknown.enumerate() {
        let meant = if index < SUGGESTIONS { closest(&name, known.iter().copied()) } else { None };
        let diagnostic =
            Diagnostic::new(Code::UnknownSecurityScheme, format!("unknown security scheme {}", quote(&name)))
                .at(name.span, "no such scheme");
        let diagnostic = super::lacking(document, diagnostic);
        diagnostics.push(match meant {
            Some(meant) => diagnostic.help(format!("did you mean {}?", quote(meant))),
            None => diagnostic.help("define it in `components.securitySchemes`"),
        });
    }
}

//! A chain of references must end at a value. Recursion through properties is allowed; this rule is only about
//! references.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::openapi::{Document, HOPS};
use crate::source::{Node, Span};

/// The maximum number of references of a cycle that are shown.
const SHOWN: usize = 4;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let endless = document.references().filter(|(node, ..)| document.is_circular(node));
    for (node, reference, span) in endless {
        let circle = circle(document, node);
        // Reports each cycle once, at its first reference. A reference into a cycle is valid once the cycle is fixed.
        if circle.iter().any(|other| other.span < node.span) || leads_into_circle(document, node) {
            continue;
        }
        if circle.is_empty() {
            diagnostics.push(too_long(reference, span));
            break;
        }
        diagnostics.push(circular(document, reference, &circle));
    }
}

/// Returns the cycle that contains a reference, starting with it. Empty if there is none.
fn circle<'d>(document: &Document<'d>, start: &'d Node) -> Vec<&'d Node> {
    let chain: Vec<_> = document.chain(start).take(HOPS).collect();
    let length = chain.iter().skip(1).position(|node| std::ptr::eq(*node, start)).map_or(0, |last| last + 1);
    chain.into_iter().take(length).collect()
}

fn leads_into_circle(document: &Document<'_>, start: &Node) -> bool {
    let Some(far) = document.chain(start).nth(HOPS) else { return false };
    let circle = circle(document, far);
    !circle.is_empty() && circle.iter().all(|node| !std::ptr::eq(*node, start))
}

fn circular(document: &Document<'_>, reference: &str, circle: &[&Node]) -> Diagnostic {
    let message = format!("the reference {} leads back to itself", quote(reference));
    let mut diagnostic = Diagnostic::new(Code::CircularReference, message);
    for (index, node) in circle.iter().take(SHOWN).enumerate() {
        let text = if index == 0 { "from here" } else { "then here" };
        let place = document.reference(node).map_or(node.span, |(_, span)| span);
        diagnostic = diagnostic.at(place, text);
    }
    diagnostic.help("replace one of these references with the value")
}

/// Reports a chain of references that is too long to follow, whether or not it is a cycle.
fn too_long(reference: &str, place: Span) -> Diagnostic {
    let message = format!("the reference {} does not reach a value within {HOPS} references", quote(reference));
    Diagnostic::new(Code::CircularReference, message)
        .at(place, "the chain starts here")
        .help("refer to the value directly")
}

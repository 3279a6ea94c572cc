//! A chain of references reaches a value. Recursion through properties is fine; this is about nothing but references.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::document::Document;
use crate::source::Node;

/// How many references of a circle are shown.
const SHOWN: usize = 4;

pub(super) fn check(document: &Document<'_>, diagnostics: &mut Diagnostics) {
    let circular = document.references().filter(|(node, ..)| document.is_circular(node));
    for (node, reference, _) in circular {
        // What merely leads into a circle is right once the circle is, and a circle is shown once: where it starts.
        let circle = circle(document, node);
        if circle.iter().all(|other| node.span <= other.span) && !circle.is_empty() {
            diagnostics.push(fault(document, reference, &circle));
        }
    }
}

/// The references of the circle that a reference is part of, itself first; empty when it only leads into one.
fn circle<'s>(document: &Document<'s>, start: &'s Node) -> Vec<&'s Node> {
    let rest = document.chain(start).skip(1);
    let rest: Vec<_> = rest.take(crate::document::HOPS).take_while(|node| !std::ptr::eq(*node, start)).collect();
    let is_closed = document.chain(start).nth(rest.len() + 1).is_some_and(|node| std::ptr::eq(node, start));
    if is_closed { std::iter::once(start).chain(rest).collect() } else { Vec::new() }
}

fn fault(document: &Document<'_>, reference: &str, circle: &[&Node]) -> Diagnostic {
    let message = format!("the reference {} leads back to itself", quote(reference));
    let places = circle.iter().take(SHOWN).filter_map(|node| document.reference(node));
    let fault =
        places.enumerate().fold(Diagnostic::new(Code::CircularReference, message), |fault, (index, (_, span))| {
            fault.at(span, if index == 0 { "from here" } else { "on to here" })
        });
    fault.help("put the value itself in one of these places")
}

//! What an overlay asks for (Overlay 1.0.0, section 4.4).

use serde_json_path::JsonPath;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quote};
use crate::source::{Node, Span};

/// How long a target may be, in bytes. Its parser goes as deep as it is nested.
const LONGEST: usize = 2_000;

/// A change, and where.
pub(super) struct Action<'o> {
    pub(super) target: JsonPath,
    /// Where the target is written.
    pub(super) place: Span,
    pub(super) change: Change<'o>,
}

/// What to do with everything that a target matches.
pub(super) enum Change<'o> {
    Update(&'o Node),
    Remove,
}

/// The actions that can be carried out; what is wrong with the rest goes to `diagnostics`.
pub(super) fn actions<'o>(overlay: &'o Node, diagnostics: &mut Diagnostics) -> Vec<Action<'o>> {
    let is_known = |version: &Node| version.as_str().is_some_and(|version| version.starts_with("1."));
    match overlay.get("overlay") {
        Some(version) if is_known(version) => {}
        version => {
            let place = version.map_or(start(overlay), |version| version.span);
            let help = "an overlay begins with `overlay: 1.0.0`, `info` and `actions`";
            diagnostics.push(fault("this is no overlay that can be read", place, "`1.0.0` belongs here").help(help));
            return Vec::new();
        }
    }
    let Some(actions) = overlay.get("actions").filter(|actions| actions.items().next().is_some()) else {
        diagnostics.push(fault("the overlay has no actions", start(overlay), "`actions` are missing beside this"));
        return Vec::new();
    };
    actions.items().filter_map(|node| action(node, diagnostics)).collect()
}

fn action<'o>(node: &'o Node, diagnostics: &mut Diagnostics) -> Option<Action<'o>> {
    let parsed = target(node).and_then(|(target, place)| Ok(Action { target, place, change: change(node)? }));
    let remove = node.entry("remove").filter(|remove| remove.node.as_bool() == Some(true));
    if let (Some(remove), Some(update)) = (remove, node.entry("update")) {
        diagnostics.push(
            fault("an action updates and removes at once", remove.key, "this counts")
                .at(update.key, "and this has no effect")
                .help("write two actions, or only one of both"),
        );
    }
    parsed.map_err(|fault| diagnostics.push(*fault)).ok()
}

fn target(node: &Node) -> Result<(JsonPath, Span), Box<Diagnostic>> {
    let Some(target) = node.get("target") else {
        return Err(Box::new(fault("an action has no target", start(node), "`target` is missing beside this")));
    };
    let text = target.as_str().unwrap_or_default();
    let path = if text.len() > LONGEST { Err("it is too long".to_owned()) } else { parse(text) };
    path.map(|path| (path, target.span)).map_err(|why| {
        let message = format!("the target {} is not a JSONPath: {why}", quote(text));
        Box::new(
            fault(message, target.span, "RFC 9535 does not allow this")
                .help("write a path such as `$.paths['/keys'].get` or `$.components.schemas.*`"),
        )
    })
}

fn parse(text: &str) -> Result<JsonPath, String> {
    JsonPath::parse(text).map_err(|fault| format!("{} at {}", fault.message(), fault.position()))
}

fn change(node: &Node) -> Result<Change<'_>, Box<Diagnostic>> {
    match (node.get("remove").and_then(Node::as_bool), node.get("update")) {
        (Some(true), _) => Ok(Change::Remove),
        (_, Some(update)) => Ok(Change::Update(update)),
        _ => Err(Box::new(
            fault("an action changes nothing", start(node), "beside this stands no `update`, and no `remove: true`")
                .help("say what to do with the target"),
        )),
    }
}

/// Where to point when something is missing: at the first key.
fn start(node: &Node) -> Span {
    node.members().next().map_or(node.span, |(_, entry)| entry.key)
}

pub(super) fn fault(message: impl Into<String>, place: Span, label: &str) -> Diagnostic {
    Diagnostic::new(Code::InvalidOverlay, message).at(place, label)
}

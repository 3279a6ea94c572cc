//! How parameters are written, and which values a style can write.

use super::Lowering;
use super::schema::type_names;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Location, Style};
use crate::source::Node;

/// How many schemas are looked at before a parameter is taken for one without a form. Choices may hold themselves.
const MAX_SCHEMAS: u16 = 500;

/// What a document says about how a value is written, with the defaults in place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Writing {
    pub(super) style: Style,
    pub(super) explode: bool,
    pub(super) allow_reserved: bool,
}

/// What has a form at some place of a value. Scalars have one everywhere.
#[derive(Debug, Clone, Copy)]
struct Room {
    lists: bool,
    objects: Option<Members>,
}

/// What the members of an object may be.
#[derive(Debug, Clone, Copy)]
enum Members {
    Scalars,
    Lists,
}

impl Room {
    const SCALARS: Self = Self { lists: false, objects: None };
    const LISTS: Self = Self { lists: true, objects: None };
}

impl<'d> Lowering<'d> {
    /// The style of a parameter. One that its location does not have is said, and passed over.
    pub(super) fn writing(&mut self, location: Location, node: &Node) -> Writing {
        let named = node.get("style");
        let known = named.and_then(Node::as_str).and_then(Style::from_key).filter(|style| style.is_of(location));
        let style = known.unwrap_or_else(|| location.default_style());
        if let (Some(named), None) = (named, known) {
            let default = style.as_str();
            self.diagnostics.push(
                Diagnostic::new(
                    Code::Untyped,
                    format!("parameters of this location do not have such a style; it is `{default}`"),
                )
                .at(named.span, "is no style here")
                .help("see the table of styles in OpenAPI 3.0.3, section 4.7.12.3"),
            );
        }
        let flag = |key| node.get(key).and_then(Node::as_bool);
        Writing {
            style,
            explode: style == Style::DeepObject || flag("explode").unwrap_or(style.explodes()),
            allow_reserved: location == Location::Query && flag("allowReserved").unwrap_or(false),
        }
    }

    /// Whether a style defines how values of a schema are written (OpenAPI 3.0.3, section 4.7.12.5). Members that are
    /// lists explode in `form` as parameters of their own do; nesting beyond that only `deepObject` has.
    pub(super) fn has_form(&self, schema: &'d Node, style: Style, explode: bool) -> bool {
        let members = if style == Style::Form && explode { Members::Lists } else { Members::Scalars };
        let mut budget = MAX_SCHEMAS;
        style == Style::DeepObject || self.fits(schema, Room { lists: true, objects: Some(members) }, &mut budget)
    }

    fn fits(&self, schema: &'d Node, room: Room, budget: &mut u16) -> bool {
        let Some(node) = self.document.resolve(schema) else { return false };
        let Some(left) = budget.checked_sub(1) else { return false };
        *budget = left;
        let parts = ["allOf", "oneOf", "anyOf"].iter().filter_map(|key| node.get(key)).flat_map(Node::items);
        let mut parts = parts.peekable();
        if parts.peek().is_some() {
            return parts.all(|part| self.fits(part, room, budget)) && self.members_fit(node, room, budget);
        }
        kinds(node).iter().all(|kind| match *kind {
            "array" => self.items_fit(node, room, budget),
            "object" => room.objects.is_some() && self.members_fit(node, room, budget),
            _ => true,
        })
    }

    fn items_fit(&self, node: &'d Node, room: Room, budget: &mut u16) -> bool {
        room.lists && node.get("items").is_none_or(|items| self.fits(items, Room::SCALARS, budget))
    }

    /// Whether the members that a schema describes fit; a schema that describes none has nothing that would not.
    fn members_fit(&self, node: &'d Node, room: Room, budget: &mut u16) -> bool {
        let properties = node.get("properties").into_iter().flat_map(Node::members).map(|(_, entry)| &entry.node);
        let rest = node.get("additionalProperties").filter(|rest| rest.as_bool().is_none());
        let mut members = properties.chain(rest).peekable();
        match room.objects {
            None => members.peek().is_none(),
            Some(Members::Scalars) => members.all(|member| self.fits(member, Room::SCALARS, budget)),
            Some(Members::Lists) => members.all(|member| self.fits(member, Room::LISTS, budget)),
        }
    }
}

/// The types of a schema, or the one that its members or items tell.
fn kinds(node: &Node) -> Vec<&str> {
    let says = |key| node.get(key).is_some();
    match type_names(node) {
        types if !types.is_empty() => types,
        _ if says("properties") || says("additionalProperties") => vec!["object"],
        _ if says("items") => vec!["array"],
        _ => Vec::new(),
    }
}

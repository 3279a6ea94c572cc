//! Which member of an object names its type: by `discriminator`, or because every type has a constant there.

use std::collections::{HashMap, HashSet};

use super::enumeration::listed;
use crate::document::{Document, reference_name};
use crate::source::{Node, Span};

/// How far the parts of an `allOf` are followed for a property.
const DEPTH: usize = 8;

/// The member that names the type, and what it says for each member of the union.
pub(super) struct Tagging {
    pub(super) property: String,
    pub(super) values: Vec<Vec<String>>,
}

/// The schemas that extend each base schema which has a discriminator, by where the base stands.
pub(super) type Heirs<'d> = HashMap<Span, Vec<(&'d str, &'d Node)>>;

/// How the members of a union are told apart by one of theirs; nothing when only their shape tells.
pub(super) fn of<'d>(document: &Document<'d>, node: &'d Node, members: &[&'d Node]) -> Option<Tagging> {
    declared(document, node, members).or_else(|| constant(document, members))
}

/// By `discriminator` (OpenAPI 3.0.3, section 4.7.25): its mapping, else the names of the schemas, and whatever
/// constants the schemas themselves have.
fn declared<'d>(document: &Document<'d>, node: &'d Node, members: &[&'d Node]) -> Option<Tagging> {
    let discriminator = node.get("discriminator")?;
    let property = discriminator.get("propertyName")?.as_str()?;
    let values = members.iter().map(|member| {
        let mut values = mapped(discriminator, member);
        values.extend(constants(document, member, property, DEPTH).into_iter().flatten());
        if values.is_empty() {
            values.extend(schema_name(member));
        }
        values.dedup();
        values
    });
    distinct(Tagging { property: property.to_owned(), values: values.collect() })
}

fn mapped(discriminator: &Node, member: &Node) -> Vec<String> {
    let reference = member.get("$ref").and_then(Node::as_str).unwrap_or_default();
    let leads_here = |target: &str| target == reference || Some(target) == reference.rsplit('/').next();
    let mapping = discriminator.get("mapping").into_iter().flat_map(Node::members);
    let here = mapping.filter(|(_, entry)| entry.node.as_str().is_some_and(leads_here));
    here.map(|(value, _)| value.to_owned()).collect()
}

fn schema_name(member: &Node) -> Option<String> {
    member.get("$ref")?.as_str().map(reference_name).map(str::to_owned)
}

/// By a required property for which every member has constants of its own.
fn constant<'d>(document: &Document<'d>, members: &[&'d Node]) -> Option<Tagging> {
    let first = document.resolve(members.first()?)?;
    let candidates = properties(document, first, DEPTH);
    candidates.into_iter().find_map(|property| {
        let values: Option<Vec<_>> =
            members.iter().map(|member| constants(document, member, property, DEPTH)).collect();
        distinct(Tagging { property: property.to_owned(), values: values? })
    })
}

/// The tagging, when every member has values and no two have the same.
fn distinct(tagging: Tagging) -> Option<Tagging> {
    let mut seen = HashSet::new();
    let mut is_new = |values: &Vec<String>| {
        let own: HashSet<_> = values.iter().cloned().collect();
        !own.is_empty() && own.into_iter().all(|value| seen.insert(value))
    };
    let is_distinct = tagging.values.iter().all(&mut is_new);
    is_distinct.then_some(tagging)
}

/// The names of a schema's own properties and of its parts'.
fn properties<'d>(document: &Document<'d>, node: &'d Node, depth: usize) -> Vec<&'d str> {
    let own = node.get("properties").into_iter().flat_map(Node::members).map(|(name, _)| name);
    let mut names: Vec<_> = own.collect();
    if depth > 0 {
        for part in node.get("allOf").into_iter().flat_map(Node::items).filter_map(|part| document.resolve(part)) {
            names.extend(properties(document, part, depth - 1));
        }
    }
    names
}

/// The strings a property is bound to, in a schema or its parts.
fn constants<'d>(document: &Document<'d>, node: &'d Node, property: &str, depth: usize) -> Option<Vec<String>> {
    let node = document.resolve(node)?;
    if let Some(schema) = node.get("properties").and_then(|properties| properties.get(property)) {
        let values = listed(document.resolve(schema)?)?;
        return values.iter().map(|value| value.as_str().map(str::to_owned)).collect();
    }
    let parts = node.get("allOf").filter(|_| depth > 0)?;
    parts.as_array()?.iter().rev().find_map(|part| constants(document, part, property, depth - 1))
}

/// Who extends which base schema: a schema with a discriminator and without alternatives stands for its heirs wherever
/// it is not itself being extended.
pub(super) fn heirs<'d>(document: &Document<'d>) -> Heirs<'d> {
    let mut heirs = Heirs::new();
    let schemas = document.root().get("components").and_then(|components| components.get("schemas"));
    for (name, entry) in schemas.into_iter().flat_map(Node::members) {
        for part in entry.node.get("allOf").into_iter().flat_map(Node::items) {
            let base = part.get("$ref").and_then(|_| document.resolve(part));
            if let Some(base) = base.filter(|base| is_base(base)) {
                heirs.entry(base.span).or_default().push((name, &entry.node));
            }
        }
    }
    heirs
}

fn is_base(node: &Node) -> bool {
    node.get("discriminator").is_some() && node.get("oneOf").is_none() && node.get("anyOf").is_none()
}

/// What the discriminator of a base schema says for each of its heirs.
pub(super) fn of_heirs<'d>(document: &Document<'d>, base: &'d Node, heirs: &[(&'d str, &'d Node)]) -> Option<Tagging> {
    let discriminator = base.get("discriminator")?;
    let property = discriminator.get("propertyName")?.as_str()?;
    let values = heirs.iter().map(|(name, node)| {
        let mapping = discriminator.get("mapping").into_iter().flat_map(Node::members);
        let is_heir = |target: &str| target == *name || target.rsplit('/').next() == Some(name);
        let here = mapping.filter(|(_, entry)| entry.node.as_str().is_some_and(is_heir));
        let mut values: Vec<_> = here.map(|(value, _)| value.to_owned()).collect();
        if values.is_empty() {
            values = own_constants(document, node, property).unwrap_or_else(|| vec![(*name).to_owned()]);
        }
        values
    });
    distinct(Tagging { property: property.to_owned(), values: values.collect() })
}

/// The constants an heir has itself, without those of its base.
fn own_constants<'d>(document: &Document<'d>, heir: &'d Node, property: &str) -> Option<Vec<String>> {
    let own = heir.get("allOf")?.items().filter(|part| part.get("$ref").is_none()).chain([heir]);
    own.filter_map(|part| part.get("properties")?.get(property)).find_map(|schema| {
        let values = listed(document.resolve(schema)?)?;
        values.iter().map(|value| value.as_str().map(str::to_owned)).collect()
    })
}

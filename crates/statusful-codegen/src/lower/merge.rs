//! `allOf`: what several schemas add up to.

use indexmap::IndexSet;

use super::Lowering;
use super::choice::{Member, Members, Part, is_condition};
use super::discriminator;
use super::enumeration::listed;
use super::narrow::are_disjoint;
use super::object::Parts;
use super::schema::type_names;
use super::types::{Hint, Shape};
use crate::diagnostic::{Code, Diagnostic, quote};
use crate::ir::TypeRef;
use crate::source::Node;

impl<'d> Lowering<'d> {
    /// The union of a base schema's heirs, wherever it is not being extended.
    pub(super) fn base(&mut self, node: &'d Node, hint: &Hint) -> Option<TypeRef> {
        let heirs = self.heirs.get(&node.span)?.clone();
        let tagging = discriminator::of_heirs(self.document, node, &heirs)?;
        let schemas = heirs.iter().map(|(name, node)| Member { node, part: Part::Component(name) }).collect();
        Some(self.model(node, hint, Shape::Union(Members { schemas, tagging: Some(tagging) })))
    }

    /// One schema with remarks is that schema; objects are one object with the members of all; objects beside a choice
    /// are a choice between objects.
    pub(super) fn all_of(&mut self, node: &'d Node, hint: &Hint) -> TypeRef {
        let parts: Vec<_> = node.get("allOf").into_iter().flat_map(Node::items).filter(|m| says_something(m)).collect();
        let is_alone = node.get("properties").is_none() && choice_of(node).is_none();
        match parts.as_slice() {
            [] if is_alone => self.by_type(node, hint),
            [one] if is_alone && !self.extends(node, one) => self.schema(one, hint),
            _ => self.merged(node, &[], hint),
        }
    }

    /// Whether a schema is an heir of a base, and so does not stand for all heirs.
    fn extends(&self, node: &'d Node, part: &'d Node) -> bool {
        let base = self.document.resolve(part).and_then(|base| self.heirs.get(&base.span));
        base.is_some_and(|heirs| heirs.iter().any(|(_, heir)| heir.span == node.span))
    }

    /// What a schema and others add up to.
    pub(super) fn merged(&mut self, node: &'d Node, others: &[&'d Node], hint: &Hint) -> TypeRef {
        let Some(all) = self.flattened(node, others) else { return self.untyped(node, "a part of it leads nowhere") };
        // The others lend their members; what they choose between was chosen already.
        let is_lent = |part: &Node| others.iter().any(|other| other.span == part.span);
        let choices: Vec<_> =
            all.iter().filter(|part| !is_lent(part)).filter_map(|part| Some((*part, choice_of(part)?))).collect();
        let objects: Vec<_> = all.iter().copied().filter(|part| is_objectlike(part)).collect();
        let values: Vec<_> =
            all.iter().copied().filter(|part| !is_objectlike(part) && choice_of(part).is_none()).collect();
        match (choices.as_slice(), values.as_slice()) {
            ([], []) => self.merged_object(node, &objects, hint),
            ([], [_, ..]) if objects.iter().all(|part| part.get("properties").is_none()) => {
                let is_mere_object = |part: &Node| is_objectlike(part) && !type_names(part).is_empty();
                let parts: Vec<_> = all.iter().copied().filter(|part| !is_mere_object(part)).collect();
                self.narrowed(&parts, hint)
            }
            ([(holder, members)], []) => self.merged_choice(holder, members, &objects, hint),
            _ => self.untyped(node, "these schemas do not add up to one type"),
        }
    }

    /// One object with the members of all of these.
    pub(super) fn merged_object(&mut self, node: &'d Node, objects: &[&'d Node], hint: &Hint) -> TypeRef {
        let mut parts = Parts::default();
        for object in objects {
            self.conflicts(&parts, object);
            parts.add(object);
        }
        if parts.properties.is_empty() {
            let map = objects.iter().find(|part| part.get("additionalProperties").is_some()).unwrap_or(&node);
            return self.typed(map, "object", hint);
        }
        self.model(node, hint, Shape::Object(parts))
    }

    /// A choice with the members of these objects in each of its alternatives.
    fn merged_choice(&mut self, holder: &'d Node, members: &'d Node, objects: &[&'d Node], hint: &Hint) -> TypeRef {
        let others: Vec<_> = objects.iter().copied().filter(|part| part.get("properties").is_some()).collect();
        if others.is_empty() {
            return self.choice(holder, members, hint);
        }
        let members: Vec<_> = members.items().collect();
        let tagging = discriminator::of(self.document, holder, &members);
        let with = |node: &&'d Node| Member { node, part: Part::With(others.clone()) };
        let schemas = members.iter().map(with).collect();
        self.model(holder, hint, Shape::Union(Members { schemas, tagging }))
    }

    /// Every part, parts of parts included, each once, and the schema itself last; nothing when one leads nowhere.
    pub(super) fn flattened(&self, node: &'d Node, others: &[&'d Node]) -> Option<Vec<&'d Node>> {
        let mut seen = IndexSet::new();
        let mut all = Vec::new();
        // A part comes after its own parts, which the second visit sees to.
        let mut stack = vec![(node, false)];
        stack.extend(others.iter().rev().map(|other| (*other, false)));
        while let Some((part, is_open)) = stack.pop() {
            if is_open {
                all.push(part);
                continue;
            }
            let part = self.document.resolve(part)?;
            if !seen.insert(part.span) {
                continue;
            }
            stack.push((part, true));
            let inner = part.get("allOf").and_then(Node::as_array).unwrap_or_default();
            stack.extend(inner.iter().rev().map(|inner| (inner, false)));
        }
        all.retain(|part| says_something_itself(part));
        Some(all)
    }

    /// Says where a part names another type for a member than those before it.
    fn conflicts(&mut self, parts: &Parts<'d>, object: &'d Node) {
        for (name, entry) in object.get("properties").into_iter().flat_map(Node::members) {
            let Some(now) = self.document.resolve(&entry.node) else { continue };
            let earlier = parts.properties.get(name).into_iter().flatten();
            let mut before = earlier.filter_map(|schema| self.document.resolve(schema));
            let Some(before) = before.find(|before| are_disjoint(before, now)) else { continue };
            let (earlier, later) = (type_names(before).join(" or "), type_names(now).join(" or "));
            let message = format!("the member {} is {earlier} and {later}", quote(name));
            self.diagnostics.push(
                Diagnostic::new(Code::ConflictingMembers, message)
                    .at(entry.node.span, "this is taken")
                    .at(before.span, "and this is not")
                    .help("let both parts of the `allOf` say the same"),
            );
        }
    }
}

/// The alternatives of a schema, unless they only restrict.
pub(super) fn choice_of(node: &Node) -> Option<&Node> {
    let members = node.get("oneOf").or_else(|| node.get("anyOf"))?;
    (!members.items().all(is_condition)).then_some(members)
}

/// Whether a part describes an object, or nothing that another type would.
pub(super) fn is_objectlike(node: &Node) -> bool {
    let is_value = listed(node).is_some() || node.get("items").is_some();
    let is_object = matches!(type_names(node).as_slice(), [] | ["object"]);
    is_object && !is_value && (choice_of(node).is_none() || node.get("properties").is_some())
}

/// Keys that say nothing about what a value is.
const REMARKS: [&str; 11] = [
    "description",
    "title",
    "nullable",
    "deprecated",
    "example",
    "examples",
    "default",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "$comment",
];

/// Whether a part of an `allOf` is more than remarks.
pub(super) fn says_something(node: &Node) -> bool {
    node.members().any(|(key, _)| !REMARKS.contains(&key) && !key.starts_with("x-"))
}

/// The same apart from its own parts.
fn says_something_itself(node: &Node) -> bool {
    node.members()
        .any(|(key, _)| key != "allOf" && key != "discriminator" && !REMARKS.contains(&key) && !key.starts_with("x-"))
}

//! Removes components that nothing else in the document uses.

use std::collections::{HashMap, HashSet};

use crate::openapi::{Document, reference_name};
use crate::source::{Node, Source, Value};

/// Parts of the Components Object that are referred to by `$ref`. Security schemes are named by requirements, and stay.
const PARTS: [&str; 9] =
    ["schemas", "responses", "parameters", "examples", "requestBodies", "headers", "links", "callbacks", "pathItems"];

/// A component: the part of the Components Object, and the name.
type Component<'d> = (&'d str, &'d str);

/// Removes `webhooks`, of which no client is generated, and every component that what remains does not use.
pub(super) fn prune(source: &mut Source) {
    if let Value::Object(root) = &mut source.root.value {
        root.shift_remove("webhooks");
    }
    let document = Document::new(source);
    let used = Used::of(&document);
    let used: HashSet<_> =
        used.components.iter().map(|(part, name)| ((*part).to_owned(), (*name).to_owned())).collect();
    let Value::Object(root) = &mut source.root.value else { return };
    let Some(components) = root.get_mut("components") else { return };
    let Value::Object(parts) = &mut components.node.value else { return };
    for (part, entry) in parts.iter_mut().filter(|(part, _)| PARTS.contains(&part.as_str())) {
        if let Value::Object(named) = &mut entry.node.value {
            named.retain(|name, _| used.contains(&(part.clone(), name.clone())));
        }
    }
}

/// The components that are used, and the values still to be looked into.
struct Used<'d> {
    document: &'d Document<'d>,
    /// The component of each value in one: a reference may lead into it.
    owners: HashMap<*const Node, Component<'d>>,
    /// For each schema the schemas that its `allOf` refers to.
    heirs: Vec<(Component<'d>, Vec<Component<'d>>)>,
    components: HashSet<Component<'d>>,
    /// Schemas with a discriminator, and those that extend them: a value of the base may be any of them.
    bases: HashSet<Component<'d>>,
    seen: HashSet<*const Node>,
    stack: Vec<&'d Node>,
}

impl<'d> Used<'d> {
    fn of(document: &'d Document<'d>) -> Self {
        let (owners, heirs) = (HashMap::new(), Vec::new());
        let mut used = Self {
            document,
            owners,
            heirs,
            components: HashSet::new(),
            bases: HashSet::new(),
            seen: HashSet::new(),
            stack: Vec::new(),
        };
        used.index();
        used.stack
            .extend(document.root().members().filter(|(key, _)| *key != "components").map(|(_, entry)| &entry.node));
        used.follow();
        while used.add_heirs() {
            used.follow();
        }
        used
    }

    /// Notes which component every value is in, and which schemas extend which.
    fn index(&mut self) {
        let components = self.document.root().get("components").into_iter().flat_map(Node::members);
        for (part, entry) in components.filter(|(part, _)| PARTS.contains(part)) {
            for (name, entry) in entry.node.members() {
                let mut inside = vec![&entry.node];
                while let Some(node) = inside.pop() {
                    self.owners.insert(node, (part, name));
                    inside.extend(node.members().map(|(_, entry)| &entry.node).chain(node.items()));
                }
            }
        }
        for (name, entry) in self.named("schemas") {
            let bases = entry.get("allOf").into_iter().flat_map(Node::items);
            let bases: Vec<_> = bases.filter_map(|base| self.owner(self.target(base)?)).collect();
            self.heirs.push((("schemas", name), bases));
        }
    }

    fn named(&self, part: &str) -> Vec<(&'d str, &'d Node)> {
        let named = self.document.root().get("components").and_then(|components| components.get(part));
        named.into_iter().flat_map(Node::members).map(|(name, entry)| (name, &entry.node)).collect()
    }

    fn owner(&self, node: &Node) -> Option<Component<'d>> {
        self.owners.get(&std::ptr::from_ref(node)).copied()
    }

    fn target(&self, node: &'d Node) -> Option<&'d Node> {
        let (reference, place) = self.document.reference(node)?;
        self.document.target_from(reference, place)
    }

    /// Looks into everything on the stack, and what it refers to.
    fn follow(&mut self) {
        while let Some(node) = self.stack.pop() {
            if !self.seen.insert(node) {
                continue;
            }
            if let Some(component) = self.owner(node) {
                self.add(component);
            }
            self.stack.extend(node.members().map(|(_, entry)| &entry.node).chain(node.items()));
            self.stack.extend(self.target(node));
            let mapped = node.get("discriminator").map(|own| self.mapped(own));
            self.stack.extend(mapped.into_iter().flatten());
        }
    }

    /// Adds a component as a whole: what refers to a part of it needs the rest to make sense.
    fn add(&mut self, component @ (part, name): Component<'d>) {
        if self.components.insert(component) {
            let node = self.document.root().get("components").and_then(|components| components.get(part)?.get(name));
            self.stack.extend(node);
            if part == "schemas" && node.is_some_and(|schema| schema.get("discriminator").is_some()) {
                self.bases.insert(component);
            }
        }
    }

    /// Returns the schemas of a discriminator's `mapping`, whose values are names or references.
    fn mapped(&self, discriminator: &'d Node) -> Vec<&'d Node> {
        let values = discriminator.get("mapping").into_iter().flat_map(Node::members);
        let schema = |name: &str| self.document.root().get("components")?.get("schemas")?.get(name);
        let values = values.filter_map(|(_, entry)| Some((entry.node.as_str()?, entry.node.span)));
        values
            .filter_map(|(value, place)| {
                schema(value)
                    .or_else(|| self.document.target_from(value, place))
                    .or_else(|| schema(reference_name(value)))
            })
            .collect()
    }

    /// Adds the schemas that extend a schema with a discriminator, to which no reference need lead. Returns `true` if there
    /// are any more.
    fn add_heirs(&mut self) -> bool {
        let is_heir = |bases: &[Component<'d>]| bases.iter().any(|base| self.bases.contains(base));
        let new: Vec<_> = self
            .heirs
            .iter()
            .filter(|(heir, bases)| !self.bases.contains(heir) && is_heir(bases))
            .map(|(heir, _)| *heir)
            .collect();
        for heir in &new {
            self.bases.insert(*heir);
            self.add(*heir);
        }
        !new.is_empty()
    }
}

//! A member of an object that several parts of an `allOf` describe: it has to be what all of them say.

use std::collections::HashSet;

use super::Lowering;
use super::merge::{choice_of, is_objectlike, says_something};
use super::narrow::{is_remnant, narrowest};
use super::schema::{is_nullable, type_names};
use super::types::Hint;
use crate::ir::TypeRef;
use crate::source::{Node, Span};

impl<'d> Lowering<'d> {
    /// The type of what one schema describes, or several at once.
    pub(super) fn member(&mut self, schemas: &[&'d Node], hint: &Hint) -> TypeRef {
        let Some(last) = schemas.last() else { return TypeRef::Any };
        let telling = self.telling(schemas);
        match telling.as_slice() {
            [] => self.schema(last, hint),
            [one] => self.schema(one, hint),
            several => self.shared(several, hint),
        }
    }

    /// The schemas that say something, each once.
    fn telling(&self, schemas: &[&'d Node]) -> Vec<&'d Node> {
        let mut seen = HashSet::new();
        let says = |schema: &&&'d Node| self.document.resolve(schema).is_some_and(says_something);
        let mut is_new = |schema: &&&'d Node| self.document.resolve(schema).is_some_and(|node| seen.insert(node.span));
        schemas.iter().filter(says).filter(|schema| is_new(schema)).copied().collect()
    }

    /// What several schemas add up to. Schemas that hold themselves are met again in the same company, and then are
    /// known, or are taken as the last says.
    fn shared(&mut self, schemas: &[&'d Node], hint: &Hint) -> TypeRef {
        let resolved: Vec<_> = schemas.iter().filter_map(|schema| self.document.resolve(schema)).collect();
        let key: Vec<Span> = resolved.iter().map(|node| node.span).collect();
        match self.types.shared.get(&key) {
            Some(Some(known)) => return known.clone(),
            Some(None) => return schemas.last().map_or(TypeRef::Any, |last| self.schema(last, hint)),
            None => self.types.shared.insert(key.clone(), None),
        };
        let ty = self.shared_once(schemas, &resolved, hint);
        self.types.shared.insert(key, Some(ty.clone()));
        ty
    }

    fn shared_once(&mut self, schemas: &[&'d Node], resolved: &[&'d Node], hint: &Hint) -> TypeRef {
        if let Some(whole) = self.widest(schemas) {
            return self.schema(whole, hint);
        }
        let items: Option<Vec<_>> = resolved.iter().map(|node| list_items(node)).collect();
        let ty = match (items, resolved.split_last()) {
            (Some(items), _) => TypeRef::List(Box::new(self.member(&items, &hint.inside("item")))),
            (None, Some((last, others))) => match self.flattened(last, others) {
                Some(parts) if parts.iter().all(|part| is_objectlike(part) && choice_of(part).is_none()) => {
                    self.merged_object(last, &parts, hint)
                }
                _ => match schemas[narrowest(resolved)] {
                    narrow if is_remnant(narrow) => self.narrowed(resolved, hint),
                    narrow => return self.schema(narrow, hint),
                },
            },
            (None, None) => TypeRef::Any,
        };
        match ty {
            ty @ (TypeRef::Nullable(_) | TypeRef::Any) => ty,
            ty if schemas.iter().all(|schema| is_nullable(schema)) => TypeRef::Nullable(Box::new(ty)),
            ty => ty,
        }
    }

    /// The schema that has all others among its parts.
    fn widest(&self, schemas: &[&'d Node]) -> Option<&'d Node> {
        let parts: Vec<HashSet<_>> = schemas
            .iter()
            .map(|schema| self.flattened(schema, &[]).unwrap_or_default().iter().map(|part| part.span).collect())
            .collect();
        let is_widest = |own: &HashSet<_>| parts.iter().all(|other| !other.is_empty() && other.is_subset(own));
        parts.iter().rposition(is_widest).map(|index| schemas[index])
    }
}

/// The schema of a list's items.
fn list_items(node: &Node) -> Option<&Node> {
    let is_list = type_names(node) == ["array"] && node.get("prefixItems").is_none();
    node.get("items").filter(|_| is_list && choice_of(node).is_none() && node.get("allOf").is_none())
}

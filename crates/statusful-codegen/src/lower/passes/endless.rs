//! Unions and newtypes that contain themselves without any JSON in between. Reading one would never end.
//!
//! A value of such a union is always a value of one of the other types that its alternatives lead to, so these become
//! its variants.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::ir::{Kind, TypeId, TypeRef, Union, Variant};
use crate::lower::schema::Draft;
use crate::origins::AlternativeOrigin;

/// The maximum number of models in a cycle. Each gets the variants of all, so a longer cycle would make the size of the
/// client quadratic in that of the document.
const MAX_CIRCLE: usize = 32;

/// Replaces variants that lead back to their union with the other types that they lead to, or with any JSON if there
/// are none.
pub(in crate::lower) fn cut(drafts: &mut [Draft], diagnostics: &mut Diagnostics) {
    for circle in circles(drafts) {
        let endless: HashSet<_> = circle.iter().copied().collect();
        let is_short = circle.len() <= MAX_CIRCLE;
        let flat: Vec<_> = circle.iter().map(|id| (*id, is_short.then(|| flattened(drafts, *id, &endless)))).collect();
        for (id, flat) in flat {
            let Some(draft) = drafts.get_mut(id.0) else { continue };
            let why =
                if is_short { "this schema is defined only by itself" } else { "too many choices contain each other" };
            let (kind, origins) = flat.unwrap_or((Kind::Newtype(TypeRef::Any), Vec::new()));
            if kind == Kind::Newtype(TypeRef::Any) {
                diagnostics.push(
                    Diagnostic::new(Code::Untyped, format!("{why}; any JSON is accepted"))
                        .at(draft.origin.place, "refers to itself")
                        .help("add an alternative that does not refer back to this schema"),
                );
            }
            draft.kind = Some(kind);
            draft.origin.variants = origins;
        }
    }
}

/// Returns the models that contain themselves, directly or through other unions and newtypes. Models of the same cycle
/// are grouped, and groups are ordered by their first model. This is Kosaraju's algorithm for strongly connected
/// components. Its stacks are on the heap and its time is linear, because chains can be as long as documents.
fn circles(drafts: &[Draft]) -> Vec<Vec<TypeId>> {
    let next: Vec<Vec<usize>> =
        (0..drafts.len()).map(|id| direct(drafts, TypeId(id)).iter().map(|id| id.0).collect()).collect();
    let mut back = vec![Vec::new(); drafts.len()];
    for (id, targets) in next.iter().enumerate() {
        for target in targets {
            back[*target].push(id);
        }
    }
    let mut seen = vec![false; drafts.len()];
    let order: Vec<_> = (0..drafts.len()).flat_map(|root| finished(root, &next, &mut seen)).collect();
    seen.fill(false);
    let all = order.into_iter().rev().map(|root| finished(root, &back, &mut seen));
    let is_circle = |circle: &Vec<usize>| circle.len() > 1 || circle.iter().any(|id| next[*id].contains(id));
    let mut circles: Vec<_> = all.filter(is_circle).collect();
    for circle in &mut circles {
        circle.sort_unstable();
    }
    circles.sort_unstable();
    circles.into_iter().map(|circle| circle.into_iter().map(TypeId).collect()).collect()
}

/// Visits a model and all unvisited models that it leads to, and returns them in postorder.
fn finished(root: usize, next: &[Vec<usize>], seen: &mut [bool]) -> Vec<usize> {
    let mut order = Vec::new();
    let mut stack = Vec::new();
    if !std::mem::replace(&mut seen[root], true) {
        stack.push((root, 0));
    }
    while let Some((model, edge)) = stack.pop() {
        let Some(target) = next[model].get(edge).copied() else {
            order.push(model);
            continue;
        };
        stack.push((model, edge + 1));
        if !std::mem::replace(&mut seen[target], true) {
            stack.push((target, 0));
        }
    }
    order
}

/// Returns the models whose values are also values of a model.
fn direct(drafts: &[Draft], id: TypeId) -> Vec<TypeId> {
    match kind(drafts, id) {
        Some(Kind::Union(union)) => union.variants.iter().filter_map(|variant| target(&variant.ty)).collect(),
        Some(Kind::Newtype(ty)) => target(ty).into_iter().collect(),
        Some(Kind::Struct(_) | Kind::Enum(_) | Kind::Foreign(_)) | None => Vec::new(),
    }
}

fn kind(drafts: &[Draft], id: TypeId) -> Option<&Kind> {
    drafts.get(id.0)?.kind.as_ref()
}

fn target(ty: &TypeRef) -> Option<TypeId> {
    match ty {
        TypeRef::Named(id) | TypeRef::Boxed(id) => Some(*id),
        TypeRef::Nullable(inner) => target(inner),
        TypeRef::Scalar(_) | TypeRef::List(_) | TypeRef::Map(_) | TypeRef::Any => None,
    }
}

/// Returns a model with all variants of the models in its cycles, except those that are in a cycle.
fn flattened(drafts: &[Draft], id: TypeId, endless: &HashSet<TypeId>) -> (Kind, Vec<Vec<AlternativeOrigin>>) {
    let (tags, reached) = reached(drafts, id, endless);
    let (mut variants, origins): (Vec<_>, Vec<_>) = reached.into_iter().unzip();
    let kind = match kind(drafts, id) {
        Some(Kind::Union(union)) if !variants.is_empty() => {
            // If unions in a cycle have different tags, none of them selects every variant.
            let tag = union.tag.clone().filter(|_| tags.len() == 1);
            if tag.is_none() {
                variants.iter_mut().for_each(untag);
            }
            Kind::Union(Union { tag, variants, open: union.open })
        }
        // A newtype in a cycle of unions keeps its union, which is no longer endless.
        Some(kind) if !variants.is_empty() => kind.clone(),
        _ => Kind::Newtype(TypeRef::Any),
    };
    (kind, origins)
}

/// A variant and its origins.
type Reached = (Variant, Vec<AlternativeOrigin>);

/// Returns the variants of a model and of the unions in its cycles, except those in a cycle, and the tags of all
/// unions.
fn reached<'a>(drafts: &'a [Draft], id: TypeId, endless: &HashSet<TypeId>) -> (HashSet<Option<&'a str>>, Vec<Reached>) {
    let mut tags = HashSet::new();
    let mut variants: Vec<Reached> = Vec::new();
    let mut seen = HashSet::from([id]);
    let mut stack = vec![id];
    while let Some(next) = stack.pop() {
        stack.extend(direct(drafts, next).into_iter().filter(|inner| endless.contains(inner) && seen.insert(*inner)));
        let Some(Kind::Union(union)) = kind(drafts, next) else { continue };
        tags.insert(union.tag.as_deref());
        let origins = drafts.get(next.0).map(|draft| draft.origin.variants.as_slice()).unwrap_or_default();
        for (index, variant) in union.variants.iter().enumerate() {
            let origins = origins.get(index).cloned().unwrap_or_default();
            let is_end = target(&variant.ty).is_none_or(|id| !endless.contains(&id));
            match variants.iter_mut().find(|(known, _)| known.ty == variant.ty) {
                Some((_, known)) => known.extend(origins),
                None if is_end => variants.push((variant.clone(), origins)),
                None => {}
            }
        }
    }
    (tags, variants)
}

/// Makes a variant depend on its shape only.
fn untag(variant: &mut Variant) {
    variant.tags.clear();
    variant.adds_tag = false;
    variant.shape = Some(variant.shape.take().unwrap_or_default());
}

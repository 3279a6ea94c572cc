//! Unions and newtypes that contain themselves with no JSON between: reading one would never end.
//!
//! A value of such a union is a value of what its alternatives lead to in the end, so those become its variants.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::ir::{Kind, TypeId, TypeRef, Union, Variant};
use crate::lower::schema::Draft;

/// Replaces variants that lead back to their union by what they lead to otherwise. What leads nowhere else is any JSON.
pub(in crate::lower) fn cut(drafts: &mut [Draft], diagnostics: &mut Diagnostics) {
    let endless: HashSet<_> = (0..drafts.len()).map(TypeId).filter(|id| leads_back(drafts, *id)).collect();
    let flat: Vec<_> = endless.iter().map(|id| (*id, flattened(drafts, *id, &endless))).collect();
    for (id, kind) in flat {
        let Some(draft) = drafts.get_mut(id.0) else { continue };
        if kind == Kind::Newtype(TypeRef::Any) {
            diagnostics.push(
                Diagnostic::new(Code::Untyped, "this is defined by nothing but itself; it is left open as any JSON")
                    .at(draft.place, "leads back to itself")
                    .help("describe an alternative that is not this schema again"),
            );
        }
        draft.kind = Some(kind);
    }
}

/// Returns whether a model contains itself directly or in other unions and newtypes.
fn leads_back(drafts: &[Draft], id: TypeId) -> bool {
    let mut seen = HashSet::new();
    let mut stack = direct(drafts, id);
    while let Some(next) = stack.pop() {
        if next == id {
            return true;
        }
        if seen.insert(next) {
            stack.extend(direct(drafts, next));
        }
    }
    false
}

/// Returns the models whose values are values of a model.
fn direct(drafts: &[Draft], id: TypeId) -> Vec<TypeId> {
    match kind(drafts, id) {
        Some(Kind::Union(union)) => union.variants.iter().filter_map(|variant| target(&variant.ty)).collect(),
        Some(Kind::Newtype(ty)) => target(ty).into_iter().collect(),
        Some(Kind::Struct(_) | Kind::Enum(_)) | None => Vec::new(),
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

/// Returns a model with the variants that all models on its circles have and that are on none.
fn flattened(drafts: &[Draft], id: TypeId, endless: &HashSet<TypeId>) -> Kind {
    let (tags, mut variants) = reached(drafts, id, endless);
    match kind(drafts, id) {
        Some(Kind::Union(union)) if !variants.is_empty() => {
            // Where unions on a circle have different tags, none of them tells all variants.
            let tag = union.tag.clone().filter(|_| tags.len() == 1);
            if tag.is_none() {
                variants.iter_mut().for_each(untag);
            }
            Kind::Union(Union { tag, variants, open: union.open })
        }
        // A newtype on a circle of unions keeps its union, which is not endless any more.
        Some(kind) if !variants.is_empty() => kind.clone(),
        _ => Kind::Newtype(TypeRef::Any),
    }
}

/// Returns the variants of a model, and of the unions on its circles, that are on no circle, and the tags of all unions.
fn reached<'a>(drafts: &'a [Draft], id: TypeId, endless: &HashSet<TypeId>) -> (HashSet<Option<&'a str>>, Vec<Variant>) {
    let mut tags = HashSet::new();
    let mut variants: Vec<Variant> = Vec::new();
    let mut seen = HashSet::from([id]);
    let mut stack = vec![id];
    while let Some(next) = stack.pop() {
        stack.extend(direct(drafts, next).into_iter().filter(|inner| endless.contains(inner) && seen.insert(*inner)));
        let Some(Kind::Union(union)) = kind(drafts, next) else { continue };
        tags.insert(union.tag.as_deref());
        let is_end = |variant: &&Variant| target(&variant.ty).is_none_or(|id| !endless.contains(&id));
        for variant in union.variants.iter().filter(is_end) {
            if variants.iter().all(|known| known.ty != variant.ty) {
                variants.push(variant.clone());
            }
        }
    }
    (tags, variants)
}

/// Makes a variant one that its shape determines.
fn untag(variant: &mut Variant) {
    variant.tags.clear();
    variant.adds_tag = false;
    variant.shape = Some(variant.shape.take().unwrap_or_default());
}

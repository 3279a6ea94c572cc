//! Models that contain themselves get a `Box` where the circle closes, because a Rust type has a finite size. So do large
//! models: a model with two fields of a model with two fields, and so on, would soon be larger than a stack.

use crate::ir::{Api, Kind, TypeId, TypeRef};

/// From this size on, in bytes, a model is in a `Box`. Without optimization, reading one takes several times its size of stack.
const LARGE: usize = 2 << 10;

/// The size of what is on the heap or has no parts, in bytes: no such type is larger.
const SMALL: usize = 48;

/// How far the walk of a model is.
#[derive(Clone, Copy, PartialEq)]
enum Visit {
    Unseen,
    Open,
    Done,
}

/// Adds a `Box` to every reference that leads back to a model still being walked. The walk is in the order of names and
/// has a stack of its own, so that the result is stable and no document is too deep.
pub(in crate::lower) fn cut(api: &mut Api) {
    let mut visits = vec![Visit::Unseen; api.types.len()];
    let mut sizes = vec![SMALL; api.types.len()];
    for root in 0..api.types.len() {
        walk(api, root, &mut visits, &mut sizes);
    }
}

fn walk(api: &mut Api, root: usize, visits: &mut [Visit], sizes: &mut [usize]) {
    if visits[root] != Visit::Unseen {
        return;
    }
    visits[root] = Visit::Open;
    let mut stack = vec![(root, 0)];
    while let Some((model, edge)) = stack.pop() {
        let Some(reference) = types_by_name(&mut api.types[model].kind).into_iter().nth(edge) else {
            visits[model] = Visit::Done;
            sizes[model] = shrunk(&mut api.types[model].kind, sizes);
            continue;
        };
        stack.push((model, edge + 1));
        let Some(target) = direct(reference) else { continue };
        match visits[target.0] {
            Visit::Open => close(reference),
            Visit::Unseen => {
                visits[target.0] = Visit::Open;
                stack.push((target.0, 0));
            }
            Visit::Done => {}
        }
    }
}

/// Returns the types in a model, those of fields in the order of their names: moving a property in the document moves no
/// `Box`.
fn types_by_name(kind: &mut Kind) -> Vec<&mut TypeRef> {
    let Kind::Struct(object) = kind else { return kind.types_mut() };
    let mut fields: Vec<_> = object.fields.iter_mut().collect();
    fields.sort_by(|a, b| a.ident.cmp(&b.ident));
    fields.into_iter().map(|field| &mut field.ty).chain(object.rest.iter_mut().map(|(_, ty)| ty)).collect()
}

/// Adds a `Box` to every reference to a large model, and returns about how many bytes a value then has.
fn shrunk(kind: &mut Kind, sizes: &[usize]) -> usize {
    let size = |reference: &mut TypeRef| match direct(reference).map(|target| sizes[target.0]) {
        Some(size) if size >= LARGE => {
            close(reference);
            SMALL
        }
        Some(size) => size + size_of::<u64>(),
        None => SMALL,
    };
    let is_union = matches!(kind, Kind::Union(_));
    let parts = kind.types_mut().into_iter().map(size);
    if is_union { parts.max().unwrap_or(SMALL) } else { parts.sum() }
}

/// Returns the model that a type contains directly: in an `Option`, but not in a list or map.
fn direct(ty: &TypeRef) -> Option<TypeId> {
    match ty {
        TypeRef::Named(id) => Some(*id),
        TypeRef::Nullable(inner) => direct(inner),
        _ => None,
    }
}

fn close(ty: &mut TypeRef) {
    match ty {
        TypeRef::Named(id) => *ty = TypeRef::Boxed(*id),
        TypeRef::Nullable(inner) => close(inner),
        _ => {}
    }
}

//! Models that contain themselves get a `Box` where the circle closes, because a Rust type has a finite size. So do large
//! models: a model with two fields of a model with two fields, and so on, would soon be larger than a stack.

use crate::ir::{Api, Kind, Struct, TypeId, TypeRef};

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

/// A model being walked.
struct Frame {
    model: usize,
    /// The models that it contains directly, by the index of the reference.
    edges: std::vec::IntoIter<(usize, TypeId)>,
    /// The references that get a `Box`, by index.
    closed: Vec<usize>,
}

impl Frame {
    fn of(api: &mut Api, model: usize) -> Self {
        Self { model, edges: edges(&mut api.types[model].kind).into_iter(), closed: Vec::new() }
    }
}

fn walk(api: &mut Api, root: usize, visits: &mut [Visit], sizes: &mut [usize]) {
    if visits[root] != Visit::Unseen {
        return;
    }
    visits[root] = Visit::Open;
    let mut stack = vec![Frame::of(api, root)];
    while let Some(frame) = stack.last_mut() {
        let Some((index, target)) = frame.edges.next() else {
            finish(api, frame, visits, sizes);
            stack.pop();
            continue;
        };
        match visits[target.0] {
            Visit::Open => frame.closed.push(index),
            Visit::Unseen => {
                visits[target.0] = Visit::Open;
                stack.push(Frame::of(api, target.0));
            }
            Visit::Done => {}
        }
    }
}

/// Closes the circles that end in a model, whose size is known then.
fn finish(api: &mut Api, Frame { model, closed, .. }: &Frame, visits: &mut [Visit], sizes: &mut [usize]) {
    let kind = &mut api.types[*model].kind;
    if !closed.is_empty() {
        let mut references = kind.types_mut();
        for index in closed {
            close(references[*index]);
        }
    }
    visits[*model] = Visit::Done;
    sizes[*model] = shrunk(kind, sizes);
}

/// Returns the models that a model contains directly, those of fields in the order of their names: moving a property in the
/// document moves no `Box`.
fn edges(kind: &mut Kind) -> Vec<(usize, TypeId)> {
    let mut edges: Vec<_> = kind.types_mut().into_iter().map(|ty| direct(ty)).enumerate().collect();
    if let Kind::Struct(Struct { fields, .. }) = kind {
        // What has no name is last.
        edges.sort_by_key(|(index, _)| fields.get(*index).map_or((true, None), |field| (false, Some(&field.ident))));
    }
    edges.into_iter().filter_map(|(index, target)| Some((index, target?))).collect()
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

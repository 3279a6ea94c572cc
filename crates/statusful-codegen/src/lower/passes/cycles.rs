//! Adds a `Box` wherever a model would contain itself, because a Rust type has a finite size. Large models are also
//! boxed: a model with two fields of a model with two fields, and so on, would soon be too large for the stack.

use crate::ir::{Api, Kind, Struct, TypeId, TypeRef};

/// The size from which a model is boxed, in bytes. Without optimization, reading a model takes several times its size
/// of stack.
const LARGE: usize = 2 << 10;

/// The maximum size of a type that is on the heap or scalar, in bytes.
const SMALL: usize = 48;

/// The state of a model in the walk.
#[derive(Clone, Copy, PartialEq)]
enum Visit {
    Unseen,
    Open,
    Done,
}

/// Boxes every reference that leads back to a model that is being visited. Models are visited in the order of their
/// names, so that the result is stable, and without recursion, so that no document is nested too deeply.
pub(in crate::lower) fn cut(api: &mut Api) {
    let mut visits = vec![Visit::Unseen; api.types.len()];
    let mut sizes = vec![SMALL; api.types.len()];
    for root in 0..api.types.len() {
        walk(api, root, &mut visits, &mut sizes);
    }
}

/// A model that is being visited.
struct Frame {
    model: usize,
    /// The models that it contains directly, with the index of each reference.
    edges: std::vec::IntoIter<(usize, TypeId)>,
    /// The indices of the references to box.
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

/// Boxes the references that close a cycle at a model, whose size is known at this point.
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

/// Returns the models that a model contains directly, ordered by field name, so that moving a property in the document
/// does not move a `Box`.
fn edges(kind: &mut Kind) -> Vec<(usize, TypeId)> {
    let mut edges: Vec<_> = kind.types_mut().into_iter().map(|ty| direct(ty)).enumerate().collect();
    if let Kind::Struct(Struct { fields, .. }) = kind {
        // Unnamed parts are last.
        edges.sort_by_key(|(index, _)| fields.get(*index).map_or((true, None), |field| (false, Some(&field.ident))));
    }
    edges.into_iter().filter_map(|(index, target)| Some((index, target?))).collect()
}

/// Boxes every reference to a large model, and returns the approximate size of a value in bytes.
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

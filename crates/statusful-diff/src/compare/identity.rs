//! Matches the models of the old document with those of the new one.

use std::collections::{BTreeMap, BTreeSet};

use statusful_codegen::ir::{Api, Field, Kind, Type, TypeId, TypeRef};

use crate::spell::Side;

/// The models of both sides.
pub(super) struct Models {
    /// Models that both sides have, possibly under different names.
    pub(super) both: Vec<(TypeId, TypeId)>,
    /// Models that only the old side has.
    pub(super) gone: Vec<TypeId>,
    /// Models that only the new side has.
    pub(super) come: Vec<TypeId>,
}

impl Models {
    /// Joins models by name, and the rest by structure. Every joined model can make models that refer to it equal, so
    /// this repeats until no more are found.
    pub(super) fn of(old: &Api, new: &Api) -> Self {
        let mut models = Self::by_name(old, new);
        while models.join_equal(old, new) {}
        models.both.sort();
        models
    }

    /// Returns the new name of every joined model, by its old id.
    pub(super) fn new_names<'a>(&self, new: &'a Api) -> BTreeMap<TypeId, &'a str> {
        self.both.iter().filter_map(|(old, new_id)| Some((*old, new.ty(*new_id)?.name.as_str()))).collect()
    }

    fn by_name(old: &Api, new: &Api) -> Self {
        let ids: BTreeMap<_, _> = new.types.iter().enumerate().map(|(id, ty)| (&ty.name, TypeId(id))).collect();
        let mut models = Self { both: Vec::new(), gone: Vec::new(), come: Vec::new() };
        for (id, ty) in old.types.iter().enumerate() {
            match ids.get(&ty.name) {
                Some(new) => models.both.push((TypeId(id), *new)),
                None => models.gone.push(TypeId(id)),
            }
        }
        let names: BTreeSet<_> = old.types.iter().map(|ty| &ty.name).collect();
        models.come = ids.into_iter().filter(|(name, _)| !names.contains(name)).map(|(_, id)| id).collect();
        models
    }

    /// Joins models of the same structure in the order of their names, so that swapping the sides gives the same pairs.
    /// Returns `true` if any were joined.
    fn join_equal(&mut self, old: &Api, new: &Api) -> bool {
        let (old_side, new_side) = (Side::new(old, self.new_names(new)), Side::new(new, BTreeMap::new()));
        let (gone, come) = (self.gone.clone(), self.come.clone());
        let mut by_shape: BTreeMap<String, Vec<TypeId>> = BTreeMap::new();
        for id in come.iter().rev() {
            if let Some(shape) = shape(&new_side, *id, &come) {
                by_shape.entry(shape).or_default().push(*id);
            }
        }
        let joined: Vec<_> = gone
            .iter()
            .filter_map(|id| Some((*id, by_shape.get_mut(&shape(&old_side, *id, &gone)?)?.pop()?)))
            .collect();
        self.gone.retain(|id| joined.iter().all(|(old, _)| old != id));
        self.come.retain(|id| joined.iter().all(|(_, new)| new != id));
        self.both.extend(&joined);
        !joined.is_empty()
    }
}

/// Returns everything about a model except its name and documentation, as text. Returns `None` while the model refers
/// to another one that is not joined yet.
fn shape(side: &Side<'_>, id: TypeId, unknown: &[TypeId]) -> Option<String> {
    let ty = side.api.ty(id)?;
    let held = ty.kind.types().into_iter().filter_map(TypeRef::model);
    if held.into_iter().any(|held| held != id && unknown.contains(&held)) {
        return None;
    }
    Some(structure(side, ty).replace(&format!("<{}>", side.own_name(id)), "<Self>"))
}

fn structure(side: &Side<'_>, ty: &Type) -> String {
    match &ty.kind {
        Kind::Struct(object) => {
            let mut fields: Vec<_> = object.fields.iter().map(|field| self::field(side, field)).collect();
            // A model whose fields moved is the same model.
            fields.sort();
            let rest = object.rest.iter().map(|(ident, ty)| format!("{ident}: <{}>", side.common(ty)));
            format!("struct {:?}", fields.into_iter().chain(rest).collect::<Vec<_>>())
        }
        Kind::Enum(enumeration) => format!("enum {:?}", enumeration.values),
        Kind::Union(union) => {
            let variants =
                union.variants.iter().map(|variant| (&variant.name, &variant.tags, side.common(&variant.ty)));
            format!("union {:?} {:?}", union.tag, variants.collect::<Vec<_>>())
        }
        Kind::Foreign(path) => format!("foreign {path}"),
        Kind::Newtype(inner) => format!("newtype <{}>", side.common(inner)),
    }
}

fn field(side: &Side<'_>, field: &Field) -> String {
    let Field { wire, aliases, ident, access, .. } = field;
    format!("{wire:?} {aliases:?} {ident}: <{}> {access:?}", side.common_field(field))
}

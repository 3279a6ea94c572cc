//! Models: structs, enums, unions and newtypes.

use statusful_codegen::ir::{Kind as Shape, Type, TypeId};

use super::identity::Models;
use super::{Context, Found, constructor, enumeration, field, union};
use crate::{Change, ChangeKind, ChangePlace, Subject};

/// A model that changed.
pub(super) struct ChangedModel {
    pub(super) name: String,
    pub(super) old: Option<TypeId>,
    pub(super) new: Option<TypeId>,
    pub(super) changes: Vec<Change>,
}

pub(super) fn models(context: &Context<'_>, models: &Models) -> Vec<ChangedModel> {
    let both = models.both.iter().map(|(old, new)| (Some(*old), Some(*new)));
    let gone = models.gone.iter().map(|old| (Some(*old), None));
    let come = models.come.iter().map(|new| (None, Some(*new)));
    let all = both.chain(gone).chain(come).filter_map(|(old, new)| model(context, old, new));
    all.filter(|model| !model.changes.is_empty()).collect()
}

fn model(context: &Context<'_>, old: Option<TypeId>, new: Option<TypeId>) -> Option<ChangedModel> {
    let was = old.and_then(|id| context.old.api.ty(id));
    let is = new.and_then(|id| context.new.api.ty(id));
    let name = is.or(was)?.name.to_string();
    let former = was.zip(is).filter(|(was, is)| was.name != is.name).map(|(was, _)| was.name.to_string());
    let mut found = Found::new(Subject::Model { name: name.clone(), was: former });
    match (was, is) {
        (Some(was), Some(is)) => both(context, &mut found, was, is),
        (Some(_), None) => found.push(ChangePlace::Whole, ChangeKind::ModelRemoved, name.as_str(), ""),
        _ => found.push(ChangePlace::Whole, ChangeKind::ModelAdded, "", name.as_str()),
    }
    Some(ChangedModel { name, old, new, changes: found.changes })
}

fn both(context: &Context<'_>, found: &mut Found, old: &Type, new: &Type) {
    let place = ChangePlace::Whole;
    found.differ(&place, ChangeKind::ModelRenamed, old.name.as_str(), new.name.as_str());
    found.toggled(
        &place,
        (old.deprecated.is_some(), new.deprecated.is_some()),
        (ChangeKind::ModelRestored, ChangeKind::ModelDeprecated),
    );
    let sent = (old.usage.sent, new.usage.sent);
    let received = (old.usage.received, new.usage.received);
    // Every enum can be serialized and deserialized, whether it is sent or received.
    if !matches!(new.kind, Shape::Enum(_)) {
        found.toggled(&place, sent, (ChangeKind::SendingRemoved, ChangeKind::SendingAdded));
        found.toggled(&place, received, (ChangeKind::ReceivingRemoved, ChangeKind::ReceivingAdded));
    }
    match (&old.kind, &new.kind) {
        (Shape::Struct(old_struct), Shape::Struct(new_struct)) => {
            let sides = [field::Fields::of(old_struct, old.usage), field::Fields::of(new_struct, new.usage)];
            field::fields(context, found, &sides);
            constructor::of_model(context, found, (old, old_struct), (new, new_struct));
        }
        (Shape::Enum(old), Shape::Enum(new)) => enumeration::values(found, old, new),
        (Shape::Union(was), Shape::Union(is)) => union::variants(context, found, was, is, new.usage.received),
        (Shape::Newtype(was), Shape::Newtype(is)) => {
            if context.old.common(was) != context.new.common(is) {
                found.push(place, ChangeKind::ModelKindChanged, context.old.spell(was), context.new.spell(is));
            }
        }
        _ => found.push(place, ChangeKind::ModelKindChanged, shape(old), shape(new)),
    }
}

fn shape(ty: &Type) -> &'static str {
    match ty.kind {
        Shape::Struct(_) => "a struct",
        Shape::Enum(_) => "an enum of values",
        Shape::Union(_) => "an enum of types",
        Shape::Newtype(_) => "a newtype",
        Shape::Foreign(_) => "a type of another crate",
    }
}

//! Fields of structs.

use statusful_codegen::ir::{Access, Field, Optionality, Struct, TypeRef, Usage};

use super::{Context, Found};
use crate::pairs::Pairs;
use crate::spell::Side;
use crate::{ChangeKind, ChangePlace};

/// The struct of one side, and how the model is used.
pub(super) struct Fields<'a> {
    object: &'a Struct,
    usage: Usage,
}

impl<'a> Fields<'a> {
    pub(super) fn of(object: &'a Struct, usage: Usage) -> Self {
        Self { object, usage }
    }

    /// Returns `true` if callers give the field a value to create the model. A field with only one value is filled in.
    fn is_argument(&self, side: &Side<'_>, field: &Field) -> bool {
        self.usage.sent && side.api.is_argument(field)
    }
}

pub(super) fn fields(context: &Context<'_>, found: &mut Found, sides @ [old, new]: &[Fields<'_>; 2]) {
    let joined = Pairs::of(&old.object.fields, &new.object.fields).by(|field| &field.wire).by(|field| &field.ident);
    for (old, new) in joined.both {
        field(context, found, sides, old, new);
    }
    for field in joined.gone {
        found.push(place(field), ChangeKind::FieldRemoved, field.ident.as_str(), "");
    }
    for field in joined.come {
        let is_argument = new.is_argument(&context.new, field);
        let kind = if is_argument { ChangeKind::RequiredFieldAdded } else { ChangeKind::FieldAdded };
        found.push(place(field), kind, "", format!("{}: {}", field.ident, context.new.field(field)));
    }
    rest(context, found, sides);
}

fn field(context: &Context<'_>, found: &mut Found, [olds, news]: &[Fields<'_>; 2], old: &Field, new: &Field) {
    // A field whose name on the wire changed was joined by its name in Rust.
    let place = if old.wire == new.wire { place(new) } else { ChangePlace::Field(new.ident.to_string()) };
    found.differ(&place, ChangeKind::FieldRenamed, old.ident.as_str(), new.ident.as_str());
    found.differ(&place, ChangeKind::FieldWireNameChanged, &old.wire, &new.wire);
    let [was, is] = [context.old.field(old), context.new.field(new)];
    if context.old.common_field(old) != context.new.common_field(new) {
        found.push(place.clone(), change_of_type(context, old, new), was, is);
    } else if olds.usage.sent && news.usage.sent {
        let text = |is_argument| if is_argument { "an argument" } else { "no argument" };
        let [was, is] = [olds.is_argument(&context.old, old), news.is_argument(&context.new, new)];
        found.differ(&place, ChangeKind::ConstructorChanged, text(was), text(is));
    }
    if (olds.usage.sent && news.usage.sent) || (olds.usage.received && news.usage.received) {
        found.differ(&place, ChangeKind::FieldAccessChanged, access(old.access), access(new.access));
    }
    for alias in old.aliases.iter().filter(|alias| !new.aliases.contains(alias)) {
        found.push(place.clone(), ChangeKind::FieldAliasRemoved, alias, "");
    }
    for alias in new.aliases.iter().filter(|alias| !old.aliases.contains(alias)) {
        found.push(place.clone(), ChangeKind::FieldAliasAdded, "", alias);
    }
    found.toggled(
        &place,
        (old.deprecated.is_some(), new.deprecated.is_some()),
        (ChangeKind::FieldRestored, ChangeKind::FieldDeprecated),
    );
}

fn access(access: Access) -> &'static str {
    match access {
        Access::Both => "readable and writable",
        Access::Read => "read-only",
        Access::Write => "write-only",
    }
}

/// Returns `true` if only the optionality of the field changed, or also its type.
fn change_of_type(context: &Context<'_>, old: &Field, new: &Field) -> ChangeKind {
    let is_same_inside = context.old.common(&old.ty) == context.new.common(&new.ty);
    match (is_same_inside, old.optionality, new.optionality) {
        (true, Optionality::Required, _) => ChangeKind::FieldMadeOptional,
        (true, _, Optionality::Required) => ChangeKind::FieldMadeRequired,
        _ => ChangeKind::FieldTypeChanged,
    }
}

/// Compares the field for additional properties.
fn rest(context: &Context<'_>, found: &mut Found, [old, new]: &[Fields<'_>; 2]) {
    let text = |side: &Side<'_>, rest: &(_, TypeRef)| format!("{}: Map<String, {}>", rest.0, side.spell(&rest.1));
    match (&old.object.rest, &new.object.rest) {
        (None, None) => {}
        (Some(rest), None) => {
            found.push(ChangePlace::Field(rest.0.to_string()), ChangeKind::FieldRemoved, rest.0.as_str(), "");
        }
        (None, Some(rest)) => {
            found.push(ChangePlace::Field(rest.0.to_string()), ChangeKind::FieldAdded, "", text(&context.new, rest));
        }
        (Some(was), Some(is)) => {
            if (&was.0, context.old.common(&was.1)) != (&is.0, context.new.common(&is.1)) {
                let place = ChangePlace::Field((&was.0).min(&is.0).to_string());
                found.push(place, ChangeKind::FieldTypeChanged, text(&context.old, was), text(&context.new, is));
            }
        }
    }
}

fn place(field: &Field) -> ChangePlace {
    ChangePlace::Field(field.wire.clone())
}

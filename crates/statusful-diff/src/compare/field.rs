//! Fields of structs.

use statusful_codegen::ir::{Field, Kind as Shape, Optionality, Struct, TypeRef, Usage};

use super::{Context, Found};
use crate::pairs::Pairs;
use crate::spell::Side;
use crate::{Kind, Place};

/// The fields of one side.
pub(super) struct Fields<'a> {
    object: &'a Struct,
    usage: Usage,
}

impl<'a> Fields<'a> {
    pub(super) fn of(object: &'a Struct, usage: Usage) -> Self {
        Self { object, usage }
    }

    /// Whether `new` takes the field. What has just one value is filled in.
    fn is_argument(&self, side: &Side<'_>, field: &Field) -> bool {
        let is_constant = || match (field.ty.model().and_then(|id| side.api.ty(id)), field.optionality) {
            (Some(ty), Optionality::Required) if matches!(field.ty, TypeRef::Named(_)) => {
                matches!(&ty.kind, Shape::Enum(only) if only.values.len() == 1)
            }
            _ => false,
        };
        self.usage.sent && field.optionality.is_required() && !is_constant()
    }
}

pub(super) fn fields(context: &Context<'_>, found: &mut Found, sides @ [old, new]: &[Fields<'_>; 2]) {
    let joined = Pairs::of(&old.object.fields, &new.object.fields).by(|field| &field.wire).by(|field| &field.ident);
    for (old, new) in joined.both {
        field(context, found, sides, old, new);
    }
    for field in joined.gone {
        found.push(place(field), Kind::FieldRemoved, field.ident.as_str(), "");
    }
    for field in joined.come {
        let is_argument = new.is_argument(&context.new, field);
        let kind = if is_argument { Kind::RequiredFieldAdded } else { Kind::FieldAdded };
        found.push(place(field), kind, "", format!("{}: {}", field.ident, context.new.field(field)));
    }
    rest(context, found, sides);
}

fn field(context: &Context<'_>, found: &mut Found, [olds, news]: &[Fields<'_>; 2], old: &Field, new: &Field) {
    // A field with another name on the wire was joined by its name in Rust.
    let place = if old.wire == new.wire { place(new) } else { Place::Field(new.ident.to_string()) };
    found.differ(&place, Kind::FieldRenamed, old.ident.as_str(), new.ident.as_str());
    found.differ(&place, Kind::FieldWireNameChanged, &old.wire, &new.wire);
    let [was, is] = [context.old.field(old), context.new.field(new)];
    if context.old.common_field(old) != context.new.common_field(new) {
        found.push(place.clone(), change_of_type(context, old, new), was, is);
    } else if olds.usage.sent && news.usage.sent {
        let text = |is_argument| if is_argument { "an argument" } else { "no argument" };
        let [was, is] = [olds.is_argument(&context.old, old), news.is_argument(&context.new, new)];
        found.differ(&place, Kind::ConstructorChanged, text(was), text(is));
    }
    for alias in old.aliases.iter().filter(|alias| !new.aliases.contains(alias)) {
        found.push(place.clone(), Kind::FieldAliasRemoved, alias, "");
    }
    for alias in new.aliases.iter().filter(|alias| !old.aliases.contains(alias)) {
        found.push(place.clone(), Kind::FieldAliasAdded, "", alias);
    }
    found.toggled(&place, (old.deprecated, new.deprecated), (Kind::FieldRestored, Kind::FieldDeprecated));
}

/// Whether it is only that the field can be absent, or cannot any more.
fn change_of_type(context: &Context<'_>, old: &Field, new: &Field) -> Kind {
    let is_same_inside = context.old.common(&old.ty) == context.new.common(&new.ty);
    match (is_same_inside, old.optionality, new.optionality) {
        (true, Optionality::Required, _) => Kind::FieldMadeOptional,
        (true, _, Optionality::Required) => Kind::FieldMadeRequired,
        _ => Kind::FieldTypeChanged,
    }
}

/// The field of members that the document does not name.
fn rest(context: &Context<'_>, found: &mut Found, [old, new]: &[Fields<'_>; 2]) {
    let text = |side: &Side<'_>, rest: &(_, TypeRef)| format!("{}: Map<String, {}>", rest.0, side.spell(&rest.1));
    match (&old.object.rest, &new.object.rest) {
        (None, None) => {}
        (Some(rest), None) => found.push(Place::Field(rest.0.to_string()), Kind::FieldRemoved, rest.0.as_str(), ""),
        (None, Some(rest)) => {
            found.push(Place::Field(rest.0.to_string()), Kind::FieldAdded, "", text(&context.new, rest));
        }
        (Some(was), Some(is)) => {
            if (&was.0, context.old.common(&was.1)) != (&is.0, context.new.common(&is.1)) {
                let place = Place::Field((&was.0).min(&is.0).to_string());
                found.push(place, Kind::FieldTypeChanged, text(&context.old, was), text(&context.new, is));
            }
        }
    }
}

fn place(field: &Field) -> Place {
    Place::Field(field.wire.clone())
}

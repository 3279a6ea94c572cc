//! Multipart forms: structs that users only create.

use statusful_codegen::ir::{Multipart, PartField, PartKind, TypeRef};

use super::{Context, Found, constructor};
use crate::pairs::Pairs;
use crate::spell::Side;
use crate::{ChangeKind, ChangePlace};

pub(super) fn form(context: &Context<'_>, found: &mut Found, old: &Multipart, new: &Multipart) {
    found.differ(&ChangePlace::RequestBody(None), ChangeKind::BodyTypeChanged, old.name.as_str(), new.name.as_str());
    constructor::of_form(context, found, old, new);
    let joined = Pairs::of(&old.fields, &new.fields).by(|field| &field.wire);
    for (old, new) in joined.both {
        field(context, found, old, new);
    }
    for field in joined.gone {
        found.push(place(field), ChangeKind::FieldRemoved, field.ident.as_str(), "");
    }
    for field in joined.come {
        let kind = if field.required { ChangeKind::RequiredFieldAdded } else { ChangeKind::FieldAdded };
        found.push(place(field), kind, "", format!("{}: {}", field.ident, spelled(&context.new, field, Side::spell)));
    }
}

fn field(context: &Context<'_>, found: &mut Found, old: &PartField, new: &PartField) {
    let place = place(new);
    found.differ(&place, ChangeKind::FieldRenamed, old.ident.as_str(), new.ident.as_str());
    let [was, is] = [spelled(&context.old, old, Side::spell), spelled(&context.new, new, Side::spell)];
    match (old.required, new.required) {
        (true, false) => found.push(place.clone(), ChangeKind::FieldMadeOptional, was, is),
        (false, true) => found.push(place.clone(), ChangeKind::FieldMadeRequired, was, is),
        _ if spelled(&context.old, old, Side::common) != spelled(&context.new, new, Side::common) => {
            found.push(place.clone(), ChangeKind::FieldTypeChanged, was, is);
        }
        _ => {}
    }
    if (is_json(old), &old.media_type) != (is_json(new), &new.media_type) {
        found.push(place, ChangeKind::BodyEncodingChanged, "", "");
    }
}

fn place(field: &PartField) -> ChangePlace {
    ChangePlace::Part(field.wire.clone())
}

fn is_json(field: &PartField) -> bool {
    matches!(field.kind, PartKind::Json(_))
}

fn spelled<'a>(side: &Side<'a>, field: &PartField, spell: fn(&Side<'a>, &TypeRef) -> String) -> String {
    let ty = match &field.kind {
        PartKind::File => "Part".to_owned(),
        PartKind::Files => "Vec<Part>".to_owned(),
        PartKind::Value(ty) | PartKind::Json(ty) => spell(side, ty),
    };
    if field.required { ty } else { format!("Option<{ty}>") }
}

//! Request bodies.

use statusful_codegen::ir::{BodyContent, BodyEncoding, RequestBody, TypeRef};

use super::{Context, Found, form};
use crate::pairs::Pairs;
use crate::spell::Side;
use crate::{ChangeKind, ChangePlace};

pub(super) fn body(context: &Context<'_>, found: &mut Found, old: Option<&RequestBody>, new: Option<&RequestBody>) {
    let place = ChangePlace::RequestBody(None);
    match (old, new) {
        (None, None) => {}
        (Some(old), None) => found.push(place, ChangeKind::BodyRemoved, whole(&context.old, old), ""),
        (None, Some(new)) => {
            let kind = if new.required { ChangeKind::RequiredBodyAdded } else { ChangeKind::OptionalBodyAdded };
            found.push(place, kind, "", whole(&context.new, new));
        }
        (Some(old), Some(new)) => both(context, found, old, new),
    }
}

fn both(context: &Context<'_>, found: &mut Found, old: &RequestBody, new: &RequestBody) {
    let place = ChangePlace::RequestBody(None);
    found.toggled(&place, (old.required, new.required), (ChangeKind::BodyMadeOptional, ChangeKind::BodyMadeRequired));
    if !old.required && !new.required {
        found.differ(&place, ChangeKind::BodySetterRenamed, old.ident.as_str(), new.ident.as_str());
    }
    let [old_text, new_text] = [whole(&context.old, old), whole(&context.new, new)];
    match (old.contents.as_slice(), new.contents.as_slice()) {
        ([old], [new]) => {
            found.differ(&place, ChangeKind::BodyMediaTypeChanged, &old.media_type, &new.media_type);
            content(context, found, &place, old, new);
        }
        ([_], _) => found.push(place, ChangeKind::BodyBecomesChoice, old_text, new_text),
        (_, [_]) => found.push(place, ChangeKind::BodyNoLongerChoice, old_text, new_text),
        (olds, news) => several(context, found, olds, news),
    }
}

fn several(context: &Context<'_>, found: &mut Found, old: &[BodyContent], new: &[BodyContent]) {
    let place = |content: &BodyContent| ChangePlace::RequestBody(Some(content.media_type.clone()));
    let joined = Pairs::of(old, new).by(|content| &content.media_type);
    for (old, new) in joined.both {
        found.differ(&place(new), ChangeKind::BodyVariantRenamed, old.variant.as_str(), new.variant.as_str());
        content(context, found, &place(new), old, new);
    }
    for content in joined.gone {
        found.push(place(content), ChangeKind::BodyMediaTypeRemoved, content.variant.as_str(), "");
    }
    for content in joined.come {
        found.push(place(content), ChangeKind::BodyMediaTypeAdded, "", content.variant.as_str());
    }
}

fn content(context: &Context<'_>, found: &mut Found, place: &ChangePlace, old: &BodyContent, new: &BodyContent) {
    match (&old.encoding, &new.encoding) {
        (BodyEncoding::Multipart(Some(old)), BodyEncoding::Multipart(Some(new))) => {
            return form::form(context, found, old, new);
        }
        (BodyEncoding::Form(_, old), BodyEncoding::Form(_, new)) if old != new => {
            found.push(place.clone(), ChangeKind::BodyEncodingChanged, "", "");
        }
        _ => {}
    }
    if ty(&old.encoding, |ty| context.old.common(ty)) != ty(&new.encoding, |ty| context.new.common(ty)) {
        let [old, new] = [one(&context.old, old), one(&context.new, new)];
        found.push(place.clone(), ChangeKind::BodyTypeChanged, old, new);
    }
}

/// Returns the type of a body argument, or the media types if there are several.
fn whole(side: &Side<'_>, body: &RequestBody) -> String {
    match body.contents.as_slice() {
        [content] => one(side, content),
        contents => contents.iter().map(|content| content.media_type.as_str()).collect::<Vec<_>>().join(" | "),
    }
}

fn one(side: &Side<'_>, content: &BodyContent) -> String {
    ty(&content.encoding, |ty| side.spell(ty))
}

fn ty(encoding: &BodyEncoding, spell: impl Fn(&TypeRef) -> String) -> String {
    match encoding {
        BodyEncoding::Json(ty) | BodyEncoding::Form(ty, _) => format!("&{}", spell(ty)),
        BodyEncoding::Multipart(Some(form)) => form.name.to_string(),
        BodyEncoding::Multipart(None) => "Form".to_owned(),
        BodyEncoding::Text => "String".to_owned(),
        BodyEncoding::Bytes => "Body".to_owned(),
        BodyEncoding::Typed => "TypedBody".to_owned(),
    }
}

//! Headers of responses: structs that are only read, and all optional.

use statusful_codegen::ir::{HeaderField, ResponseHeaders, StatusMatch};

use super::{Context, Found};
use crate::pairs::Pairs;
use crate::{Kind, Place};

pub(super) fn headers(context: &Context<'_>, found: &mut Found, old: &[ResponseHeaders], new: &[ResponseHeaders]) {
    let flat = |headers: &'_ [ResponseHeaders]| -> Vec<(StatusMatch, HeaderField)> {
        let fields =
            headers.iter().flat_map(|headers| headers.fields.iter().map(|field| (headers.status, field.clone())));
        fields.collect()
    };
    let (old, new) = (flat(old), flat(new));
    let joined = Pairs::of(&old, &new).by(|(status, field)| (*status, &field.wire));
    for ((status, old), (_, new)) in joined.both {
        let place = Place::ResponseHeader(*status, new.wire.clone());
        let [was, is] = [context.old.spell(&old.ty), context.new.spell(&new.ty)];
        let is_same = context.old.common(&old.ty) == context.new.common(&new.ty) && old.ident == new.ident;
        if !is_same {
            let field = |field: &HeaderField, ty: String| format!("{}: Option<{ty}>", field.ident);
            found.push(place, Kind::HeaderTypeChanged, field(old, was), field(new, is));
        }
    }
    for (status, field) in joined.gone {
        found.push(Place::ResponseHeader(*status, field.wire.clone()), Kind::HeaderRemoved, field.ident.as_str(), "");
    }
    for (status, field) in joined.come {
        found.push(Place::ResponseHeader(*status, field.wire.clone()), Kind::HeaderAdded, "", field.ident.as_str());
    }
}

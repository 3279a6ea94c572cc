//! Response headers: structs of optional fields that users only read.

use statusful_codegen::ir::{HeaderField, ResponseHeaders, StatusKey};

use super::{Context, Found};
use crate::pairs::Pairs;
use crate::{ChangeKind, ChangePlace};

pub(super) fn headers(context: &Context<'_>, found: &mut Found, old: &[ResponseHeaders], new: &[ResponseHeaders]) {
    let flat = |headers: &'_ [ResponseHeaders]| -> Vec<(StatusKey, HeaderField)> {
        let fields =
            headers.iter().flat_map(|headers| headers.fields.iter().map(|field| (headers.status, field.clone())));
        fields.collect()
    };
    let (old, new) = (flat(old), flat(new));
    let joined = Pairs::of(&old, &new).by(|(status, field)| (*status, &field.wire));
    for ((status, old), (_, new)) in joined.both {
        let place = ChangePlace::ResponseHeader(*status, new.wire.clone());
        let [was, is] = [context.old.spell(&old.ty), context.new.spell(&new.ty)];
        let is_same = context.old.common(&old.ty) == context.new.common(&new.ty) && old.ident == new.ident;
        if !is_same {
            let field = |field: &HeaderField, ty: String| format!("{}: Option<{ty}>", field.ident);
            found.push(place, ChangeKind::HeaderTypeChanged, field(old, was), field(new, is));
        }
    }
    for (status, field) in joined.gone {
        found.push(
            ChangePlace::ResponseHeader(*status, field.wire.clone()),
            ChangeKind::HeaderRemoved,
            field.ident.as_str(),
            "",
        );
    }
    for (status, field) in joined.come {
        found.push(
            ChangePlace::ResponseHeader(*status, field.wire.clone()),
            ChangeKind::HeaderAdded,
            "",
            field.ident.as_str(),
        );
    }
}

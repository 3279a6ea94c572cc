//! Lowers headers of responses to fields.

use crate::ir::{HeaderField, Ident, ResponseHeaders, Scalar, TypeName, TypeRef};
use crate::lower::docs;
use crate::lower::schema::{Hint, Models};
use crate::openapi::{Header, Response, StatusKey};

use super::words::status_words;

/// Lowers the documented headers of a status, if there are any.
pub(super) fn headers<'d>(
    status: StatusKey,
    response: Response<'d>,
    marker: &TypeName,
    hint: &Hint,
    models: &mut Models<'_, 'd>,
) -> Option<ResponseHeaders> {
    let described: Vec<_> = response.headers().filter(|(name, _)| is_header(name)).collect();
    let mut fields = Vec::new();
    for (wire, header) in described {
        fields.push(field(wire, header, hint, models));
    }
    let name = marker.with_suffix(TypeName::variant(&format!("{} headers", status_words(status))).as_str());
    (!fields.is_empty()).then_some(ResponseHeaders { name, status, fields })
}

fn field<'d>(wire: &str, header: Header<'d>, hint: &Hint, models: &mut Models<'_, 'd>) -> HeaderField {
    let ty = header.schema().map(|schema| models.schema(schema, &hint.inside(&format!("{wire} header"))));
    HeaderField {
        wire: wire.to_owned(),
        ident: Ident::new(wire),
        ty: ty.map_or(TypeRef::Scalar(Scalar::String), |ty| plain(ty, models)),
        docs: docs::of(header.description()),
    }
}

/// Returns the type for the text of a header: a scalar, a list of scalars, or a string.
fn plain(ty: TypeRef, models: &Models<'_, '_>) -> TypeRef {
    match ty {
        TypeRef::Scalar(_) => ty,
        TypeRef::Nullable(inner) => plain(*inner, models),
        TypeRef::List(item) if !matches!(*item, TypeRef::List(_)) => TypeRef::List(Box::new(plain(*item, models))),
        TypeRef::Named(id) if models.is_enum(id) => ty,
        _ => TypeRef::Scalar(Scalar::String),
    }
}

/// Returns `true` if a text is a valid header name (RFC 9110, section 5.1).
fn is_header(name: &str) -> bool {
    http::HeaderName::try_from(name).is_ok()
}

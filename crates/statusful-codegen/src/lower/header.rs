//! Header Objects of responses to fields.

use super::naming::unique_idents;
use super::response::status_words;
use super::types::Hint;
use super::{Lowering, docs};
use crate::ir::{HeaderField, Ident, Kind, ResponseHeaders, Scalar, StatusMatch, TypeName, TypeRef};
use crate::source::Node;

impl<'d> Lowering<'d> {
    /// The headers described for a status; nothing where there are none. `Content-Type` is no such header (OpenAPI
    /// 3.0.3, section 4.7.16.1).
    pub(super) fn headers(
        &mut self,
        status: StatusMatch,
        response: &'d Node,
        marker: &TypeName,
        hint: &Hint,
    ) -> Option<ResponseHeaders> {
        let described = response.get("headers").into_iter().flat_map(Node::members);
        let described = described.filter(|(name, _)| is_header(name) && !name.eq_ignore_ascii_case("content-type"));
        let mut fields: Vec<_> = described.filter_map(|(name, entry)| self.header(name, &entry.node, hint)).collect();
        fields.sort_by(|a, b| (&a.ident, &a.wire).cmp(&(&b.ident, &b.wire)));
        unique_idents(&mut fields, |field| &mut field.ident, &[]);
        let name = marker.with_suffix(TypeName::variant(&format!("{} headers", status_words(status))).as_str());
        (!fields.is_empty()).then_some(ResponseHeaders { name, status, fields })
    }

    fn header(&mut self, wire: &str, node: &'d Node, hint: &Hint) -> Option<HeaderField> {
        let header = self.document.resolve(node)?;
        let ty = header.get("schema").map(|schema| self.schema(schema, &hint.inside(&format!("{wire} header"))));
        Some(HeaderField {
            wire: wire.to_owned(),
            ident: Ident::new(wire),
            ty: ty.map_or(TypeRef::Scalar(Scalar::String), |ty| self.plain(ty)),
            docs: docs::of(header),
        })
    }

    /// What the text of a header can be read as: a type without parts, or a list of such; else it stays text.
    fn plain(&self, ty: TypeRef) -> TypeRef {
        match ty {
            TypeRef::Scalar(_) => ty,
            TypeRef::Nullable(inner) => self.plain(*inner),
            TypeRef::List(item) if !matches!(*item, TypeRef::List(_)) => TypeRef::List(Box::new(self.plain(*item))),
            TypeRef::Named(id)
                if matches!(self.types.models.get(id.0).map(|it| &it.kind), Some(Some(Kind::Enum(_)))) =>
            {
                ty
            }
            _ => TypeRef::Scalar(Scalar::String),
        }
    }
}

/// Whether text is the name of a header (RFC 9110, section 5.1).
fn is_header(name: &str) -> bool {
    http::HeaderName::try_from(name).is_ok()
}

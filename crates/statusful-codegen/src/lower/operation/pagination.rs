//! The items of a paginated list.

use super::response;
use crate::extension::{self, X_PAGINATION};
use crate::ir::{Pagination, TypeRef};
use crate::lower::schema::{Hint, Models};
use crate::openapi::Operation;

/// Returns `x-pagination` of an operation.
pub(super) fn pagination<'d>(operation: Operation<'d>, hint: &Hint, models: &mut Models<'_, 'd>) -> Option<Pagination> {
    let (pagination, list) = extension::pagination(operation.extension(X_PAGINATION)?, operation).value?;
    let body = || response::body_hint(operation, list.status, list.content, hint);
    let start = list.component.map_or_else(body, Hint::component);
    // This must be the same hint as when the body is lowered, which may happen later.
    let hint = list.properties.iter().fold(start, |hint, property| hint.inside(property));
    let item = match models.schema(list.schema, &hint) {
        TypeRef::List(item) => *item,
        TypeRef::Nullable(list) => match *list {
            TypeRef::List(item) => *item,
            _ => TypeRef::Any,
        },
        _ => TypeRef::Any,
    };
    Some(Pagination { item, ..pagination })
}

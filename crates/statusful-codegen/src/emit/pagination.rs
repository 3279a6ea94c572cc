//! How the next page is found, from `x-pagination`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::{Api, Operation, Pagination, PaginationStyle, ParameterLocation, RequestPart, ResponseExpression};
use crate::tokens::ty::{Scope, ty};

/// Returns the implementation of the runtime's `Paginated`, or `None` if the operation is not paginated.
pub(super) fn paginated(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let pagination = operation.pagination.as_ref()?;
    let marker = &operation.marker;
    let item = ty(api, &pagination.item, Scope::Beside);
    let policy = policy(pagination);
    let decode = if api.is_lenient(&pagination.item) { quote!(lenient_json) } else { quote!(json) };
    Some(quote! {
        impl statusful::Paginated for #marker {
            type Item = #item;
            const PAGINATION: statusful::PaginationPolicy = #policy;
            fn items(list: &statusful::ItemList<'_>) -> Result<Vec<Self::Item>, statusful::DecodeError> {
                list.#decode()
            }
        }
    })
}

fn policy(pagination: &Pagination) -> TokenStream {
    let style = match &pagination.style {
        PaginationStyle::Offset(input) => {
            let input = request_part(input);
            quote!(offset(#input))
        }
        PaginationStyle::Page { input, first } => {
            let (input, first) = (request_part(input), Literal::u64_unsuffixed(*first));
            quote!(page(#input, #first))
        }
        PaginationStyle::Cursor { input, next } => {
            let (input, next) = (request_part(input), response_part(next));
            quote!(cursor(#input, #next))
        }
        PaginationStyle::LastItem { input, pointer } => {
            let input = request_part(input);
            quote!(last_item(#input, #pointer))
        }
        PaginationStyle::Url(next) => {
            let next = response_part(next);
            quote!(url(#next))
        }
        PaginationStyle::Link => quote!(link()),
    };
    let results = Some(&pagination.results).filter(|results| !results.is_empty()).map(|it| quote!(.results(#it)));
    let more = pagination.more.as_ref().map(response_part).map(|more| quote!(.more(#more)));
    let total = pagination.total.as_ref().map(response_part).map(|total| quote!(.total(#total)));
    quote!(statusful::PaginationPolicy::#style #results #more #total)
}

fn request_part(part: &RequestPart) -> TokenStream {
    match part {
        RequestPart::Parameter(ParameterLocation::Path, name) => quote!(statusful::RequestPart::path(#name)),
        RequestPart::Parameter(ParameterLocation::Header, name) => quote!(statusful::RequestPart::header(#name)),
        RequestPart::Parameter(_, name) => quote!(statusful::RequestPart::query(#name)),
        RequestPart::Body { pointer, is_number: true } => quote!(statusful::RequestPart::body_number(#pointer)),
        RequestPart::Body { pointer, is_number: false } => quote!(statusful::RequestPart::body_text(#pointer)),
    }
}

fn response_part(part: &ResponseExpression) -> TokenStream {
    match part {
        ResponseExpression::Header(name) => quote!(statusful::ResponsePart::header(#name)),
        ResponseExpression::Body(pointer) => quote!(statusful::ResponsePart::body(#pointer)),
    }
}

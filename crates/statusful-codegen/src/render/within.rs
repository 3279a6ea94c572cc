//! Moves a client from the root of a crate into a module of another crate.

use proc_macro2::{Group, Ident, Literal, Spacing, Span, TokenStream, TokenTree};
use quote::quote;
use syn::LitStr;

use crate::emit::Module;

/// Returns a file of a client in a module of another crate: paths that begin with `crate` are changed to begin with
/// that module.
pub(crate) fn within(module: Module, root: &str) -> Module {
    let root = Ident::new(root, Span::call_site());
    let Module { path, head, items } = module;
    Module { path, head: moved(head, &root), items: items.into_iter().map(|item| moved(item, &root)).collect() }
}

fn moved(tokens: TokenStream, root: &Ident) -> TokenStream {
    let mut tokens = tokens.into_iter().peekable();
    let mut out = TokenStream::new();
    while let Some(token) = tokens.next() {
        let is_path = matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == ':' && next.spacing() == Spacing::Joint);
        match token {
            TokenTree::Ident(ident) if ident == "crate" && is_path => out.extend(quote!(#ident::#root)),
            TokenTree::Group(group) => {
                let inner = moved(group.stream(), root);
                out.extend([TokenTree::Group(Group::new(group.delimiter(), inner))]);
            }
            TokenTree::Literal(literal) => out.extend([TokenTree::Literal(text(literal, root))]),
            other => out.extend([other]),
        }
    }
    out
}

/// Returns a documentation text with its links adjusted. Its examples are written for a crate, so they are not
/// compiled.
fn text(literal: Literal, root: &Ident) -> Literal {
    let Ok(text) = syn::parse_str::<LitStr>(&literal.to_string()) else { return literal };
    let (text, is_program) = (text.value(), text.value().trim() == "```no_run");
    if is_program {
        return Literal::string(&text.replace("no_run", "ignore"));
    }
    if text.contains("](crate::") {
        Literal::string(&text.replace("](crate::", &format!("](crate::{root}::")))
    } else {
        literal
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_api(tokens: TokenStream) -> String {
        moved(tokens, &Ident::new("api", Span::call_site())).to_string()
    }

    #[test]
    fn paths_from_the_root_begin_with_the_module() {
        let tokens = quote! {
            use crate::{Call, Client};
            #[doc = " See [`Client`](crate::Client)."]
            pub(crate) fn f() -> crate::types::Key { m! { crate::types::Key } }
        };
        let moved = quote! {
            use crate::api::{Call, Client};
            #[doc = " See [`Client`](crate::api::Client)."]
            pub(crate) fn f() -> crate::api::types::Key { m! { crate::api::types::Key } }
        };
        assert_eq!(in_api(tokens), moved.to_string());
    }

    #[test]
    fn programs_are_not_compiled() {
        assert_eq!(in_api(quote!(#[doc = " ```no_run"])), quote!(#[doc = " ```ignore"]).to_string());
    }
}

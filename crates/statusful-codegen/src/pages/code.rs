//! Code blocks: complete, formatted Rust programs, and JSON.

use proc_macro2::{Ident, Spacing, Span, TokenStream, TokenTree};
use quote::quote;
use serde_json::Value;

use super::site::Site;

/// Returns a code block whose fence is longer than any in the text.
pub(super) fn fenced(language: &str, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}\n", text.trim_end())
}

/// Returns a code block of pretty-printed JSON.
pub(super) fn json(value: &Value) -> String {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    // Invisible characters, and characters that change the direction of text, are escaped.
    let visible = |c: char| match c {
        '\n' | ' '..='~' => c.to_string(),
        c if c.escape_debug().len() > 1 => {
            c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect::<Vec<_>>().concat()
        }
        c => c.to_string(),
    };
    fenced("json", &text.chars().map(visible).collect::<String>())
}

/// Returns a program with an asynchronous `main`, with `imports` in addition to the usual ones. Returns `None` if the
/// tokens are not valid Rust, which no document can cause.
pub(super) fn program(site: &Site<'_>, imports: &TokenStream, statements: &TokenStream) -> Option<String> {
    rust(
        site,
        imports,
        statements,
        &quote! {
            #[tokio::main]
            async fn main() -> Result<(), Box<dyn std::error::Error>> {
                #statements
                Ok(())
            }
        },
    )
}

/// Returns a program with a synchronous `main`.
pub(super) fn plain_program(site: &Site<'_>, statements: &TokenStream) -> Option<String> {
    rust(
        site,
        &quote!(),
        statements,
        &quote! {
            fn main() -> Result<(), Box<dyn std::error::Error>> {
                #statements
                Ok(())
            }
        },
    )
}

/// Returns the items, preceded by imports of the client's names that the statements use.
fn rust(site: &Site<'_>, imports: &TokenStream, statements: &TokenStream, items: &TokenStream) -> Option<String> {
    let krate = ident(&site.crate_name());
    let named = ["Client", "Error", "Secret", "statusful", "types"].into_iter();
    let named: Vec<_> = named.filter(|name| begins_with(statements, name)).map(ident).collect();
    let common = match named.as_slice() {
        [] => quote!(),
        [one] => quote!(use #krate::#one;),
        several => quote!(use #krate::{#(#several),*};),
    };
    let imports = syn::parse2::<syn::File>(quote!(#imports #common)).ok()?;
    let items = syn::parse2::<syn::File>(items.clone()).ok()?;
    let [imports, items] = [imports, items].map(|file| prettyplease::unparse(&file));
    let gap = if imports.is_empty() { "" } else { "\n" };
    Some(fenced("rust,no_run", &format!("{imports}{gap}{items}")))
}

/// Returns an identifier. The name must be valid.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// Returns `true` if a path in the tokens begins with a name.
fn begins_with(tokens: &TokenStream, name: &str) -> bool {
    // `inside` is true after `.` and `::`; a single `:` separates a field from its value.
    let (mut inside, mut colons) = (false, false);
    for token in tokens.clone() {
        let found = match &token {
            TokenTree::Ident(ident) => ident == name && !inside,
            TokenTree::Group(group) => begins_with(&group.stream(), name),
            _ => false,
        };
        if found {
            return true;
        }
        (inside, colons) = match token {
            TokenTree::Punct(punct) if punct.as_char() == ':' => (colons, punct.spacing() == Spacing::Joint),
            TokenTree::Punct(punct) => (punct.as_char() == '.', false),
            _ => (false, false),
        };
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_block() {
        assert_eq!(fenced("json", "\"```\""), "````json\n\"```\"\n````\n");
        assert_eq!(json(&Value::String("\u{202e}\u{1f980}".to_owned())), "```json\n\"\\u202e\u{1f980}\"\n```\n");
    }

    #[test]
    fn imports_are_of_what_is_named() {
        assert!(begins_with(&quote!(a(types::Key::new())), "types"));
        assert!(!begins_with(&quote!(keymint::types::Key), "types"));
        assert!(!begins_with(&quote!(value.Client()), "Client"));
        assert!(begins_with(&quote!(Key { key: Secret::from("x") }), "Secret"));
    }
}

//! Names. Only this module decides which names are valid.
//!
//! A document may use names in any script and with any punctuation, or none at all. The constructors of each newtype
//! convert any text into a valid name, or reject it, so every value of the newtype is valid.

use std::fmt;

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::Span;
use quote::{ToTokens, TokenStreamExt};

/// The name of a type or a variant, such as `GetAuthResponseRequestId`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeName(String);

/// The name of a field, function, argument or module, such as `request_id`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

/// The maximum length of a file name without its extension, in bytes. Most file systems allow 255 bytes for the whole
/// name.
pub(crate) const MAX_FILE_STEM: usize = 200;

/// Returns the text, truncated to a maximum length in bytes.
pub(crate) fn cut(text: &str, max: usize) -> &str {
    let ends = text.char_indices().map(|(start, letter)| start + letter.len_utf8());
    &text[..ends.take_while(|end| *end <= max).last().unwrap_or_default()]
}

/// The name of a package, as accepted by Cargo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageName(String);

impl TypeName {
    /// Creates the type name that is closest to a text.
    pub fn new(text: &str) -> Self {
        let camel = words(text).to_upper_camel_case();
        Self(match valid(&camel, "N", placeholder(text)) {
            // A model with the name of an item in the prelude would shadow it in its module.
            name if TAKEN_TYPES.contains(&name.as_str()) => name + "Model",
            name => name,
        })
    }

    /// Creates the variant name that is closest to a text. Variants shadow nothing, so every name except `Self` is
    /// allowed.
    pub fn variant(text: &str) -> Self {
        let name = valid(&words(text).to_upper_camel_case(), "N", placeholder(text));
        Self(if name == "Self" { "SelfValue".to_owned() } else { name })
    }

    /// Returns the name with a word appended.
    #[must_use]
    pub fn with_suffix(&self, suffix: &str) -> Self {
        Self(format!("{}{suffix}", self.0))
    }

    /// Returns the name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Ident {
    /// Creates the identifier that is closest to a text. Appends an underscore to keywords.
    pub fn new(text: &str) -> Self {
        let name = valid(&words(text).to_snake_case(), "n", "unnamed");
        Self(if is_keyword(&name) { name + "_" } else { name })
    }

    /// Creates the module name that is closest to a text and short enough for a file name.
    pub fn module(text: &str) -> Self {
        Self(cut(&Self::new(text).0, MAX_FILE_STEM).to_owned())
    }

    /// Returns the name with a word appended.
    #[must_use]
    pub fn with_suffix(&self, suffix: &str) -> Self {
        Self(format!("{}_{suffix}", self.0.trim_end_matches('_')))
    }

    /// Returns the name with a word prepended, such as `with_code` or `is_ok`.
    #[must_use]
    pub fn with_prefix(&self, prefix: &str) -> Self {
        Self(format!("{prefix}_{}", self.0.trim_end_matches('_')))
    }

    /// Returns the name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PackageName {
    /// Parses a package name. Rejects names that Cargo does not accept, and names of crates that generated code uses.
    pub fn parse(text: &str) -> Result<Self, String> {
        let shape = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
            && text.starts_with(|c: char| c.is_ascii_alphabetic());
        let ident = text.replace('-', "_");
        if !shape {
            return Err(format!(
                "invalid package name `{text}`: use ASCII letters, digits, `-` and `_`, and begin with a letter"
            ));
        }
        if is_keyword(&ident) || TAKEN_PACKAGES.contains(&ident.as_str()) {
            return Err(format!(
                "invalid package name `{text}`: it is a keyword or the name of a crate that clients use"
            ));
        }
        Ok(Self(text.to_owned()))
    }

    /// Returns the name as written in the manifest.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the name as written in Rust paths.
    pub fn crate_name(&self) -> String {
        self.0.replace('-', "_")
    }
}

/// Terms that are one word despite their capital letters.
const WHOLE_WORDS: [(&str, &str); 8] = [
    ("OAuth", "Oauth"),
    ("OpenAPI", "Openapi"),
    ("OpenID", "Openid"),
    ("GraphQL", "Graphql"),
    ("IPv4", "Ipv4"),
    ("IPv6", "Ipv6"),
    ("GitHub", "Github"),
    ("GitLab", "Gitlab"),
];

/// Traits, types and variants that generated code refers to without a path.
const TAKEN_TYPES: [&str; 19] = [
    "AsRef",
    "IntoIterator",
    "Ok",
    "Err",
    "Some",
    "None",
    "Self",
    "Option",
    "String",
    "Vec",
    "Box",
    "Result",
    "Default",
    "Clone",
    "Debug",
    "PartialEq",
    "From",
    "Into",
    "TryFrom",
];

/// Crates that generated code refers to.
const TAKEN_PACKAGES: [&str; 12] =
    ["statusful", "serde", "serde_json", "chrono", "jiff", "uuid", "schemars", "tokio", "std", "core", "alloc", "test"];

/// Replaces characters that an identifier cannot contain with spaces, and meaningful signs with words.
fn words(text: &str) -> String {
    let mut text = text.to_owned();
    for (term, word) in WHOLE_WORDS {
        text = text.replace(term, word);
    }
    let mut out = String::with_capacity(text.len());
    let mut previous = None;
    for c in text.chars() {
        match c {
            '+' => out.push_str(" plus "),
            '-' if previous.is_none() => out.push_str("minus "),
            '<' => out.push_str(" less "),
            '>' => out.push_str(" greater "),
            '=' => out.push_str(" equal "),
            '!' => out.push_str(" not "),
            '*' => out.push_str(" star "),
            '%' => out.push_str(" percent "),
            '&' => out.push_str(" and "),
            '|' => out.push_str(" or "),
            '$' | '@' | '#' => out.push(' '),
            c if unicode_ident::is_xid_continue(c) => out.push(c),
            _ => out.push(' '),
        }
        previous = Some(c);
    }
    out
}

/// Prepends the prefix if the name begins with an invalid character. Returns `empty` if the name is empty.
fn valid(name: &str, prefix: &str, empty: &str) -> String {
    match name.trim_matches('_').chars().next() {
        None => empty.to_owned(),
        Some(first) if unicode_ident::is_xid_start(first) => name.to_owned(),
        Some(_) => format!("{prefix}{name}"),
    }
}

/// Returns the name for a text without any character that a name can contain.
fn placeholder(text: &str) -> &'static str {
    if text.trim().is_empty() { "Empty" } else { "Symbol" }
}

/// Returns `true` if a name is a strict or reserved keyword of edition 2024.
fn is_keyword(name: &str) -> bool {
    const KEYWORDS: [&str; 52] = [
        "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern", "false", "fn",
        "for", "gen", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "self",
        "Self", "static", "struct", "super", "trait", "true", "type", "unsafe", "use", "where", "while", "abstract",
        "become", "box", "do", "final", "macro", "override", "priv", "try", "typeof", "unsized", "virtual", "yield",
    ];
    KEYWORDS.contains(&name)
}

impl fmt::Display for TypeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl ToTokens for TypeName {
    fn to_tokens(&self, tokens: &mut proc_macro2::TokenStream) {
        tokens.append(proc_macro2::Ident::new(&self.0, Span::call_site()));
    }
}

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut proc_macro2::TokenStream) {
        tokens.append(proc_macro2::Ident::new(&self.0, Span::call_site()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_as_the_field_spells_them() {
        assert_eq!(TypeName::new("exchangeAuthCodeForAPIKey").as_str(), "ExchangeAuthCodeForApiKey");
        assert_eq!(Ident::new("getAuthResponseRequestId").as_str(), "get_auth_response_request_id");
        assert_eq!(Ident::new("OAuth").as_str(), "oauth");
        assert_eq!(Ident::new("HTTP-Referer").as_str(), "http_referer");
        assert_eq!(Ident::new("X-OpenRouter-Title").as_str(), "x_open_router_title");
    }

    #[test]
    fn any_text_makes_a_valid_name() {
        for text in [
            "",
            "_",
            "1st",
            "type",
            "Self",
            "self",
            "+1",
            "-1",
            "日本語",
            "a b",
            "\u{202e}x",
            "🦀",
            "ſ",
            "__",
            "3.5",
            "'",
            "\"; fn x",
        ] {
            for name in [TypeName::new(text).0, TypeName::variant(text).0, Ident::new(text).0] {
                assert!(syn::parse_str::<syn::Ident>(&name).is_ok(), "{text:?} became {name:?}");
            }
        }
    }

    #[test]
    fn signs_that_carry_meaning_tell_names_apart() {
        assert_ne!(Ident::new("+1"), Ident::new("-1"));
        assert_ne!(TypeName::variant("=="), TypeName::variant("!="));
    }

    #[test]
    fn packages_are_what_cargo_accepts() {
        assert!(PackageName::parse("keymint").is_ok());
        for bad in ["", "1x", "a/b", "../x", "serde", "fn", "a\"b"] {
            assert!(PackageName::parse(bad).is_err(), "{bad:?}");
        }
    }
}

//! What the manifest says for registries, by the rules of Cargo and crates.io.

use std::ops::Range;

use statusful_codegen::{Publish, Runtime};
use toml::{Spanned, Value};

use super::choices::Written;
use super::error::Errors;
use super::license;

/// The most characters of a description on crates.io.
const LONGEST_DESCRIPTION: usize = 1000;

/// The most characters of a keyword on crates.io.
const LONGEST_KEYWORD: usize = 20;

/// The most keywords, and the most categories, on crates.io.
const MOST: usize = 5;

/// Returns the description if crates.io accepts it.
pub(super) fn description(text: &Spanned<String>, errors: &mut Errors) -> Option<String> {
    let length = text.get_ref().chars().count();
    let checked = match text.get_ref().trim() {
        "" => Err("the description is empty; write a sentence, or remove the key".to_owned()),
        _ if length > LONGEST_DESCRIPTION => {
            Err(format!("the description has {length} characters; crates.io accepts {LONGEST_DESCRIPTION}"))
        }
        trimmed => Ok(trimmed.to_owned()),
    };
    errors.keep(text, checked)
}

/// Returns the licence if it is an SPDX expression.
pub(super) fn license(text: &Spanned<String>, errors: &mut Errors) -> Option<String> {
    errors.keep(text, license::check(text.get_ref()))?;
    Some(text.get_ref().clone())
}

/// Returns a URL if it is one of the web.
pub(super) fn url(text: &Spanned<String>, errors: &mut Errors) -> Option<String> {
    let url = text.get_ref();
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let has_host = rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['));
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"\\^`{|}".contains(c);
    if has_host && url.chars().all(is_plain) {
        return Some(url.clone());
    }
    errors.add(text.span(), &format!("`{}` is not a URL", url.escape_debug()), "write one that begins with `https://`");
    None
}

/// Returns the keywords that crates.io accepts.
pub(super) fn keywords(list: &Spanned<Vec<Spanned<String>>>, errors: &mut Errors) -> Vec<String> {
    let is_keyword = |word: &str| {
        word.len() <= LONGEST_KEYWORD
            && word.starts_with(|c: char| c.is_ascii_alphanumeric())
            && word.chars().all(|c| c.is_ascii_alphanumeric() || "_-+".contains(c))
    };
    let help = "write at most 20 letters, digits, `-`, `_` or `+`, beginning with a letter or digit";
    accepted(list, "keyword", &is_keyword, help, errors)
}

/// Returns the categories that look like those of crates.io. Cargo warns of one that crates.io does not have.
pub(super) fn categories(list: &Spanned<Vec<Spanned<String>>>, errors: &mut Errors) -> Vec<String> {
    let is_slug =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    let is_category = |text: &str| text.split("::").all(is_slug);
    let help = "write a slug of https://crates.io/category_slugs, such as `api-bindings`";
    accepted(list, "category", &is_category, help, errors)
}

fn accepted(
    list: &Spanned<Vec<Spanned<String>>>,
    noun: &str,
    is_accepted: &dyn Fn(&str) -> bool,
    help: &str,
    errors: &mut Errors,
) -> Vec<String> {
    if list.get_ref().len() > MOST {
        let nouns = noun.strip_suffix('y').map_or(format!("{noun}s"), |stem| format!("{stem}ies"));
        let message = format!("there are {} {nouns}, and crates.io accepts {MOST}", list.get_ref().len());
        errors.add(list.span(), &message, &format!("remove {}", list.get_ref().len() - MOST));
    }
    for text in list.get_ref().iter().filter(|text| !is_accepted(text.get_ref())) {
        errors.add(text.span(), &format!("`{}` is not a {noun}", text.get_ref().escape_debug()), help);
    }
    list.get_ref().iter().map(|text| text.get_ref().clone()).collect()
}

/// Returns the authors.
pub(super) fn authors(list: &[Spanned<String>], errors: &mut Errors) -> Vec<String> {
    for text in list {
        if text.get_ref().trim().is_empty() || text.get_ref().contains(char::is_control) {
            let message = format!("`{}` is not an author", text.get_ref().escape_debug());
            errors.add(text.span(), &message, "write a name, such as `Jane Doe <jane@example.com>`");
        }
    }
    list.iter().map(|text| text.get_ref().clone()).collect()
}

/// Returns where the package may be published: anywhere, nowhere, or in the registries of a list.
pub(super) fn publish(choice: &Spanned<Value>, errors: &mut Errors) -> Option<Written<Publish>> {
    let value = match choice.get_ref() {
        Value::Boolean(true) => Some(Publish::Anywhere),
        Value::Boolean(false) => Some(Publish::Nowhere),
        Value::Array(names) if names.is_empty() => Some(Publish::Nowhere),
        Value::Array(names) => names.iter().map(registry).collect::<Option<_>>().map(Publish::Registries),
        _ => None,
    };
    if value.is_none() {
        let help = "write `true`, `false`, or the names of registries in Cargo's settings, such as `[\"internal\"]`";
        errors.add(choice.span(), "`publish` is neither a boolean nor a list of registries", help);
    }
    Some(Written { value: value?, place: Some(choice.span()) })
}

/// Returns the name of a registry as Cargo accepts it.
fn registry(name: &Value) -> Option<String> {
    let name = name.as_str()?;
    let is_part = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    (!name.is_empty() && name.chars().all(is_part)).then(|| name.to_owned())
}

/// Adds an error if crates.io would not accept the package. A member of a workspace may inherit the licence.
pub(super) fn check_publication(
    publish: &Written<Publish>,
    license: Option<&str>,
    runtime: &Runtime,
    place: &Range<usize>,
    errors: &mut Errors,
) {
    if publish.value.is_on_crates_io() && license.is_none() && *runtime != Runtime::Workspace {
        let place = publish.place.clone().unwrap_or(place.clone());
        let help =
            "add `license`, such as `license = \"MIT OR Apache-2.0\"`; the document's own is that of the document";
        errors.add(place, "a client on crates.io needs a licence", help);
    }
}

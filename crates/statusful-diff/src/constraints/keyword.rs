//! Compares the keywords of two schemas that the types of a client do not carry.

use std::collections::BTreeSet;

use statusful_codegen::ir::Scalar;
use statusful_codegen::openapi::Keyword;

use super::difference::Difference;
use super::whole::{Keywords, Whole};
use super::{bound, canonical, listed};

/// Keywords that have to be satisfied together if several parts of a schema have them. Which of two values is tighter is not known.
const OTHERS: [&str; 6] =
    ["pattern", "format", "uniqueItems", "contentEncoding", "contentMediaType", "dependentRequired"];

/// Patterns that every text matches.
const ANY_TEXT: [&str; 5] = ["", "^", ".*", "^.*", "^.*$"];

/// Returns the constraints that differ.
pub(super) fn differences(
    [old, new]: [&Whole<'_>; 2],
    [old_keywords, new_keywords]: [&Keywords<'_>; 2],
) -> Vec<Difference> {
    let has_numbers = old.has_numbers() || new.has_numbers();
    let others = OTHERS.into_iter().filter_map(|keyword| {
        let [was, is] = [old_keywords, new_keywords].map(|keywords| texts(keywords, keyword));
        // Formats that are types of their own, such as dates and the sizes of numbers, are compared as types.
        let has_types = keyword == "format" && (has_numbers || scalars(&was) != scalars(&is));
        if has_types { None } else { Difference::of_sets(keyword, &was, &is) }
    });
    let numbers = bound::bounds(old_keywords, new_keywords).chain(bound::multiples(old_keywords, new_keywords));
    numbers.chain(listed::values(old, new)).chain(others).collect()
}

/// Returns what types would carry and differs, where the client has no type for the value.
pub(super) fn untyped(
    [old, new]: [&Whole<'_>; 2],
    [old_keywords, new_keywords]: [&Keywords<'_>; 2],
) -> Vec<Difference> {
    let of = |keyword: &'static str| {
        let [was, is] = [old_keywords, new_keywords].map(|keywords| items(keywords, keyword));
        (was, is)
    };
    let (was, is) = of("type");
    let types = match (was.is_empty(), is.is_empty()) {
        (false, false) => Difference::of_choices("type", &was, &is),
        _ => Difference::of_sets("type", &was, &is),
    };
    let (was, is) = of("required");
    let required = Difference::of_sets("required", &was, &is);
    let properties = |whole: &Whole<'_>| whole.properties().into_iter().map(str::to_owned).collect();
    let properties = Difference::of_sets("properties", &properties(old), &properties(new));
    types.into_iter().chain(required).chain(properties).chain(listed::texts(old, new)).collect()
}

/// Returns the default of a value as JSON, or an empty text.
pub(super) fn default(whole: &Whole<'_>) -> String {
    whole.parts().iter().find_map(|part| part.default_value()).map(canonical::of_value).unwrap_or_default()
}

fn texts(keywords: &Keywords<'_>, keyword: &str) -> BTreeSet<String> {
    let text = |value: &Keyword<'_>| match value {
        Keyword::Value(node) => match node.as_str() {
            Some(text) if keyword == "pattern" && ANY_TEXT.contains(&text) => None,
            Some(text) => Some(text.to_owned()),
            // The default of `uniqueItems`.
            None => (node.as_bool() != Some(false)).then(|| canonical::of_value(node)),
        },
        _ => Some(canonical::of_keyword(value)),
    };
    keywords.values(keyword).iter().filter_map(text).collect()
}

/// Returns the texts of a keyword that has one text or several.
fn items(keywords: &Keywords<'_>, keyword: &str) -> BTreeSet<String> {
    let nodes = keywords.values(keyword).iter().filter_map(|value| match value {
        Keyword::Value(node) => Some(*node),
        _ => None,
    });
    nodes
        .flat_map(|node| node.as_str().into_iter().chain(node.items().filter_map(|item| item.as_str())))
        .map(str::to_owned)
        .collect()
}

fn scalars(formats: &BTreeSet<String>) -> Vec<Scalar> {
    formats.iter().map(|format| Scalar::of_text_format(format)).filter(|scalar| *scalar != Scalar::String).collect()
}

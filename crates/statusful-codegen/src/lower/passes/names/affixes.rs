//! Removes the words that all variants of a union have in common.

use heck::{ToSnakeCase, ToUpperCamelCase};

use super::reserved;
use crate::ir::{TypeName, TypeRef, Variant};

/// Removes the words that all variants with a model begin or end with: `ChatUserMessage` and `ChatSystemMessage` become
/// `User` and `System`.
///
/// If that would make a name empty, invalid or ambiguous, removes only the words at the beginning, only those at the
/// end, or none.
pub(super) fn remove(variants: &mut [Variant]) {
    let (models, others): (Vec<_>, Vec<_>) =
        variants.iter_mut().partition(|variant| matches!(variant.ty, TypeRef::Named(_)));
    let taken: Vec<_> = others.into_iter().map(|variant| &variant.name).collect();
    let names: Vec<_> = models.iter().map(|variant| &variant.name).collect();
    let Some(names) = without_shared_words(&names, &taken) else { return };
    for (variant, name) in models.into_iter().zip(names) {
        variant.name = name;
    }
}

fn without_shared_words(names: &[&TypeName], taken: &[&TypeName]) -> Option<Vec<TypeName>> {
    if names.len() < 2 {
        return None;
    }
    let words: Vec<Vec<String>> = names.iter().map(|name| words(name)).collect();
    // The shortest name keeps at least one word.
    let most = words.iter().map(|words| words.len() - 1).min().unwrap_or_default();
    let prefix = shared(words.iter().map(|words| words.iter())).min(most);
    let suffix = shared(words.iter().map(|words| words.iter().rev())).min(most);
    let lengths = [(prefix, suffix), (prefix, 0), (0, suffix)].into_iter().filter(|lengths| *lengths != (0, 0));
    let mut options = lengths.filter_map(|(prefix, suffix)| {
        let kept = words.iter().map(|words| words.get(prefix..words.len() - suffix));
        kept.map(|words| valid(words?)).collect::<Option<Vec<_>>>()
    });
    options.find(|names| {
        let earlier = |index: usize| names[..index].iter().chain(taken.iter().copied());
        names.iter().enumerate().all(|(index, name)| earlier(index).all(|other| other != name))
    })
}

fn words(name: &TypeName) -> Vec<String> {
    name.as_str().to_snake_case().split('_').map(str::to_owned).collect()
}

/// Returns the number of words that all lists begin with.
fn shared<'w>(lists: impl Iterator<Item = impl Iterator<Item = &'w String>>) -> usize {
    let mut lists: Vec<_> = lists.collect();
    let mut count = 0;
    while let Some(first) = lists.first_mut().and_then(Iterator::next) {
        if !lists.iter_mut().skip(1).all(|list| list.next() == Some(first)) {
            break;
        }
        count += 1;
    }
    count
}

/// Returns the name of a variant, or `None` if the words do not form a valid one.
fn valid(words: &[String]) -> Option<TypeName> {
    let text = words.join(" ").to_upper_camel_case();
    let name = TypeName::variant(&text);
    (name.as_str() == text && !reserved::VARIANTS.contains(&text.as_str())).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Docs, Scalar, TypeId};

    fn without(names: &[&str]) -> Vec<String> {
        let variant = |(index, name): (usize, &&str)| Variant {
            name: TypeName::variant(name),
            tags: Vec::new(),
            shape: None,
            adds_tag: false,
            ty: if *name == "String" { TypeRef::Scalar(Scalar::String) } else { TypeRef::Named(TypeId(index)) },
            docs: Docs::default(),
        };
        let mut variants: Vec<_> = names.iter().enumerate().map(variant).collect();
        remove(&mut variants);
        variants.into_iter().map(|variant| variant.name.to_string()).collect()
    }

    #[test]
    fn words_that_all_names_share_are_removed() {
        assert_eq!(without(&["ChatUserMessage", "ChatSystemMessage"]), ["User", "System"]);
        assert_eq!(without(&["ChatUser", "ChatSystem"]), ["User", "System"]);
        assert_eq!(without(&["ToolUseStart", "ToolUseInputDelta"]), ["Start", "InputDelta"]);
        assert_eq!(without(&["Int32Value", "Int64Value"]), ["Int32", "Int64"]);
        assert_eq!(without(&["Tree", "Shrub"]), ["Tree", "Shrub"]);
        assert_eq!(without(&["CorkOak", "Corkscrew"]), ["CorkOak", "Corkscrew"], "a part of a word is no word");
    }

    #[test]
    fn variants_without_a_model_keep_their_names() {
        assert_eq!(without(&["String", "UserMessage", "SystemMessage"]), ["String", "User", "System"]);
        assert_eq!(without(&["String", "UserMessage"]), ["String", "UserMessage"], "one name shares nothing");
        assert_eq!(without(&["String", "StringMessage", "ListMessage"]), ["String", "StringMessage", "ListMessage"]);
    }

    #[test]
    fn names_stay_valid_and_distinct() {
        assert_eq!(without(&["Chat", "ChatUser"]), ["Chat", "ChatUser"], "nothing would be left");
        assert_eq!(without(&["UserMessage", "UserTextMessage"]), ["Message", "TextMessage"], "only one end can go");
        assert_eq!(without(&["SearchResult", "SearchResultError"]), ["Result", "ResultError"]);
        assert_eq!(without(&["TextUserText", "TextText"]), ["UserText", "Text"]);
        assert_eq!(without(&["ChatUser", "ChatUser"]), ["ChatUser", "ChatUser"]);
        assert_eq!(without(&["Model3D", "ModelFlat"]), ["Model3D", "ModelFlat"]);
        assert_eq!(without(&["PathSelf", "PathOther"]), ["PathSelf", "PathOther"]);
        assert_eq!(without(&["ChatUnknown", "ChatUser"]), ["ChatUnknown", "ChatUser"], "`Unknown` is reserved");
    }
}

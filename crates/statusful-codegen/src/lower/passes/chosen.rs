//! Applies names, derives and features that the user chose. This happens last, so that all other names are as they
//! would be without these choices, and the choices do not depend on each other.

mod derives;
mod names;

use crate::Customization;
use crate::customization::Choices;
use crate::diagnostic::{Diagnostic, quote};
use crate::ir::{Api, FEATURES};
use crate::origins::Origins;
use crate::suggestion::closest;

/// Applies the choices. Returns an error for each one that the API does not allow.
pub(in crate::lower) fn apply(
    api: &mut Api,
    origins: &mut Origins,
    customization: &Customization,
    choices: &Choices,
) -> Vec<Diagnostic> {
    let mut errors = features(api, customization, choices);
    errors.extend(names::operations(api, customization, choices));
    errors.extend(names::properties(api, customization, choices));
    errors.extend(derives::derives(api, customization, choices));
    // Types are renamed last, because all other choices refer to their original names.
    errors.extend(names::types(api, origins, customization, choices));
    errors
}

fn features(api: &Api, customization: &Customization, choices: &Choices) -> Vec<Diagnostic> {
    let tags = api.groups.iter().map(|group| group.feature.as_str());
    let known: Vec<_> = FEATURES.into_iter().chain(tags).collect();
    let unknown = customization.default_features.iter().flatten();
    let unknown = unknown.filter(|feature| !known.contains(&feature.value.as_str()));
    let error = |feature: &crate::customization::Chosen<String>| {
        let message = format!("the crate has no feature {}", quote(&feature.value));
        choices.error(message, feature.place.clone(), &suggestion(&feature.value, &known, "features"))
    };
    unknown.map(error).collect()
}

/// The maximum number of names in a help message.
const LISTED: usize = 20;

/// Returns the help message for an unknown name.
fn suggestion(name: &str, known: &[&str], noun: &str) -> String {
    if let Some(near) = closest(name, known.iter().copied()) {
        return format!("did you mean {}?", quote(near));
    }
    let listed: Vec<_> = known.iter().take(LISTED).map(|name| quote(name)).collect();
    let more = if known.len() > LISTED { ", and more" } else { "" };
    format!("the {noun} are {}{more}", listed.join(", "))
}

//! Documented responses of an operation.

use statusful_codegen::ir::{DocumentedResponse, MediaRange, Responses};

use super::{Context, Found};
use crate::pairs::Pairs;
use crate::{ChangeKind, ChangePlace};

pub(super) fn responses(context: &Context<'_>, found: &mut Found, old: &Responses, new: &Responses) {
    success(context, found, old, new);
    let failures = Pairs::of(old.failures(), new.failures());
    outcomes(context, found, failures, (ChangeKind::ErrorRemoved, ChangeKind::ErrorAdded), true);
}

fn success(context: &Context<'_>, found: &mut Found, old: &Responses, new: &Responses) {
    let place = ChangePlace::Success;
    let [old_body, new_body] = [(&context.old, old), (&context.new, new)]
        .map(|(side, responses)| responses.single_success().map_or("()".to_owned(), |it| side.body(&it.body)));
    match (&old.success, &new.success) {
        (None, None) => {
            if let (Some(old), Some(new)) = (old.single_success(), new.single_success())
                && old.status != new.status
            {
                // A single success is the result itself, and no name is derived from its status.
                let statuses = [old.status.to_string(), new.status.to_string()];
                found.differ(&place, ChangeKind::SuccessStatusChanged, &statuses[0], &statuses[1]);
                return body(context, found, place, old, new);
            }
        }
        (None, Some(name)) => found.push(place, ChangeKind::SuccessBecomesChoice, old_body, name.as_str()),
        (Some(name), None) => found.push(place, ChangeKind::SuccessNoLongerChoice, name.as_str(), new_body),
        (Some(_), Some(_)) => {}
    }
    let are_matched = old.success.is_some() && new.success.is_some();
    let successes = Pairs::of(old.successes(), new.successes());
    outcomes(context, found, successes, (ChangeKind::SuccessRemoved, ChangeKind::SuccessAdded), are_matched);
}

/// Compares responses of the same status and media type, or the only ones of their status. Variant names are compared
/// if both sides have an enum.
fn outcomes(
    context: &Context<'_>,
    found: &mut Found,
    pairs: Pairs<'_, DocumentedResponse>,
    (removed, added): (ChangeKind, ChangeKind),
    are_matched: bool,
) {
    let joined = pairs.by(|response| (response.status, &response.media)).by(|response| response.status);
    for (old, new) in joined.both {
        let place = if old.media == new.media { place(new) } else { ChangePlace::Response(new.status, None) };
        // If one side has no content, the body shows the difference.
        if let (Some(old), Some(new)) = (&old.media, &new.media) {
            found.differ(&place, ChangeKind::ResponseMediaTypeChanged, old.as_str(), new.as_str());
        }
        if are_matched {
            found.differ(&place, ChangeKind::OutcomeRenamed, old.variant.as_str(), new.variant.as_str());
        }
        body(context, found, place, old, new);
    }
    for response in joined.gone {
        found.push(place(response), removed, context.old.response(response), "");
    }
    for response in joined.come {
        found.push(place(response), added, "", context.new.response(response));
    }
}

fn body(
    context: &Context<'_>,
    found: &mut Found,
    place: ChangePlace,
    old: &DocumentedResponse,
    new: &DocumentedResponse,
) {
    if context.old.common_body(&old.body) != context.new.common_body(&new.body) {
        let [old, new] = [context.old.body(&old.body), context.new.body(&new.body)];
        found.push(place, ChangeKind::ResponseBodyChanged, old, new);
    }
}

fn place(response: &DocumentedResponse) -> ChangePlace {
    ChangePlace::Response(response.status, response.media.as_ref().map(MediaRange::to_string))
}

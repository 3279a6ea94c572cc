//! Responses: the outcomes of an operation.

use statusful_codegen::ir::{Arm, Media, Responses, Success};

use super::{Context, Found};
use crate::pairs::Pairs;
use crate::{Kind, Place};

pub(super) fn responses(context: &Context<'_>, found: &mut Found, old: &Responses, new: &Responses) {
    success(context, found, &old.success, &new.success);
    let failures = [old.failure_arms(), new.failure_arms()];
    arms(context, found, failures, (Kind::ErrorRemoved, Kind::ErrorAdded), true);
}

fn success(context: &Context<'_>, found: &mut Found, old: &Success, new: &Success) {
    let kinds = (Kind::SuccessRemoved, Kind::SuccessAdded);
    match (old, new) {
        // The one success is the result, and nothing is named for its status.
        (Success::Single(Some(old)), Success::Single(Some(new))) if old.status != new.status => {
            found.differ(&Place::Success, Kind::SuccessStatusChanged, status(old), status(new));
            body(context, found, Place::Success, old, new);
        }
        (Success::Single(old), Success::Single(new)) => {
            arms(context, found, [old.as_slice(), new.as_slice()], kinds, false);
        }
        (Success::Single(old), Success::Several(name, new)) => {
            let was = old.as_ref().map_or("()".to_owned(), |arm| context.old.body(&arm.body));
            found.push(Place::Success, Kind::SuccessBecomesChoice, was, name.as_str());
            arms(context, found, [old.as_slice(), new], kinds, false);
        }
        (Success::Several(name, old), Success::Single(new)) => {
            let is = new.as_ref().map_or("()".to_owned(), |arm| context.new.body(&arm.body));
            found.push(Place::Success, Kind::SuccessNoLongerChoice, name.as_str(), is);
            arms(context, found, [old, new.as_slice()], kinds, false);
        }
        (Success::Several(_, old), Success::Several(_, new)) => arms(context, found, [old, new], kinds, true),
    }
}

fn status(arm: &Arm) -> String {
    crate::place::status_name(arm.status)
}

/// Outcomes on both sides: of one status and media type, or alone of their status and of another media type. Variants
/// matter where both sides have an enum.
fn arms(
    context: &Context<'_>,
    found: &mut Found,
    [old, new]: [&[Arm]; 2],
    (removed, added): (Kind, Kind),
    are_matched: bool,
) {
    let joined = Pairs::of(old, new).by(|arm| (arm.status, &arm.media)).by(|arm| arm.status);
    for (old, new) in joined.both {
        let place = if old.media == new.media { place(new) } else { Place::Response(new.status, None) };
        // Where there was or is no content, the body tells.
        if old.media != Media::None && new.media != Media::None {
            found.differ(&place, Kind::ResponseMediaTypeChanged, old.media.as_str(), new.media.as_str());
        }
        if are_matched {
            found.differ(&place, Kind::OutcomeRenamed, old.variant.as_str(), new.variant.as_str());
        }
        body(context, found, place, old, new);
    }
    for arm in joined.gone {
        found.push(place(arm), removed, context.old.arm(arm), "");
    }
    for arm in joined.come {
        found.push(place(arm), added, "", context.new.arm(arm));
    }
}

fn body(context: &Context<'_>, found: &mut Found, place: Place, old: &Arm, new: &Arm) {
    if context.old.common_body(&old.body) != context.new.common_body(&new.body) {
        let [old, new] = [context.old.body(&old.body), context.new.body(&new.body)];
        found.push(place, Kind::ResponseBodyChanged, old, new);
    }
}

fn place(arm: &Arm) -> Place {
    Place::Response(arm.status, (arm.media != Media::None).then(|| arm.media.as_str().to_owned()))
}

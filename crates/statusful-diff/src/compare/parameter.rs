//! Parameters: arguments and setters.

use statusful_codegen::ir::{Operation, Parameter, ParameterLocation, TypeRef};

use super::argument::{Argument, Reporting, arguments};
use super::{Context, Found};
use crate::pairs::Pairs;
use crate::{ChangeKind, ChangePlace};

pub(super) fn parameters(context: &Context<'_>, found: &mut Found, old: &Operation, new: &Operation) {
    // A path parameter is the same if only its name changed, as its segment of the path is the same.
    let position = |parameter: &Parameter| {
        let at = |operation: &Operation| operation.parameters.iter().position(|other| std::ptr::eq(other, parameter));
        (
            parameter.location,
            (parameter.location != ParameterLocation::Path).then(|| parameter.wire.clone()),
            at(old).or(at(new)),
        )
    };
    // A constant is filled in, so that callers do not see it.
    let given = |parameter: &&Parameter| parameter.constant().is_none();
    let [old_given, new_given] = [old, new].map(|operation| operation.parameters.iter().filter(given));
    let joined = Pairs::of(old_given, new_given)
        .by(|parameter| (parameter.location, &parameter.wire))
        .by(|parameter| &parameter.ident)
        .by(position);
    for (old, new) in &joined.both {
        parameter(context, found, old, new);
    }
    for parameter in &joined.gone {
        found.push(place(parameter), ChangeKind::ParameterRemoved, parameter.ident.as_str(), "");
    }
    for parameter in &joined.come {
        let kind = if parameter.is_argument() {
            ChangeKind::RequiredParameterAdded
        } else {
            ChangeKind::OptionalParameterAdded
        };
        let argument = format!("{}: {}", parameter.ident, context.new.spell(&parameter.ty));
        found.push(place(parameter), kind, "", argument);
    }
    constants(found, old, new);
    positions(context, found, old, new);
}

/// Compares the values that are filled in.
fn constants(found: &mut Found, old: &Operation, new: &Operation) {
    for (new, value) in new.constant_parameters() {
        let is_it = |old: &&(&Parameter, _)| (old.0.location, &old.0.wire) == (new.location, &new.wire);
        if let Some((_, old)) = old.constant_parameters().collect::<Vec<_>>().iter().find(is_it) {
            found.differ(&place(new), ChangeKind::ParameterEncodingChanged, old.to_string(), value.to_string());
        }
    }
}

fn parameter(context: &Context<'_>, found: &mut Found, old: &Parameter, new: &Parameter) {
    let place = if (old.location, &old.wire) == (new.location, &new.wire) {
        place(new)
    } else {
        // One name for both sides, which stays the same if the sides are swapped.
        ChangePlace::Parameter(old.location.min(new.location), (&old.ident).min(&new.ident).to_string())
    };
    let on_the_wire = |parameter: &Parameter| format!("{} {}", parameter.location, parameter.wire);
    found.differ(&place, ChangeKind::ParameterMoved, on_the_wire(old), on_the_wire(new));
    match (old.is_argument(), new.is_argument()) {
        (false, true) => {
            found.push(place.clone(), ChangeKind::ParameterMadeRequired, old.ident.as_str(), new.ident.as_str());
        }
        (true, false) => {
            found.push(place.clone(), ChangeKind::ParameterMadeOptional, old.ident.as_str(), new.ident.as_str());
        }
        (true, true) => {}
        (false, false) => found.differ(&place, ChangeKind::ParameterRenamed, old.ident.as_str(), new.ident.as_str()),
    }
    if context.old.common(&old.ty) != context.new.common(&new.ty) {
        found.push(
            place.clone(),
            ChangeKind::ParameterTypeChanged,
            context.old.spell(&old.ty),
            context.new.spell(&new.ty),
        );
    }
    found.differ(&place, ChangeKind::ParameterEncodingChanged, encoding(old), encoding(new));
}

fn place(parameter: &Parameter) -> ChangePlace {
    ChangePlace::Parameter(parameter.location, parameter.wire.clone())
}

/// Returns how a value is serialized. Its location is compared separately.
fn encoding(parameter: &Parameter) -> String {
    if let Some(media_type) = &parameter.content {
        return media_type.clone();
    }
    let style =
        if parameter.style == parameter.location.default_style() { "default" } else { parameter.style.as_str() };
    // `explode` has no meaning for a scalar.
    let explodes = parameter.explode && !matches!(parameter.ty, TypeRef::Scalar(_));
    let explode = if explodes { ", exploded" } else { "" };
    let reserved = if parameter.allow_reserved { ", reserved characters kept" } else { "" };
    format!("{style} style{explode}{reserved}")
}

/// Compares the positional arguments, without the body, which is always last.
fn positions(context: &Context<'_>, found: &mut Found, old: &Operation, new: &Operation) {
    let how = Reporting {
        place: ChangePlace::Arguments,
        reordered: ChangeKind::ArgumentsReordered,
        renamed: ChangeKind::ArgumentRenamed,
    };
    let [old, new] = [(context.old.api, old), (context.new.api, new)].map(|(api, operation)| {
        operation.required_parameters().map(|parameter| Argument::of_parameter(api, parameter)).collect::<Vec<_>>()
    });
    arguments(found, &how, &old, &new);
}

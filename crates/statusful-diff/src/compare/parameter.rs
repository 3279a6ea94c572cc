//! Parameters: arguments and setters.

use statusful_codegen::ir::{Operation, Parameter, ParameterLocation, TypeRef};

use super::{Context, Found};
use crate::pairs::Pairs;
use crate::{ChangeKind, ChangePlace};

pub(super) fn parameters(context: &Context<'_>, found: &mut Found, old: &Operation, new: &Operation) {
    // Users do not see the names of path parameters, only the order of the arguments.
    let position = |parameter: &Parameter| {
        let at = |operation: &Operation| operation.parameters.iter().position(|other| std::ptr::eq(other, parameter));
        (
            parameter.location,
            (parameter.location != ParameterLocation::Path).then(|| parameter.wire.clone()),
            at(old).or(at(new)),
        )
    };
    let joined = Pairs::of(&old.parameters, &new.parameters)
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
        let kind =
            if parameter.required { ChangeKind::RequiredParameterAdded } else { ChangeKind::OptionalParameterAdded };
        let argument = format!("{}: {}", parameter.ident, context.new.spell(&parameter.ty));
        found.push(place(parameter), kind, "", argument);
    }
    order(found, old, new, &joined.both);
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
    match (old.required, new.required) {
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

/// Compares the order of the arguments that both sides have.
fn order(found: &mut Found, old: &Operation, new: &Operation, both: &[(&Parameter, &Parameter)]) {
    let kept: Vec<_> = both.iter().filter(|(old, new)| old.required && new.required).collect();
    let name = |is: &dyn Fn(&(&Parameter, &Parameter)) -> bool| {
        kept.iter().find(|pair| is(pair)).map(|(_, new)| new.ident.as_str())
    };
    let olds = old.parameters.iter().filter_map(|parameter| name(&|(old, _)| std::ptr::eq(*old, parameter)));
    let news = new.parameters.iter().filter_map(|parameter| name(&|(_, new)| std::ptr::eq(*new, parameter)));
    let [olds, news] = [olds.collect::<Vec<_>>(), news.collect::<Vec<_>>()];
    found.differ(&ChangePlace::Arguments, ChangeKind::ArgumentsReordered, olds.join(", "), news.join(", "));
}

//! Parameters: arguments and setters.

use statusful_codegen::ir::{Location, Operation, Parameter, TypeRef};

use super::{Context, Found};
use crate::pairs::Pairs;
use crate::place::location_name;
use crate::{Kind, Place};

pub(super) fn parameters(context: &Context<'_>, found: &mut Found, old: &Operation, new: &Operation) {
    // Names in a path are the document's own affair: of arguments only the order counts.
    let position = |parameter: &Parameter| {
        let at = |operation: &Operation| operation.parameters.iter().position(|other| std::ptr::eq(other, parameter));
        (
            parameter.location,
            (parameter.location != Location::Path).then(|| parameter.wire.clone()),
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
        found.push(place(parameter), Kind::ParameterRemoved, parameter.ident.as_str(), "");
    }
    for parameter in &joined.come {
        let kind = if parameter.required { Kind::RequiredParameterAdded } else { Kind::OptionalParameterAdded };
        let argument = format!("{}: {}", parameter.ident, context.new.spell(&parameter.ty));
        found.push(place(parameter), kind, "", argument);
    }
    order(found, old, new, &joined.both);
}

fn parameter(context: &Context<'_>, found: &mut Found, old: &Parameter, new: &Parameter) {
    let place = if (old.location, &old.wire) == (new.location, &new.wire) {
        place(new)
    } else {
        // One name for both, the same in both directions.
        Place::Parameter(old.location.min(new.location), (&old.ident).min(&new.ident).to_string())
    };
    let on_the_wire = |parameter: &Parameter| format!("{} {}", location_name(parameter.location), parameter.wire);
    found.differ(&place, Kind::ParameterMoved, on_the_wire(old), on_the_wire(new));
    match (old.required, new.required) {
        (false, true) => found.push(place.clone(), Kind::ParameterMadeRequired, old.ident.as_str(), new.ident.as_str()),
        (true, false) => found.push(place.clone(), Kind::ParameterMadeOptional, old.ident.as_str(), new.ident.as_str()),
        (true, true) => {}
        (false, false) => found.differ(&place, Kind::ParameterRenamed, old.ident.as_str(), new.ident.as_str()),
    }
    if context.old.common(&old.ty) != context.new.common(&new.ty) {
        found.push(place.clone(), Kind::ParameterTypeChanged, context.old.spell(&old.ty), context.new.spell(&new.ty));
    }
    found.differ(&place, Kind::ParameterEncodingChanged, encoding(old), encoding(new));
}

fn place(parameter: &Parameter) -> Place {
    Place::Parameter(parameter.location, parameter.wire.clone())
}

/// How a value is written. Where it goes is told by itself.
fn encoding(parameter: &Parameter) -> String {
    if let Some(media_type) = &parameter.content {
        return media_type.clone();
    }
    let style =
        if parameter.style == parameter.location.default_style() { "default" } else { parameter.style.as_str() };
    // What has no parts cannot explode.
    let explodes = parameter.explode && !matches!(parameter.ty, TypeRef::Scalar(_));
    let explode = if explodes { ", exploded" } else { "" };
    let reserved = if parameter.allow_reserved { ", reserved characters kept" } else { "" };
    format!("{style} style{explode}{reserved}")
}

/// Whether the arguments that both sides have come in the same order.
fn order(found: &mut Found, old: &Operation, new: &Operation, both: &[(&Parameter, &Parameter)]) {
    let kept: Vec<_> = both.iter().filter(|(old, new)| old.required && new.required).collect();
    let name = |is: &dyn Fn(&(&Parameter, &Parameter)) -> bool| {
        kept.iter().find(|pair| is(pair)).map(|(_, new)| new.ident.as_str())
    };
    let olds = old.parameters.iter().filter_map(|parameter| name(&|(old, _)| std::ptr::eq(*old, parameter)));
    let news = new.parameters.iter().filter_map(|parameter| name(&|(_, new)| std::ptr::eq(*new, parameter)));
    let [olds, news] = [olds.collect::<Vec<_>>(), news.collect::<Vec<_>>()];
    found.differ(&Place::Arguments, Kind::ArgumentsReordered, olds.join(", "), news.join(", "));
}

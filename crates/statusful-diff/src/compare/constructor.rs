//! How callers create models and forms.

use statusful_codegen::ir::{Constructor, Field, Multipart, Struct, Type, TypeName};

use super::argument::{Argument, Reporting, arguments};
use super::{Context, Found};
use crate::{ChangeKind, ChangePlace};

const REPORTING: Reporting = Reporting {
    place: ChangePlace::Constructor,
    reordered: ChangeKind::ConstructorArgumentsReordered,
    renamed: ChangeKind::ConstructorArgumentRenamed,
};

/// What a constructor belongs to.
struct Created<'a> {
    name: &'a TypeName,
    constructor: &'a Constructor,
    arguments: Vec<Argument<'a>>,
}

/// Compares the constructors of a model.
pub(super) fn of_model(
    context: &Context<'_>,
    found: &mut Found,
    (old, old_struct): (&Type, &Struct),
    (new, new_struct): (&Type, &Struct),
) {
    // What is not sent has no constructor, which has a kind of its own.
    let (Some(was), Some(is)) = (&old.constructor, &new.constructor) else { return };
    let [old_api, new_api] = [context.old.api, context.new.api];
    let old_fields = old_struct.fields.iter().filter(|field| old_api.is_argument(field));
    let new_fields = new_struct.fields.iter().filter(|field| new_api.is_argument(field));
    let old_arguments = old_fields.map(|field: &Field| Argument::of_field(old_api, field)).collect();
    let new_arguments = new_fields.map(|field: &Field| Argument::of_field(new_api, field)).collect();
    compare(
        found,
        &Created { name: &old.name, constructor: was, arguments: old_arguments },
        &Created { name: &new.name, constructor: is, arguments: new_arguments },
    );
}

/// Compares the constructors of a form.
pub(super) fn of_form(context: &Context<'_>, found: &mut Found, old: &Multipart, new: &Multipart) {
    let [old, new] = [(context.old.api, old), (context.new.api, new)].map(|(api, form)| {
        let required = form.fields.iter().filter(|field| field.required);
        let arguments = required.map(|field| Argument::of_part(api, field)).collect();
        Created { name: &form.name, constructor: &form.constructor, arguments }
    });
    compare(found, &old, &new);
}

fn compare(found: &mut Found, old: &Created<'_>, new: &Created<'_>) {
    match (old.constructor, new.constructor) {
        (Constructor::Positional, Constructor::Positional) => {
            arguments(found, &REPORTING, &old.arguments, &new.arguments);
        }
        (Constructor::Literal, Constructor::Literal) => {}
        // If the name of the model changed, so did that of the struct; that is not reported again.
        (Constructor::Named(was), Constructor::Named(is)) if suffix(old, was) == suffix(new, is) => {}
        _ => found.push(ChangePlace::Constructor, ChangeKind::ConstructorFormChanged, text(old), text(new)),
    }
}

/// Returns the part of a struct's name that is not the name of what it belongs to.
fn suffix<'n>(of: &Created<'_>, name: &'n TypeName) -> &'n str {
    name.as_str().strip_prefix(of.name.as_str()).unwrap_or(name.as_str())
}

/// Returns the constructor as callers write it, with names instead of values.
fn text(of: &Created<'_>) -> String {
    let name = of.name;
    let names = of.arguments.iter().map(Argument::name).collect::<Vec<_>>().join(", ");
    match of.constructor {
        Constructor::Positional => format!("{name}::new({names})"),
        Constructor::Named(required) => format!("{name}::new({required} {{ {names} }})"),
        Constructor::Literal => format!("{name} {{ {names} }}"),
    }
}

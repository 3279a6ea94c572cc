//! Values of a union that are values of exactly one variant.

use serde_json::Value;
use statusful_codegen::ir::Union;
use statusful_codegen::openapi::Schema;
use statusful_codegen::origins::{AlternativeOrigin, Origin};
use statusful_schema::{Alternative, Validator, bundle, values_of_bundle};

use super::cases::{Case, Subject};

/// An alternative, its variant, and the kind of its values.
struct Judged<'a> {
    variant: usize,
    alternative: Alternative<'a>,
    validator: Validator,
    name: &'a str,
}

/// Returns cases for each alternative of a union: values that only alternatives of one variant allow.
pub(super) fn cases<'a>(
    subject: &Subject<'a, 'a>,
    union: &'a Union,
    choice: Schema<'a>,
    origin: &'a Origin,
) -> Result<Vec<Case>, &'static str> {
    let judged = judged(subject, union, choice, origin);
    let of_choice = Validator::new(&bundle(choice, subject.direction));
    let mut cases = Vec::new();
    for one in &judged {
        let within = one.alternative.bundle_in_choice(subject.direction);
        for (title, value) in values(subject, one, &within) {
            let is_only = || judged.iter().all(|other| other.variant == one.variant || !other.allows(&value));
            if !value.is_null() && one.allows(&value) && of_choice.first_error(&value).is_none() && is_only() {
                let title = format!("{} as {}", title, one.name);
                cases.push(subject.read(&title, &within, &value, Some(one.name.to_owned())));
            }
        }
    }
    if cases.is_empty() { Err("no value of just one alternative could be made") } else { Ok(cases) }
}

fn judged<'a>(subject: &Subject<'a, 'a>, union: &'a Union, choice: Schema<'a>, origin: &'a Origin) -> Vec<Judged<'a>> {
    let variants = union.variants.iter().zip(&origin.variants).enumerate();
    let judged = variants.flat_map(|(variant, (item, alternatives))| {
        alternatives.iter().filter_map(move |origin: &AlternativeOrigin| {
            let component = origin.component.as_deref();
            let schema = subject.context.places.schema(origin.place)?;
            let alternative = Alternative { choice, schema, component, only: origin.only };
            let validator = Validator::new(&alternative.bundle(subject.direction));
            Some(Judged { variant, alternative, validator, name: item.name.as_str() })
        })
    });
    judged.collect()
}

impl Judged<'_> {
    fn allows(&self, value: &Value) -> bool {
        self.validator.first_error(value).is_none()
    }
}

/// Returns values of an alternative, and values of it that are made to fit what is around the alternatives too.
fn values(subject: &Subject<'_, '_>, one: &Judged<'_>, within: &Value) -> Vec<(String, Value)> {
    let mut all = values_of_bundle(one.alternative.bundle(subject.direction)).all;
    for (title, value) in values_of_bundle(within.clone()).all {
        if all.iter().all(|(_, known)| *known != value) {
            all.push((title, value));
        }
    }
    all
}
